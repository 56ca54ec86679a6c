import type { Highs } from "highs";
import { type Core, worthIn } from "./core";
import type { Found } from "./largest-sum.server";
import { Master } from "./master.server";
import type { Run } from "./problem";
import { firstPairs, relax } from "./relax.server";
import { feasibleFlow } from "./shortage";
import { wholePlan } from "./window.server";

/** Sums closer than this to each other, as a share of the largest similarity, count as equal off a grid. */
const NEAR = 1e-6;
/** How far below a floor the programs may go, as a share of the largest similarity: more than their own tolerance. */
const LEEWAY = 3e-7;
const FIRST = 12;

type Tried =
  | { is: "reached"; codes: number[]; bound: number }
  | { is: "impossible"; below: number }
  | { is: "unknown" };

/**
 * The largest smallest sum of an entry, then the largest sum at that floor. The floor is sought between what a plan
 * has and what none can have: a floor is impossible where its linear program has no answer, or where the branch and
 * bound over all its pairs has none; it is reached by a plan. So the floor that is left is proven to be the largest.
 */
export function fairest(highs: Highs, core: Core, { plan, run }: { plan: number[]; run: Run }): Found {
  const master = new Master(highs, core, true);
  try {
    const step = core.unit || NEAR * core.scale;
    let codes = plan;
    let low = worthIn(core, codes).min;
    let high = ceiling(core);
    let floor = high;
    while (high - low > step / 2 && performance.now() < run.deadline) {
      const tried = atFloor(highs, core, master, { floor, plan, isAnyEnough: true, run });
      if (tried.is === "unknown") break;
      if (tried.is === "reached") {
        codes = tried.codes;
        low = Math.max(low, worthIn(core, codes).min);
      } else high = Math.max(low, onGrid(core, Math.min(tried.below, floor - (core.unit || 0))));
      floor = nextFloor({ low, high, step, wasImpossible: tried.is === "impossible" && tried.below < floor - step });
      run.onProgress({ step: "highest floor", pairs: master.codes.length, gap: high - low });
      if (core.unit === 0 && high - low <= step) break;
    }
    const last = atFloor(highs, core, master, { floor: low, plan: codes, isAnyEnough: false, run });
    const best = last.is === "reached" ? last : { codes, bound: sumCeiling(core) };
    return { codes: best.codes, sumBound: best.bound, floorBound: high };
  } finally {
    master.dispose();
  }
}

/** First what the linear program still allows, then the middle; close to the end, the least that would be better. */
function nextFloor({
  low,
  high,
  step,
  wasImpossible,
}: {
  low: number;
  high: number;
  step: number;
  wasImpossible: boolean;
}): number {
  if (wasImpossible) return high;
  return high - low <= 4 * step ? Math.min(high, low + step) : low + (high - low) / 2;
}

/** The largest number on the grid that is not above. */
const onGrid = ({ unit }: Core, floor: number): number => (unit === 0 ? floor : Math.floor(floor / unit + 1e-6) * unit);

/** Tries one floor: by what each entry could get, by the linear program, and in whole pairs. */
function atFloor(
  highs: Highs,
  core: Core,
  master: Master,
  { floor, plan, isAnyEnough, run }: { floor: number; plan: number[]; isAnyEnough: boolean; run: Run },
): Tried {
  const [limit, lower] = [floor - leeway(core), floor - 2 * leeway(core)];
  const open = openAt(core, limit);
  const found = feasibleFlow({ ...core, open });
  if (!("flow" in found)) return { is: "impossible", below: floor };
  master.add(
    firstPairs(core, open, { plan: [...found.flow.codes(), ...plan.filter((code) => open[code])], most: FIRST }),
  );
  const highest = relax(core, master, { aim: { of: "floor", atMost: limit }, open, run });
  if (highest.bound < limit - leeway(core)) return { is: "impossible", below: highest.bound + leeway(core) };
  if (!highest.isSolved) return { is: "unknown" };
  const relaxed = relax(core, master, { aim: { of: "sum", floor: lower }, open, run });
  if (!relaxed.duals) return { is: "unknown" };
  const { bound, duals } = relaxed;
  if (relaxed.isSolved && relaxed.taken.every(({ share }) => share > 1 - 1e-6)) {
    const codes = relaxed.taken.map(({ code }) => code);
    if (worthIn(core, codes).min >= limit) return { is: "reached", codes, bound };
  }
  const whole = wholePlan(highs, core, { open, floor: limit, bound, duals, isAnyEnough, run });
  if (whole.codes) return { is: "reached", codes: whole.codes, bound: whole.bound };
  return whole.bound === Number.NEGATIVE_INFINITY ? { is: "impossible", below: floor } : { is: "unknown" };
}

/** On a grid nothing lies between a floor and the number below it. */
const leeway = ({ unit, scale }: Core): number => (unit === 0 ? LEEWAY * scale : Math.max(unit / 100, LEEWAY * scale));

/** Pairs that stand in some set of jurors that lifts their entry to the floor. */
function openAt(core: Core, floor: number): Uint8Array {
  const { entries, jurors, gain, base } = core;
  const open = Uint8Array.from(core.open);
  for (let entry = 0; entry < entries; entry++) {
    if (Number.isNaN(base[entry])) continue;
    const top = bestOf(core, entry);
    const lowest = top.at(-1) ?? 0;
    const others = (base[entry] as number) + top.reduce((a, b) => a + b, 0) - lowest;
    for (let code = entry * jurors; code < (entry + 1) * jurors; code++)
      if (others + Math.min(gain[code] as number, lowest) < floor) open[code] = 0;
  }
  return open;
}

/** The best similarities of an entry, as many as it needs, the largest first. */
function bestOf({ jurors, gain, open, need }: Core, entry: number): number[] {
  const own: number[] = [];
  for (let code = entry * jurors; code < (entry + 1) * jurors; code++) if (open[code]) own.push(gain[code] as number);
  return own.sort((a, b) => b - a).slice(0, need[entry] as number);
}

/** What the smallest sum cannot exceed: some entry's best jurors, were they its own alone. */
function ceiling(core: Core): number {
  let least = Number.POSITIVE_INFINITY;
  for (let entry = 0; entry < core.entries; entry++)
    if (!Number.isNaN(core.base[entry]))
      least = Math.min(least, (core.base[entry] as number) + bestOf(core, entry).reduce((a, b) => a + b, 0));
  return onGrid(core, least);
}

/** What no sum exceeds: every entry with its best jurors. */
function sumCeiling(core: Core): number {
  let sum = 0;
  for (let entry = 0; entry < core.entries; entry++) sum += bestOf(core, entry).reduce((a, b) => a + b, 0);
  return sum;
}
