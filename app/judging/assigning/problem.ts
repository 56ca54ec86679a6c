import type { Result } from "~/kernel/result";

/** An entry and a juror, by their places in the lists, from 0. */
export type Pair = readonly [entry: number, juror: number];

/** `sum` seeks the largest sum of similarities; `fair` first the largest smallest sum of an entry, then the largest sum. */
export type Mode = "fair" | "sum";

/** Entries that ask for reviews, and jurors who have room for some. Matrices are flat: `entry * jurors.length + juror`. */
export type Problem = {
  /** What each entry and each juror is called in sentences; the names also fix the order in which ties are broken. */
  entries: readonly string[];
  jurors: readonly string[];
  /** How well a juror suits an entry; any finite number. */
  similarity: Float64Array;
  /** 1 where the pair is never made: a conflict. */
  forbidden: Uint8Array;
  /** How many jurors each entry gets, pinned ones included. */
  reviews: Int32Array;
  /** How many entries each juror gets at least and at most, pinned ones included. */
  minLoad: Int32Array;
  maxLoad: Int32Array;
  /** Pairs that stand in every plan. */
  pinned: readonly Pair[];
  mode: Mode;
  /** Chooses between plans that are equally good. */
  seed: string;
  /** Seconds after which the best plan so far is given, with its gap; null for as long as it takes. */
  seconds: number | null;
  /** Whether entries and jurors shall hang together through shared jurors, as calibration needs it. */
  connected: boolean;
};

/** Whether everything hangs together, and what that took. */
export type Connection = {
  isConnected: boolean;
  /** What the exchanges took from the sum and from the smallest sum. */
  cost: { sum: number; min: number };
  exchanges: number;
  /** Why it does not hang together; null where it does or was not asked to. */
  reason: string | null;
};

export type Plan = {
  /** For each entry the jurors who score it, ascending. */
  assignment: number[][];
  /** The similarities of all pairs together. */
  sum: number;
  /** The smallest sum of an entry that asks for reviews. */
  min: number;
  /** True where it is proven that nothing better exists, exchanges for a connection aside. */
  isOptimal: boolean;
  /** By how much at most the sum, and the smallest sum of an entry, could still be larger; 0 where proven. */
  gap: number;
  minGap: number;
  connection: Connection;
};

/** What is told while the work goes on. */
export type Progress = { step: string; pairs: number; gap: number | null };

/** How a solver tells of itself, and until when it may work (as `performance.now()` counts). */
export type Run = { deadline: number; onProgress: (progress: Progress) => void };

export type Answer = Result<Plan>;

export const loadsOf = (assignment: readonly (readonly number[])[], jurors: number): Int32Array => {
  const loads = new Int32Array(jurors);
  for (const row of assignment) for (const juror of row) loads[juror] = (loads[juror] as number) + 1;
  return loads;
};

/** The similarities that one entry gets from its jurors. */
export const sumOfEntry = ({ similarity, jurors }: Problem, entry: number, row: readonly number[]): number =>
  row.reduce((sum, juror) => sum + (similarity[entry * jurors.length + juror] as number), 0);

/** The sum of a whole plan, and its smallest sum of an entry that asks for reviews. */
export function worthOf(problem: Problem, assignment: readonly (readonly number[])[]): { sum: number; min: number } {
  const sums = assignment.map((row, entry) => sumOfEntry(problem, entry, row));
  const asking = sums.filter((_, entry) => (problem.reviews[entry] as number) > 0);
  return {
    sum: sums.reduce((a, b) => a + b, 0),
    min: asking.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  };
}
