import type { Highs } from "highs";
import { type Core, onGrid, worthIn } from "./core";
import { floorsOf, gainsOf, lowest } from "./floors";
import { type Found, largestSum } from "./largest-sum.server";
import { Master } from "./master.server";
import type { Scene } from "./price";
import type { Run } from "./problem";
import { firstPairs, relax } from "./relax.server";
import { feasibleFlow } from "./shortage";
import { wholePlan } from "./window.server";

/** Sums closer than this to each other, as a share of the largest similarity, count as equal off a grid. */
const NEAR = 1e-6;
/** How far below a floor the programs may go, as a share of the largest similarity: more than their own tolerance. */
const LEEWAY = 3e-7;
const FIRST = 8;

type Tried = { is: "reached"; codes: number[]; bound: number } | { is: "impossible" | "unknown" };

type Start = { plan: number[]; run: Run };

/**
 * The largest smallest sum of an entry, then the largest sum at that floor. The floor is sought between what a plan
 * has and what none can have: a floor is impossible where its linear program has no answer, or where the branch and
 * bound over all its pairs has none; it is reached by a plan. So the floor that is left is proven to be the largest.
 */
export function fairest(highs: Highs, core: Core, start: Start): Found {
  // The largest sum is soon found, may have the highest floor already, and is a better fallback than just any plan.
  const largest = largestSum(highs, core, start);
  const { run } = start;
  const { codes, low, high, last } = highestFloor(highs, core, { plan: largest.codes, run });
  if (codes === largest.codes && low >= high) return { ...largest, floorBound: high };
  const tried = last ?? atFloor(highs, core, { floor: low, plan: codes, isAnyEnough: false, run });
  if (tried.is === "reached") return { codes: tried.codes, sumBound: tried.bound, floorBound: high };
  return { codes, sumBound: largest.sumBound, floorBound: high };
}

function highestFloor(highs: Highs, core: Core, { plan, run }: Start) {
  const step = core.unit || NEAR * core.scale;
  let codes = plan;
  let low = worthIn(core, codes).min;
  let high = ceiling(core);
  let floor = high;
  let isFirst = true;
  while (high - low > step / 2 && performance.now() < run.deadline) {
    // Nothing is above the ceiling: what reaches it may be the answer at once.
    const tried = atFloor(highs, core, { floor, plan, isAnyEnough: !isFirst, run });
    if (tried.is === "unknown") break;
    if (tried.is === "reached" && isFirst) return { codes: tried.codes, low: floor, high, last: tried };
    if (isFirst) high = Math.min(high, onGrid(core, floorOfProgram(highs, core, { plan, run })));
    isFirst = false;
    if (tried.is === "reached") {
      codes = tried.codes;
      low = Math.max(low, worthIn(core, codes).min);
    } else high = Math.max(low, onGrid(core, Math.min(high, floor - core.unit)));
    floor = high - low <= 4 * step ? Math.min(high, low + step) : onGrid(core, low + (high - low) / 2);
    run.onProgress({ step: "highest floor", pairs: 0, gap: high - low });
    if (core.unit === 0 && high - low <= step) break;
  }
  return { codes, low, high, last: null };
}

/** The highest floor in fractions of pairs: nothing in whole pairs is above it. */
function floorOfProgram(highs: Highs, core: Core, { plan, run }: Start): number {
  const floors = floorsOf(core, lowest(core), { hasLevels: false });
  const scene: Scene = { core, open: core.open, floors, weight: 0 };
  const master = new Master(highs, scene);
  try {
    master.add(firstPairs(scene, { plan, most: FIRST }));
    return relax(master, { aim: { atMost: ceiling(core) }, scene, run }).bound + leeway(core);
  } finally {
    master.dispose();
  }
}

/** Tries one floor: by what each entry could get, by the linear program, and in whole pairs. */
function atFloor(
  highs: Highs,
  core: Core,
  { floor, plan, isAnyEnough, run }: Start & { floor: number; isAnyEnough: boolean },
): Tried {
  const floors = floorsOf(core, floor - leeway(core), { hasLevels: true });
  const found = feasibleFlow({ ...core, open: floors.open });
  if (!("flow" in found)) return { is: "impossible" };
  const scene: Scene = { core, open: floors.open, floors, weight: 1 };
  const master = new Master(highs, scene);
  try {
    master.add(firstPairs(scene, { plan: [...found.flow.codes(), ...plan], most: FIRST }));
    let relaxed = relax(master, { aim: "sum", scene, run });
    if (relaxed.isStuck) {
      const highest = relax(master, { aim: { atMost: floors.floor }, scene, run });
      if (highest.bound < floors.floor - leeway(core)) return { is: "impossible" };
      relaxed = relax(master, { aim: "sum", scene, run });
    }
    const { bound, duals, taken, isSolved } = relaxed;
    if (!duals) return { is: "unknown" };
    const codes = taken.map(({ code }) => code);
    if (
      isSolved &&
      taken.every(({ share }) => share > 1 - 1e-6) &&
      worthIn(core, codes).min >= floors.floor - leeway(core)
    )
      return { is: "reached", codes, bound };
    const whole = wholePlan(highs, { scene, taken: codes, bound, duals, isAnyEnough, run });
    if (whole.codes) return { is: "reached", codes: whole.codes, bound: whole.bound };
    return whole.bound === Number.NEGATIVE_INFINITY ? { is: "impossible" } : { is: "unknown" };
  } finally {
    master.dispose();
  }
}

/** On a grid nothing lies between a floor and the number below it. */
const leeway = ({ unit, scale }: Core): number => (unit === 0 ? LEEWAY * scale : Math.max(unit / 100, LEEWAY * scale));

/** The best similarities of an entry together, as many as it needs. */
const bestOf = (core: Core, entry: number): number =>
  gainsOf(core, entry)
    .subarray(0, core.need[entry])
    .reduce((a, b) => a + b, 0);

/** What the smallest sum cannot exceed: some entry's best jurors, were they its own alone. */
function ceiling(core: Core): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [entry, given] of core.base.entries())
    if (!Number.isNaN(given)) least = Math.min(least, given + bestOf(core, entry));
  return onGrid(core, least);
}
