import { stringify } from "csv-stringify/sync";
import type { CountedVote } from "./final-order";

/**
 * The votes of a final as `palio pairwise` reads them: jurors by their numbers, entries by number and title. The number
 * comes first, so that no title is a formula in a spreadsheet and two of one title stay apart.
 */
export function votesFile(votes: readonly CountedVote[], titleOf: (entry: number) => string): string {
  const name = (entry: number): string => `${entry}. ${titleOf(entry).trim()}`;
  return stringify(
    votes.map(({ winner, loser, juror, isTie }) => ({
      ...{ winner: name(winner), loser: name(loser), juror: `Juror ${juror}`, tie: isTie ? "1" : "" },
    })),
    { header: true, columns: ["winner", "loser", "juror", "tie"] },
  );
}
