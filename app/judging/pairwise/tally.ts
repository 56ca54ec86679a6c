import { namesOf, placesOf } from "../names";
import type { Vote } from "./votes";

/** What one juror said about two entries, by their places; a tie is half a win for each. */
export type JurorPair = { juror: number; first: number; second: number; firstWins: number; secondWins: number };

/** All votes added up, in the order of the names: however votes came in, their tally is the same. */
export type Tally = { entries: string[]; jurors: string[]; pairs: JurorPair[] };

/** The tally of the votes over these entries, and over all that the votes name. */
export function tallyOf(votes: readonly Vote[], known: readonly string[] = []): Tally {
  const entries = namesOf([...known, ...votes.flatMap(({ winner, loser }) => [winner, loser])]);
  const jurors = namesOf(votes.map(({ juror }) => juror));
  const [entryPlace, jurorPlace] = [placesOf(entries), placesOf(jurors)];
  const pairs = new Map<string, JurorPair>();
  for (const { juror, winner, loser, isTie } of votes) {
    if (winner === loser) throw new RangeError(`an entry is not compared with itself: ${winner}`);
    const places = [entryPlace.get(winner) as number, entryPlace.get(loser) as number] as const;
    const [first, second] = [Math.min(...places), Math.max(...places)];
    const key = `${jurorPlace.get(juror)} ${first} ${second}`;
    const pair = pairs.get(key) ?? {
      ...{ juror: jurorPlace.get(juror) as number, first, second },
      ...{ firstWins: 0, secondWins: 0 },
    };
    pair.firstWins += isTie ? 0.5 : places[0] === first ? 1 : 0;
    pair.secondWins += isTie ? 0.5 : places[0] === second ? 1 : 0;
    pairs.set(key, pair);
  }
  const ordered = [...pairs.values()].sort((a, b) => a.juror - b.juror || a.first - b.first || a.second - b.second);
  return { entries, jurors, pairs: ordered };
}

/** How many votes each juror gave. */
export function votesOf({ jurors, pairs }: Tally): number[] {
  const votes = jurors.map(() => 0);
  for (const { juror, firstWins, secondWins } of pairs)
    votes[juror] = (votes[juror] as number) + firstWins + secondWins;
  return votes;
}
