import { ok, type Result, refused } from "~/kernel/result";
import { count } from "~/kernel/text";
import { type Loads, withLoads } from "../assigning/even-loads";
import type { Mode, Pair, Plan, Problem } from "../assigning/problem";
import { whyNotPossible } from "../assigning/read-problem";
import { similarityOf } from "../assigning/similarity";
import { keyOf, type Named, type Panel, without } from "./panel";

/** What the chair asks of an assignment. */
export type Wishes = Loads & {
  mode: Mode;
  seed: string;
  /** Whether reviews that nobody began may go to another juror. */
  mayMove: boolean;
  pins: Named[];
  bans: Named[];
};

/** Entries that cannot have all their reviews for want of jurors without a conflict, and how many each lacks. */
export type Short = { entry: number; lacks: number }[];

export type Stated = {
  problem: Problem;
  /** What stands and is kept if it can be; null where all that stands is pinned. */
  standing: Pair[] | null;
  short: Short;
  /** Reviews to be placed beyond those that stand. */
  toPlace: number;
};

/** Seconds for the solver; then the best plan so far is proposed, with what is proven of it. */
const MOST_SECONDS = 120;

/** The panel and the chair's wishes as the solver reads them, or why they contradict each other. */
export function problemFor(panel: Panel, wishes: Wishes): Result<Stated> {
  const { jurors, entries } = panel;
  const width = jurors.length;
  const [jurorAt, entryAt] = [placesOf(jurors), placesOf(entries)];
  const places = (pairs: readonly Named[]): Pair[] =>
    pairs.flatMap(([entry, juror]): Pair[] => {
      const [row, column] = [entryAt.get(entry), jurorAt.get(juror)];
      return row === undefined || column === undefined ? [] : [[row, column]];
    });
  const forbidden = new Uint8Array(entries.length * width);
  for (const [entry, juror] of places([...panel.conflicts, ...wishes.bans])) forbidden[entry * width + juror] = 1;
  const standing = places(without(panel.standing, wishes.bans));
  const begun = new Set(panel.begun.map(keyOf));
  const fixed = without(panel.standing, wishes.bans).filter((pair) => !wishes.mayMove || begun.has(keyOf(pair)));
  const wanted = [...wishes.pins, ...without(warmUpPairs(panel, wishes), wishes.pins)];
  const pinned = places([...fixed, ...without(wanted, fixed)]);
  const { reviews, short } = reviewsOf(panel, { forbidden, pinned });
  const problem = withLoads(
    {
      entries: entries.map(({ number }) => `entry ${number}`),
      jurors: jurors.map(({ number }) => `juror ${number}`),
      similarity: similarities(panel),
      ...{ forbidden, reviews, pinned },
      ...{ minLoad: new Int32Array(width), maxLoad: new Int32Array(width).fill(entries.length) },
      ...{ mode: wishes.mode, seed: wishes.seed, seconds: MOST_SECONDS, connected: true },
    },
    wishes,
  );
  const refusal = whyNotPossible(problem);
  if (refusal) return refused(refusal);
  const toPlace = reviews.reduce((sum, wish) => sum + wish, 0) - standing.length;
  return ok({ problem, standing: wishes.mayMove ? standing : null, short, toPlace });
}

/** A warm-up entry goes to every juror who may score it, but where the chair does not want the pair. */
const warmUpPairs = ({ jurors, conflicts, warmUp }: Panel, { bans }: Pick<Wishes, "bans">): Named[] =>
  without(
    warmUp.flatMap((entry) => jurors.map(({ number }): Named => [entry, number])),
    [...conflicts, ...bans],
  );

const BIDS = { eager: "eager", willing: "willing", rather_not: "rather-not" } as const;

const placesOf = (rows: { number: number }[]): Map<number, number> =>
  new Map(rows.map(({ number }, place) => [number, place]));

/** A juror who was asked and kept silent is taken as willing wherever others spoke: silence is no "rather not". */
function similarities({ jurors, entries, bids }: Panel): Float64Array {
  const said = new Map(bids.map(({ pair, bid }) => [keyOf(pair), bid]));
  const similarity = new Float64Array(entries.length * jurors.length);
  for (const [row, entry] of entries.entries())
    for (const [column, juror] of jurors.entries())
      similarity[row * jurors.length + column] = similarityOf(
        juror,
        entry,
        bids.length === 0 ? null : BIDS[said.get(keyOf([entry.number, juror.number])) ?? "willing"],
      );
  return similarity;
}

/** Reviews that each entry gets from this jury: no more than it has jurors without a conflict, and what is pinned. */
function reviewsOf(
  { jurors, entries, standing, reviewsPerEntry }: Panel,
  { forbidden, pinned }: { forbidden: Uint8Array; pinned: Pair[] },
): { reviews: Int32Array; short: Short } {
  const onPanel = new Set(jurors.map(({ number }) => number));
  const short: Short = [];
  const reviews = Int32Array.from(entries, ({ number }, row) => {
    const elsewhere = standing.filter(([entry, juror]) => entry === number && !onPanel.has(juror)).length;
    const wanted = Math.max(0, reviewsPerEntry - elsewhere);
    const own = forbidden.subarray(row * jurors.length, (row + 1) * jurors.length);
    const able = own.reduce((sum, isForbidden) => sum + 1 - isForbidden, 0);
    const given = Math.max(Math.min(wanted, able), pinned.filter(([entry]) => entry === row).length);
    if (given < wanted) short.push({ entry: number, lacks: wanted - given });
    return given;
  });
  return { reviews, short };
}

/** The pairs of a plan by their numbers. */
export const numbersOf = ({ jurors, entries }: Panel, { assignment }: Plan): Named[] =>
  assignment.flatMap((row, entry) =>
    row.map((juror): Named => [entries[entry]?.number ?? 0, jurors[juror]?.number ?? 0]),
  );

/** What is short, in a sentence; null where every entry has its reviews. */
export function shortText(short: Short, reviewsPerEntry: number): string | null {
  if (short.length === 0) return null;
  const reviews = short.reduce((sum, { lacks }) => sum + lacks, 0);
  return `${count(reviews, "review")} cannot be placed: ${
    short.length === 1 ? "1 entry has" : `${short.length} entries have`
  } fewer than ${count(reviewsPerEntry, "juror")} without a conflict. Invite more jurors, then work it out again.`;
}
