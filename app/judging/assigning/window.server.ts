import type { Highs } from "highs";
import type { Core } from "./core";
import { type Duals, reducedCosts } from "./price";
import type { Run } from "./problem";

export type Whole = {
  /** The best whole plan that was found; null where there is none or none was found in time. */
  codes: number[] | null;
  /** What no whole plan exceeds; minus infinity where there is none at all. */
  bound: number;
};

export type Question = {
  open: Uint8Array;
  floor: number | null;
  /** A bound on the sum, and the duals that prove it. */
  bound: number;
  duals: Duals;
  /** Whether any plan at this floor will do. */
  isAnyEnough: boolean;
  run: Run;
};

/** So many pairs for each review are left undecided at first. */
const UNDECIDED = 3;
const FEW = 1_500;

/**
 * The best plan in whole pairs, where the linear program answers in fractions. A pair whose reduced cost exceeds the
 * distance between the bound and the best plan is settled: in no better plan is it otherwise (reduced-cost fixing;
 * Dantzig, Fulkerson and Johnson 1954). So only pairs within a window around zero are decided by branch and bound, and
 * the window is widened until it is as wide as the distance that is left, which proves the plan best among all.
 */
export function wholePlan(highs: Highs, core: Core, question: Question): Whole {
  const { bound, duals, open, run } = question;
  const weight = 1;
  const costs = new Float64Array(core.entries * core.jurors).fill(Number.POSITIVE_INFINITY);
  for (let entry = 0; entry < core.entries; entry++)
    if ((core.need[entry] as number) > 0)
      reducedCosts(core, open, duals, weight, entry, costs.subarray(entry * core.jurors, (entry + 1) * core.jurors));
  let width = firstWidth(core, costs);
  let best: Whole = { codes: null, bound };
  while (performance.now() < run.deadline) {
    const found = decide(highs, core, { ...question, costs, width });
    const beyond = width === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : bound - width * core.scale;
    if (found.codes && (best.codes === null || sumOf(core, found.codes) > sumOf(core, best.codes)))
      best.codes = found.codes;
    best = { ...best, bound: Math.min(best.bound, Math.max(found.bound, beyond)) };
    if (question.isAnyEnough && best.codes) return best;
    if (width === Number.POSITIVE_INFINITY) return best;
    if (best.codes) {
      const distance = (bound - sumOf(core, best.codes)) / core.scale;
      if (distance <= width) return best;
      width = distance * 1.000001;
    } else width = widened(core, costs, width);
  }
  return best;
}

const sumOf = (core: Core, codes: number[]): number =>
  codes.reduce((sum, code) => sum + (core.gain[code] as number), 0);

function sizes(costs: Float64Array): Float64Array {
  return costs
    .filter((cost) => cost !== Number.POSITIVE_INFINITY)
    .map(Math.abs)
    .sort();
}

function firstWidth(core: Core, costs: Float64Array): number {
  const reviews = core.need.reduce((a, b) => a + b, 0);
  const sorted = sizes(costs);
  const wanted = UNDECIDED * reviews + FEW;
  return wanted >= sorted.length ? Number.POSITIVE_INFINITY : (sorted[wanted] as number);
}

/** Four times as many pairs. */
function widened(_core: Core, costs: Float64Array, width: number): number {
  const sorted = sizes(costs);
  const within = sorted.findIndex((size) => size > width);
  const wanted = 4 * within;
  return within < 0 || wanted >= sorted.length ? Number.POSITIVE_INFINITY : (sorted[wanted] as number);
}

type Window = Question & { costs: Float64Array; width: number };

/** Branch and bound over the pairs within the window, the others as their reduced costs settle them. */
function decide(highs: Highs, core: Core, window: Window): Whole {
  const { costs, width } = window;
  const settled: number[] = [];
  const free: number[] = [];
  for (const [code, cost] of costs.entries()) {
    if (cost < -width) settled.push(code);
    else if (cost <= width && cost !== Number.POSITIVE_INFINITY) free.push(code);
  }
  const rows = rowsLeft(core, settled, window.floor);
  const none: Whole = { codes: null, bound: Number.NEGATIVE_INFINITY };
  if (!rows) return none;
  const settledSum = sumOf(core, settled);
  if (free.length === 0) {
    const isMet = [...rows.lower].every((lower) => lower <= 0);
    return isMet ? { codes: settled, bound: settledSum } : none;
  }
  const answer = highs.withModel(programOf(highs, core, free, rows), (model) => {
    model.options.set({
      ...{ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-7 },
      ...{ primal_feasibility_tolerance: 1e-9, mip_feasibility_tolerance: 1e-9 },
      time_limit: Math.min(1e9, Math.max(0.1, (window.run.deadline - performance.now()) / 1000)),
      ...(window.isAnyEnough ? { mip_max_improving_sols: 1 } : {}),
    });
    const { modelStatus } = model.run();
    if (modelStatus === highs.constants.modelStatus.infeasible) return none;
    const isFeasible = model.info.get("primal_solution_status") === highs.constants.solutionStatus.feasible;
    const { colValue } = model.getSolution();
    const bound = settledSum - (model.info.get("mip_dual_bound") as number) * core.scale;
    return {
      codes: isFeasible ? [...settled, ...free.filter((_, place) => (colValue[place] as number) > 0.5)] : null,
      bound,
    };
  });
  return answer;
}

type Rows = { lower: Float64Array; upper: Float64Array };

/** What the settled pairs leave to be done: rows for entries, jurors and floors; null where they leave the impossible. */
function rowsLeft(core: Core, settled: number[], floor: number | null): Rows | null {
  const { entries, jurors, need, least, most, base, gain, scale } = core;
  const height = entries + jurors + (floor === null ? 0 : entries);
  const lower = new Float64Array(height);
  const upper = new Float64Array(height).fill(Number.POSITIVE_INFINITY);
  lower.set(need);
  lower.set(least, entries);
  upper.set(need);
  upper.set(most, entries);
  if (floor !== null)
    for (let entry = 0; entry < entries; entry++)
      lower[entries + jurors + entry] = Number.isNaN(base[entry])
        ? Number.NEGATIVE_INFINITY
        : (floor - (base[entry] as number)) / scale;
  const take = (row: number, amount: number) => {
    lower[row] = (lower[row] as number) - amount;
    upper[row] = (upper[row] as number) - amount;
  };
  for (const code of settled) {
    const entry = Math.floor(code / jurors);
    take(entry, 1);
    take(entries + (code % jurors), 1);
    if (floor !== null) take(entries + jurors + entry, (gain[code] as number) / scale);
  }
  return upper.some((bound) => bound < 0) ? null : { lower, upper };
}

function programOf(highs: Highs, core: Core, free: number[], { lower, upper }: Rows) {
  const { entries, jurors, gain, scale } = core;
  const hasFloors = lower.length > entries + jurors;
  const each = hasFloors ? 3 : 2;
  const indices = new Int32Array(free.length * each);
  const values = new Float64Array(free.length * each).fill(1);
  for (const [place, code] of free.entries()) {
    const entry = Math.floor(code / jurors);
    indices.set([entry, entries + (code % jurors)], place * each);
    if (!hasFloors) continue;
    indices[place * each + 2] = entries + jurors + entry;
    values[place * each + 2] = (gain[code] as number) / scale;
  }
  const infinite = (bound: number) => (Number.isFinite(bound) ? bound : Math.sign(bound) * highs.infinity);
  return {
    ...{ numCols: free.length, numRows: lower.length },
    colCost: Float64Array.from(free, (code) => -(gain[code] as number) / scale),
    colLower: new Float64Array(free.length),
    colUpper: new Float64Array(free.length).fill(1),
    rowLower: lower.map(infinite),
    rowUpper: upper.map(infinite),
    integrality: new Int32Array(free.length).fill(highs.constants.variableType.integer),
    matrix: {
      format: "csc" as const,
      ...{ numRows: lower.length, numCols: free.length },
      starts: Int32Array.from({ length: free.length + 1 }, (_, place) => place * each),
      ...{ indices, values },
    },
  };
}
