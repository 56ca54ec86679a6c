import type { Core } from "./core";
import type { Floors } from "./floors";

/** What the rows of a linear program say a review is worth, in units of `core.scale`; costs are to be made small. */
export type Duals = {
  entry: Float64Array;
  juror: Float64Array;
  /** How much each entry's floor presses, and each of its levels; empty where there are no floors. */
  floor: Float64Array;
  level: Float64Array;
};

/** Pairs over which a program runs, with the floors under their entries; `weight` is 1 where the sum is sought, else 0. */
export type Scene = { core: Core; open: Uint8Array; floors: Floors | null; weight: number };

/** The reduced cost of each pair of one entry, into `out`; closed pairs cost infinity. */
export function reducedCosts(
  { core, open, floors, weight }: Scene,
  duals: Duals,
  entry: number,
  out: Float64Array,
): void {
  const { gain, jurors, scale } = core;
  const each = (weight + (floors ? (duals.floor[entry] as number) : 0)) / scale;
  const own = duals.entry[entry] as number;
  const [first, last] = floors ? [floors.start[entry] as number, floors.start[entry + 1] as number] : [0, 0];
  for (let juror = 0, at = entry * jurors; juror < jurors; juror++, at++) {
    const worth = gain[at] as number;
    let cost = open[at] ? -each * worth - own - (duals.juror[juror] as number) : Number.POSITIVE_INFINITY;
    for (let level = first; level < last; level++)
      if (worth >= (floors?.from[level] as number)) cost -= duals.level[level] as number;
    out[juror] = cost;
  }
}

export type Pricing = {
  /** Pairs left out of the program that would lessen the cost, the most promising of each entry first. */
  entering: number[];
  /** What all pairs together could lessen the cost by, were they free of their rows: never positive. */
  slack: number;
};

const LEAST = -1e-9;

/**
 * Looks at every pair that may be made. Where none enters, the program with few pairs is solved for all of them
 * (Gilmore and Gomory 1961).
 */
export function price(scene: Scene, duals: Duals, { held, most }: { held: Uint8Array; most: number }): Pricing {
  const { entries, jurors, need } = scene.core;
  const costs = new Float64Array(jurors);
  const entering: number[] = [];
  let slack = 0;
  for (let entry = 0; entry < entries; entry++) {
    if ((need[entry] as number) === 0) continue;
    reducedCosts(scene, duals, entry, costs);
    const found: number[] = [];
    for (let juror = 0; juror < jurors; juror++) {
      const cost = costs[juror] as number;
      if (cost >= 0) continue;
      slack += cost;
      if (cost < LEAST && !held[entry * jurors + juror]) found.push(juror);
    }
    if (found.length > most) found.sort((a, b) => (costs[a] as number) - (costs[b] as number) || a - b);
    for (const juror of found.slice(0, most)) entering.push(entry * jurors + juror);
  }
  return { entering, slack };
}

/**
 * What no plan costs less than, for any duals whatever (weak duality). It is computed from the duals alone, so that
 * numbers that a solver rounded make it no less true. `floor` is the floor in the rows of sums, 0 where it is sought.
 */
export function leastCost(
  { core, floors }: Scene,
  duals: Duals,
  { slack, floor }: { slack: number; floor: number },
): number {
  let cost = slack;
  for (let entry = 0; entry < core.entries; entry++) {
    cost += (duals.entry[entry] as number) * (core.need[entry] as number);
    const pressure = duals.floor[entry] ?? 0;
    if (pressure > 0) cost += (pressure * (floor - (core.base[entry] as number))) / core.scale;
  }
  for (let juror = 0; juror < core.jurors; juror++) {
    const dual = duals.juror[juror] as number;
    cost += dual * (dual > 0 ? (core.least[juror] as number) : (core.most[juror] as number));
  }
  for (const [level, dual] of duals.level.entries()) cost += dual * (floors?.least[level] as number);
  return cost;
}
