import { addAt, at, choleskyOf, inverseOf, type Symmetric, solved, zeros } from "../numerics/symmetric";

/** One option chosen among several, as often as `weight` says; options by their places. */
export type Choice = { chosen: number; among: readonly number[]; weight: number };

/** A prior of sd 0 is none: maximum likelihood. */
export type LuceProblem = { size: number; choices: readonly Choice[]; priorSd: number };

/** Strengths on the scale of log odds; they sum to 0. `bend` is minus the second derivative of the log-posterior. */
export type LuceFit = { strengths: Float64Array; logLikelihood: number; bend: Symmetric };

/**
 * Strengths by which P(i chosen among A) = e^θi / Σ_A e^θ (Luce 1959, Individual Choice Behavior), under a normal prior,
 * by Newton with halved steps: the log-posterior is concave. Two options each make it the model of Bradley & Terry
 * (1952, Biometrika 39); the choices of rankings that of Plackett (1975, Applied Statistics 24). Without a prior the
 * caller has made sure that there is a finite answer.
 */
export function fitLuce(problem: LuceProblem, start: Float64Array = new Float64Array(problem.size)): LuceFit {
  let strengths = start;
  let here = heightAt(problem, strengths);
  for (let round = 0; round < 500; round += 1) {
    const { gradient, bend } = slopesAt(problem, strengths);
    const lower = choleskyOf(problem.priorSd > 0 ? bend : anchored(bend));
    if (!lower) throw new RangeError("these choices have no finite strengths without a prior");
    const way = solved(lower, gradient);
    let length = 1;
    let there = strengths;
    let height = here;
    for (; length > 1e-12; length /= 2) {
      there = strengths.map((value, i) => value + length * (way[i] as number));
      height = heightAt(problem, there);
      // Near the peak a step's gain is below what rounding leaves of the height.
      if (height >= here - 1e-12 * (1 + Math.abs(here))) break;
    }
    const longest = length * Math.max(...way.map(Math.abs));
    [strengths, here] = [there, height];
    // Newton squares the error: behind so short a step there is nothing left to gain.
    if (longest < 1e-9) break;
  }
  const { bend } = slopesAt(problem, strengths);
  return { strengths, logLikelihood: likelihoodAt(problem, strengths), bend };
}

/**
 * The covariance of strengths around their peak (Laplace): the inverse of `bend`. Without a prior only differences are
 * known, so it is that of strengths which sum to 0.
 */
export function covarianceOf(bend: Symmetric, priorSd: number): Symmetric | null {
  if (priorSd > 0) {
    const lower = choleskyOf(bend);
    return lower && inverseOf(lower);
  }
  const lower = choleskyOf(anchored(bend));
  if (!lower) return null;
  const inverse = inverseOf(lower);
  // The anchor added anchor·11ᵀ, whose inverse on the span of 1 is 11ᵀ / (anchor · size²).
  const common = 1 / (anchorOf(bend) * bend.size ** 2);
  return { size: bend.size, cells: inverse.cells.map((cell) => cell - common) };
}

function likelihoodAt({ choices }: LuceProblem, strengths: Float64Array): number {
  let sum = 0;
  for (const { chosen, among, weight } of choices)
    sum += weight * ((strengths[chosen] as number) - baseOf(among, strengths));
  return sum;
}

/** log Σ e^θ over the options. */
function baseOf(among: readonly number[], strengths: Float64Array): number {
  let most = -Infinity;
  for (const option of among) most = Math.max(most, strengths[option] as number);
  let sum = 0;
  for (const option of among) sum += Math.exp((strengths[option] as number) - most);
  return most + Math.log(sum);
}

const heightAt = (problem: LuceProblem, strengths: Float64Array): number =>
  likelihoodAt(problem, strengths) - penaltyAt(problem, strengths);

const penaltyAt = ({ priorSd }: LuceProblem, strengths: Float64Array): number =>
  priorSd > 0 ? strengths.reduce((sum, value) => sum + value * value, 0) / (2 * priorSd ** 2) : 0;

function slopesAt({ size, choices, priorSd }: LuceProblem, strengths: Float64Array) {
  const gradient = new Float64Array(size);
  const bend = zeros(size);
  for (const { chosen, among, weight } of choices) {
    const base = baseOf(among, strengths);
    gradient[chosen] = (gradient[chosen] as number) + weight;
    const chances = among.map((option) => Math.exp((strengths[option] as number) - base));
    for (let a = 0; a < among.length; a += 1) {
      const i = among[a] as number;
      const chance = weight * (chances[a] as number);
      gradient[i] = (gradient[i] as number) - chance;
      addAt(bend, i, i, chance);
      for (let b = 0; b < among.length; b += 1) addAt(bend, i, among[b] as number, -chance * (chances[b] as number));
    }
  }
  if (priorSd > 0)
    for (let i = 0; i < size; i += 1) {
      gradient[i] = (gradient[i] as number) - (strengths[i] as number) / priorSd ** 2;
      addAt(bend, i, i, 1 / priorSd ** 2);
    }
  return { gradient, bend };
}

/** As heavy as the diagonal is on average, so that adding it to every cell keeps the matrix well conditioned. */
function anchorOf(bend: Symmetric): number {
  let sum = 0;
  for (let i = 0; i < bend.size; i += 1) sum += at(bend, i, i);
  return sum / bend.size ** 2;
}

/** The matrix held along the direction in which all strengths rise together, which choices say nothing about. */
const anchored = (bend: Symmetric): Symmetric => {
  const anchor = anchorOf(bend);
  return { size: bend.size, cells: bend.cells.map((cell) => cell + anchor) };
};
