import { type Equations, equationsAt, type Prepared, type Solution, solveFor } from "./equations";

/** The least variance of the error: scores are taken to be of the order of 1. */
const LEAST_VARIANCE = 1e-24;

/** The restricted likelihood at given variances. */
export type Point = {
  prepared: Prepared;
  /** Variance of each term over that of the error. */
  ratios: number[];
  /** Variance of the error. */
  variance: number;
  /** −2 log restricted likelihood, as lme4 reports it. */
  deviance: number;
  solution: Solution;
  equations: Equations;
};

/** The deviance, profiled over the error's variance (Bates et al. 2015, eq. 42), and what it is made from. */
export function pointAt(prepared: Prepared, ratios: number[]): Point {
  const { y, fixed } = prepared.design;
  const equations = equationsAt(prepared, ratios);
  const solution = solveFor(equations, y);
  const freedom = y.length - fixed.length;
  const squares =
    squaresOf(solution.residual) +
    squaresOf(solution.eliminated) +
    squaresOf(solution.kept.subarray(0, prepared.fixedAt));
  const variance = Math.max(squares / freedom, LEAST_VARIANCE);
  const deviance = equations.logDeterminant + freedom * (1 + Math.log(2 * Math.PI * variance));
  return { prepared, ratios, variance, deviance, solution, equations };
}

export function squaresOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}
