import type { Core } from "./core";

/**
 * A floor under the sum of every entry, as rows of a program. Beside "the sum of its jurors is at least so much", each
 * entry has levels, which follow from it: at least `least` of its jurors are among those with a gain of `from` or more.
 */
export type Floors = {
  /** The floor itself. */
  floor: number;
  /** Pairs that stand in some set of jurors that lifts their entry to the floor. */
  open: Uint8Array;
  /** The levels of an entry stand at `start[entry]` up to, but not at, `start[entry + 1]`, the highest `from` first. */
  start: Int32Array;
  from: Float64Array;
  least: Float64Array;
  /** By how much the levels give way for each `scale` that an entry's sum is allowed below the floor. */
  slope: number;
};

/**
 * For an entry that needs k jurors and any r up to k: were fewer than r among its best p, it would reach no more than
 * its r − 1 best and the best k − r + 1 behind the first p. Where that is below the floor, at least r of its jurors are
 * among the p. (These are covers of the knapsack, Balas 1975; the sets of one entry are nested, so that without the
 * row of the sum the program stays one of flows, and its vertices whole.)
 */
export function floorsOf(core: Core, floor: number, { hasLevels }: { hasLevels: boolean }): Floors {
  const { entries, jurors, need, base, gain } = core;
  const open = Uint8Array.from(core.open);
  const start = new Int32Array(entries + 1);
  const levels: { from: number; least: number }[] = [];
  for (let entry = 0; entry < entries; entry++) {
    const wanted = floor - (base[entry] as number);
    const sorted = gainsOf(core, entry);
    const count = Number.isNaN(wanted) ? 0 : (need[entry] as number);
    for (let least = 1; hasLevels && least < count; least++) {
      const among = smallestSet(sorted, { count, least, wanted });
      if (among < sorted.length) levels.push({ from: sorted[among - 1] as number, least });
    }
    if (count > 0) {
      const among = smallestSet(sorted, { count, least: count, wanted });
      const lowest = sorted[Math.min(among, sorted.length) - 1] ?? 0;
      for (let code = entry * jurors; code < (entry + 1) * jurors; code++)
        if ((gain[code] as number) < lowest) open[code] = 0;
    }
    start[entry + 1] = levels.length;
  }
  const numbers = (of: (level: { from: number; least: number }) => number) => Float64Array.from(levels, of);
  const slope = (most(need) * core.scale) / Math.max(core.scale, floor - lowest(core));
  return { floor, open, start, from: numbers(({ from }) => from), least: numbers(({ least }) => least), slope };
}

const most = (numbers: Int32Array): number => numbers.reduce((a, b) => Math.max(a, b), 0);

/** Below what any entry gets. */
export const lowest = ({ base, need, scale }: Core): number =>
  base.reduce((least, given) => (given < least ? given : least), 0) - scale * (most(need) + 1);

/** The fewest of the best gains among which `least` of the jurors must be. */
function smallestSet(
  sorted: Float64Array,
  { count, least, wanted }: { count: number; least: number; wanted: number },
): number {
  const before = total(sorted, 0, least - 1);
  let [low, high] = [least, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const behind = middle + count - least + 1;
    if (behind > sorted.length || before + total(sorted, middle, behind) < wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

const total = (sorted: Float64Array, from: number, to: number): number => {
  let sum = 0;
  for (let place = from; place < to; place++) sum += sorted[place] as number;
  return sum;
};

/** The gains of an entry's open pairs, the largest first. */
export function gainsOf({ jurors, gain, open }: Core, entry: number): Float64Array {
  const [from, to] = [entry * jurors, (entry + 1) * jurors];
  return gain
    .slice(from, to)
    .filter((_, juror) => open[from + juror])
    .sort()
    .reverse();
}
