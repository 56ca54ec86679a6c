import { seeded, shuffled } from "~/kernel/random";
import type { Pair, Problem } from "./problem";

/**
 * A problem as the solvers see it: pinned pairs are taken out, and entries and jurors stand in an order that the seed
 * chooses, so that ties fall the same way for the same names and seed, in whatever order they were listed.
 */
export type Core = {
  entries: number;
  jurors: number;
  /** Similarity and whether a pair may be made, flat: `entry * jurors + juror`. */
  gain: Float64Array;
  open: Uint8Array;
  /** Reviews still to be placed, and the bounds of what each juror still gets. */
  need: Int32Array;
  least: Int32Array;
  most: Int32Array;
  /** What pinned pairs give each entry; NaN for an entry that asks for no review and has no floor. */
  base: Float64Array;
  /** The largest absolute gain, or 1 where all are nought: solvers work on gains divided by it. */
  scale: number;
  /** Every gain is a multiple of it; 0 where there is no such number. */
  unit: number;
  /** Place here → place in the problem. */
  entryAt: Int32Array;
  jurorAt: Int32Array;
};

export function coreOf(problem: Problem): Core {
  const random = seeded(problem.seed);
  const entryAt = inOrder(problem.entries, random);
  const jurorAt = inOrder(problem.jurors, random);
  const [entries, jurors] = [entryAt.length, jurorAt.length];
  const core: Core = {
    ...{ entries, jurors, entryAt, jurorAt },
    gain: new Float64Array(entries * jurors),
    open: new Uint8Array(entries * jurors),
    need: entryAt.map((entry) => problem.reviews[entry] as number),
    least: jurorAt.map((juror) => problem.minLoad[juror] as number),
    most: jurorAt.map((juror) => problem.maxLoad[juror] as number),
    base: Float64Array.from(entryAt, (entry) => ((problem.reviews[entry] as number) > 0 ? 0 : Number.NaN)),
    ...{ scale: 1, unit: 0 },
  };
  for (let entry = 0; entry < entries; entry++) {
    for (let juror = 0; juror < jurors; juror++) {
      const from = (entryAt[entry] as number) * jurors + (jurorAt[juror] as number);
      const to = entry * jurors + juror;
      core.gain[to] = problem.similarity[from] as number;
      core.open[to] = problem.forbidden[from] ? 0 : 1;
    }
  }
  takeOut(core, problem.pinned);
  core.scale = core.gain.reduce((most, gain) => Math.max(most, Math.abs(gain)), 0) || 1;
  core.unit = unitOf(core.gain, core.scale);
  return core;
}

const inOrder = (names: readonly string[], random: () => number): Int32Array => {
  const places = names.map((_, place) => place);
  places.sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
  return Int32Array.from(shuffled(places, random));
};

function takeOut(core: Core, pinned: readonly Pair[]): void {
  const entryOf = inverse(core.entryAt);
  const jurorOf = inverse(core.jurorAt);
  for (const [pinnedEntry, pinnedJuror] of pinned) {
    const [entry, juror] = [entryOf[pinnedEntry] as number, jurorOf[pinnedJuror] as number];
    const at = entry * core.jurors + juror;
    core.open[at] = 0;
    core.need[entry] = (core.need[entry] as number) - 1;
    core.least[juror] = Math.max(0, (core.least[juror] as number) - 1);
    core.most[juror] = (core.most[juror] as number) - 1;
    core.base[entry] = (core.base[entry] as number) + (core.gain[at] as number);
  }
}

const inverse = (order: Int32Array): Int32Array => {
  const places = new Int32Array(order.length);
  for (const [place, item] of order.entries()) places[item] = place;
  return places;
};

const UNITS = [1, 0.25, 0.1, 0.01, 0.001, 0.0001];

/** Bids, marks and rounded scores lie on a grid; on one, sums are told apart exactly. */
function unitOf(gain: Float64Array, scale: number): number {
  const isOn = (unit: number) =>
    gain.every(
      (value) => Math.abs(value / unit - Math.round(value / unit)) < 1e-9 * Math.max(1, Math.abs(value / unit)),
    );
  return UNITS.find((unit) => scale / unit < 1e6 && isOn(unit)) ?? 0;
}

/** Pairs of the core, as `entry * jurors + juror`, and the pinned ones, as a plan lists them. */
export function assignmentOf(core: Core, codes: Iterable<number>, pinned: readonly Pair[]): number[][] {
  const assignment: number[][] = Array.from({ length: core.entries }, () => []);
  for (const code of codes) {
    const entry = core.entryAt[Math.floor(code / core.jurors)] as number;
    assignment[entry]?.push(core.jurorAt[code % core.jurors] as number);
  }
  for (const [entry, juror] of pinned) assignment[entry]?.push(juror);
  for (const row of assignment) row.sort((a, b) => a - b);
  return assignment;
}

/** The sum of pairs without the pinned ones, and the smallest sum of an entry with them. */
export function worthIn(core: Core, codes: Iterable<number>): { sum: number; min: number } {
  const sums = Float64Array.from(core.base);
  let sum = 0;
  for (const code of codes) {
    const gain = core.gain[code] as number;
    sum += gain;
    const entry = Math.floor(code / core.jurors);
    sums[entry] = (sums[entry] as number) + gain;
  }
  return { sum, min: sums.reduce((least, one) => (one < least ? one : least), Number.POSITIVE_INFINITY) };
}

/** The largest number on the grid that is not above; the number itself where there is no grid. */
export const onGrid = ({ unit }: Core, number: number): number =>
  unit === 0 || !Number.isFinite(number) ? number : Math.floor(number / unit + 1e-4) * unit;
