import type { Core } from "./core";

/** What the rows of a linear program say a review is worth, in units of `core.scale`; costs are to be made small. */
export type Duals = {
  entry: Float64Array;
  juror: Float64Array;
  /** How much each entry's floor presses; empty where there is none. */
  floor: Float64Array;
};

export type Pricing = {
  /** Pairs left out of the program that would lessen the cost, the most promising of each entry first. */
  entering: number[];
  /** What all pairs together could lessen the cost by, were they free of their rows: never positive. */
  slack: number;
};

/** The reduced cost of each pair of one entry, into `out`; closed pairs cost infinity. */
export function reducedCosts(
  core: Core,
  open: Uint8Array,
  duals: Duals,
  weight: number,
  entry: number,
  out: Float64Array,
) {
  const { gain, jurors, scale } = core;
  const floor = duals.floor.length > 0 ? (duals.floor[entry] as number) : 0;
  const each = (weight + floor) / scale;
  const own = duals.entry[entry] as number;
  for (let juror = 0, at = entry * jurors; juror < jurors; juror++, at++)
    out[juror] = open[at]
      ? -each * (gain[at] as number) - own - (duals.juror[juror] as number)
      : Number.POSITIVE_INFINITY;
}

const LEAST = -1e-9;

/**
 * Looks at every pair that may be made. Where none enters, the program with few pairs is solved for all of them
 * (Gilmore and Gomory 1961). `weight` is 1 where the sum is sought and 0 where the floor is.
 */
export function price(
  core: Core,
  open: Uint8Array,
  duals: Duals,
  { weight, held, most }: { weight: number; held: Uint8Array; most: number },
): Pricing {
  const { entries, jurors } = core;
  const costs = new Float64Array(jurors);
  const entering: number[] = [];
  let slack = 0;
  for (let entry = 0; entry < entries; entry++) {
    if ((core.need[entry] as number) === 0) continue;
    reducedCosts(core, open, duals, weight, entry, costs);
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
 * What no plan costs less than, for any duals whatever (weak duality), without the reach of the floor itself. Rounded
 * numbers make it no less true: it is computed from the duals alone.
 */
export function leastCost(core: Core, duals: Duals, slack: number, floorAt: (entry: number) => number): number {
  let cost = slack;
  for (let entry = 0; entry < core.entries; entry++) {
    cost += (duals.entry[entry] as number) * (core.need[entry] as number);
    const pressure = duals.floor[entry] ?? 0;
    if (pressure > 0) cost += pressure * floorAt(entry);
  }
  for (let juror = 0; juror < core.jurors; juror++) {
    const dual = duals.juror[juror] as number;
    cost += dual * (dual > 0 ? (core.least[juror] as number) : (core.most[juror] as number));
  }
  return cost;
}
