import type { Highs } from "highs";
import { type Core, onGrid } from "./core";
import { type Duals, reducedCosts, type Scene } from "./price";
import type { Run } from "./problem";
import { columnsOf, eachRow, type Rows, rowsOf } from "./program";

export type Whole = {
  /** The best whole plan that was found; null where there is none or none was found in time. */
  codes: number[] | null;
  /** What no whole plan exceeds; minus infinity where there is none at all. */
  bound: number;
};

export type Question = {
  scene: Scene;
  /** Pairs that the linear program takes at least in part. */
  taken: number[];
  /** A bound on the sum, and the duals that prove it. */
  bound: number;
  duals: Duals;
  /** Whether any plan at this floor will do. */
  isAnyEnough: boolean;
  run: Run;
};

/** So many pairs for each review are left undecided at first. */
const UNDECIDED = 3;
const FEW = 400;
/** Beyond so many, memory runs out before the proof is done: the gap is stated instead. */
const MOST_UNDECIDED = 60_000;

/**
 * The best plan in whole pairs, where the linear program answers in fractions. A pair whose reduced cost exceeds the
 * distance between the bound and the best plan is settled: in no better plan is it otherwise (reduced-cost fixing;
 * Dantzig, Fulkerson and Johnson 1954). So only pairs near zero are decided by branch and bound, and more are taken in
 * until they are all those within the distance that is left, which proves the plan best among all.
 */
export function wholePlan(highs: Highs, { scene, ...question }: Question): Whole {
  const { core } = scene;
  const { bound, run } = question;
  const costs = costsOf(scene, question.duals);
  const near = codesByCost(costs);
  let many = UNDECIDED * core.need.reduce((a, b) => a + b, 0) + FEW;
  let best: Whole = { codes: null, bound: onGrid(core, bound) };
  while (performance.now() < run.deadline) {
    const next = near[many];
    const beyond = next === undefined ? Number.NEGATIVE_INFINITY : bound - Math.abs(costs[next] as number) * core.scale;
    const found = decide(highs, scene, {
      ...question,
      costs,
      free: new Set([...near.subarray(0, many), ...question.taken]),
    });
    best = better(core, best, { ...found, bound: Math.max(found.bound, onGrid(core, beyond)) });
    run.onProgress({ step: "whole pairs", pairs: many, gap: best.codes ? best.bound - sumOf(core, best.codes) : null });
    if (next === undefined || (best.codes && (question.isAnyEnough || isReached(core, best)))) return best;
    if (many >= MOST_UNDECIDED) return best;
    // A window as wide as the distance would do; on the way there, better plans may make it less.
    const enough = best.codes ? placesWithin(near, costs, (bound - sumOf(core, best.codes)) / core.scale) : near.length;
    many = Math.max(many + 1, Math.min(enough, (best.codes ? 2 : 4) * many));
  }
  return best;
}

function better(core: Core, best: Whole, found: Whole): Whole {
  const isLarger = found.codes && (best.codes === null || sumOf(core, found.codes) > sumOf(core, best.codes));
  return { codes: isLarger ? found.codes : best.codes, bound: Math.min(best.bound, found.bound) };
}

const isReached = (core: Core, { codes, bound }: Whole): boolean =>
  bound - sumOf(core, codes ?? []) <= Math.max(core.unit / 2, 1e-7 * core.scale);

/** How many pairs have a reduced cost within a distance. */
function placesWithin(near: Uint32Array, costs: Float64Array, distance: number): number {
  const first = near.findIndex((code) => Math.abs(costs[code] as number) > distance);
  return first < 0 ? near.length : first;
}

const sumOf = (core: Core, codes: number[]): number =>
  codes.reduce((sum, code) => sum + (core.gain[code] as number), 0);

function costsOf(scene: Scene, duals: Duals): Float64Array {
  const { entries, jurors, need } = scene.core;
  const costs = new Float64Array(entries * jurors).fill(Number.POSITIVE_INFINITY);
  for (let entry = 0; entry < entries; entry++)
    if ((need[entry] as number) > 0)
      reducedCosts(scene, duals, entry, costs.subarray(entry * jurors, (entry + 1) * jurors));
  return costs;
}

/** The open pairs, those that are least settled first. */
function codesByCost(costs: Float64Array): Uint32Array {
  const codes = Uint32Array.from(costs.keys()).filter((code) => costs[code] !== Number.POSITIVE_INFINITY);
  return codes.sort((a, b) => Math.abs(costs[a] as number) - Math.abs(costs[b] as number) || a - b);
}

type Undecided = Omit<Question, "scene"> & { costs: Float64Array; free: Set<number> };

/** Branch and bound over the free pairs, the others as their reduced costs settle them. */
function decide(highs: Highs, scene: Scene, { costs, free, isAnyEnough, run }: Undecided): Whole {
  const { core } = scene;
  const settled: number[] = [];
  for (const [code, cost] of costs.entries()) if (cost < 0 && !free.has(code)) settled.push(code);
  const rows = rowsLeft(scene, settled);
  const none: Whole = { codes: null, bound: Number.NEGATIVE_INFINITY };
  if (!rows) return none;
  const codes = [...free].sort((a, b) => a - b);
  const settledSum = sumOf(core, settled);
  return highs.withModel(programOf(highs, scene, codes, rows), (model) => {
    model.options.set({
      ...{ output_flag: false, mip_rel_gap: 0 },
      // On a grid, what is less than one step away is reached.
      mip_abs_gap: Math.max(1e-7, (0.9 * core.unit) / core.scale),
      ...{ primal_feasibility_tolerance: 1e-9, mip_feasibility_tolerance: 1e-9 },
      time_limit: Math.min(1e9, Math.max(0.1, (run.deadline - performance.now()) / 1000)),
      ...(isAnyEnough ? { mip_max_improving_sols: 1 } : {}),
    });
    const { modelStatus } = model.run();
    if (modelStatus === highs.constants.modelStatus.infeasible) return none;
    const isFeasible = model.info.get("primal_solution_status") === highs.constants.solutionStatus.feasible;
    const { colValue } = model.getSolution();
    const bound = settledSum - (model.info.get("mip_dual_bound") as number) * core.scale;
    return {
      bound: onGrid(core, bound),
      codes: isFeasible ? [...settled, ...codes.filter((_, place) => (colValue[place] as number) > 0.5)] : null,
    };
  });
}

/** What the settled pairs leave to be done; null where they leave the impossible. */
function rowsLeft({ core, floors }: Scene, settled: number[]): Rows | null {
  const rows = rowsOf(core, floors, floors?.floor ?? 0);
  for (const code of settled)
    eachRow(core, floors, code, (row, value) => {
      rows.lower[row] = (rows.lower[row] as number) - value;
      rows.upper[row] = (rows.upper[row] as number) - value;
    });
  return rows.upper.some((bound) => bound < 0) ? null : rows;
}

function programOf(highs: Highs, { core, floors }: Scene, codes: number[], { lower, upper }: Rows) {
  const { gain, scale } = core;
  return {
    ...{ numCols: codes.length, numRows: lower.length, rowLower: lower, rowUpper: upper },
    colCost: Float64Array.from(codes, (code) => -(gain[code] as number) / scale),
    colLower: new Float64Array(codes.length),
    colUpper: new Float64Array(codes.length).fill(1),
    integrality: new Int32Array(codes.length).fill(highs.constants.variableType.integer),
    matrix: columnsOf(core, floors, codes, lower.length),
  };
}
