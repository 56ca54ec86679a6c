import { CEILING, type Descent, descend } from "./descent";
import { type Design, prepare, takeInverse } from "./equations";
import { startOf } from "./henderson";
import { type Point, pointAt, squaresOf } from "./point";
import { otherValleys } from "./valleys";

/**
 * Where the restricted likelihood is highest, with the inverse of the equations taken; a ratio is exactly 0 where that
 * is at nothing.
 */
export type Fit = Point & {
  /** How many times the equations were factorised, but for looking over a small panel. */
  factorisations: number;
  /** True where the terms explain every score, so that no error is left to reckon with. */
  isExact: boolean;
};

/** An error smaller than this is looked at: it may be none, and the likelihood then has no highest point. */
const SMALL_VARIANCE = 1e-4;
/** So large a squared residual is rounding, or what a ratio at the ceiling still shrinks. */
const NOTHING = 1e-9;
/** A valley is lower than another where its deviance is by more than this, which no rounding makes. */
const LOWER = 1e-6;

/**
 * Estimates the variances by restricted maximum likelihood. Of a small panel's several peaks the highest is taken, and
 * of equals the first that is found; what is found first depends on nothing but the scores.
 */
export function fitReml(design: Design): Fit {
  const prepared = prepare(design);
  const first = descend(pointAt(prepared, startOf(prepared)));
  const found = [first, ...otherValleys(prepared, first.point)];
  const factorisations = found.reduce((sum, one) => sum + one.factorisations, 0);
  if (found.every(({ point }) => point.variance >= SMALL_VARIANCE))
    return { ...lowestOf(found), factorisations, isExact: false };
  const exact = pointAt(
    prepared,
    design.terms.map(() => CEILING),
  );
  const isExplained = squaresOf(exact.solution.residual) <= NOTHING * design.y.length;
  // Where the terms explain every score, the likelihood rises for ever as the error goes. A few scores are explained by
  // chance, and then a peak that leaves an error tells more.
  const peaks = isExplained ? found.filter(({ point }) => point.variance >= SMALL_VARIANCE) : found;
  if (peaks.length > 0) return { ...lowestOf(peaks), factorisations: factorisations + 1, isExact: false };
  takeInverse(exact.equations);
  return { ...exact, factorisations: factorisations + 1, isExact: true };
}

const lowestOf = (found: Descent[]): Point =>
  found.map(({ point }) => point).reduce((best, one) => (one.deviance < best.deviance - LOWER ? one : best));
