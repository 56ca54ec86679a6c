import { ok, type Result, refuse } from "~/kernel/result";
import { csvRows } from "../csv-rows";
import type { Vote } from "./votes";

const COLUMNS = { needed: ["winner", "loser", "juror"], optional: ["tie"] } as const;

/** Reads `winner,loser,juror`, with `tie` where there is one: 1 for a tie. Refuses the first wrong row, by its line. */
export function readVotes(bytes: Uint8Array): Result<Vote[]> {
  const read = csvRows<"winner" | "loser" | "juror" | "tie">(bytes, COLUMNS);
  if (!read.ok) return read;
  const votes: Vote[] = [];
  for (const { line, cells } of read.value.rows) {
    const blank = COLUMNS.needed.find((column) => cells[column] === "");
    if (blank) return refuse("blank", `Line ${line} has no ${blank}.`);
    const { winner, loser, juror, tie } = cells;
    if (winner === loser) return refuse("itself", `Line ${line} compares ${winner} with itself.`);
    if (!["", "0", "1"].includes(tie))
      return refuse("not-a-tie", `The tie in line ${line} is “${tie}”; it is 1 for a tie, else 0 or empty.`);
    votes.push({ winner, loser, juror, isTie: tie === "1" });
  }
  return votes.length === 0 ? refuse("no-votes", "The file holds no votes.") : ok(votes);
}
