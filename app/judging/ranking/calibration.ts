import { type Effects, effectsOf, fixedEffects } from "./effects";
import { type Design, equationsAt, prepare, solveFor } from "./equations";
import { type Fit, fitReml } from "./reml";
import { meansOf, type Scores } from "./scores";

/** Standard deviations of entries, jurors and error, the mean, and −2 log restricted likelihood. */
export type Model = { entry: number; juror: number; residual: number; mean: number; reml: number };

export type Calibration = {
  model: Model;
  /** Variances of entries and jurors over that of the error. */
  ratios: number[];
  entries: Effects;
  /** A juror's effect is what they give above the mean: below zero for a harsh one. */
  jurors: Effects;
  /** For each covariate, what a unit of it adds to a score. */
  covariates: { estimate: number; sd: number }[];
  isExact: boolean;
  factorisations: number;
};

const ENTRY = 0;
const JUROR = 1;

/** y = mean + covariates + entry + juror + error, with the scores moved to a mean of 0 and a reach of 1. */
function crossedDesign(scores: Scores, covariates: number[][]): { design: Design; mean: number; reach: number } {
  const { values, entries, jurors, entryOf, jurorOf, places } = scores;
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let reach = 0;
  for (const value of values) reach = Math.max(reach, Math.abs(value - mean));
  reach ||= 1;
  const terms = [
    { levels: entries.length, of: entryOf },
    { levels: jurors.length, of: jurorOf },
  ];
  const fixed = [
    new Float64Array(values.length).fill(1),
    ...covariates.map((column) => Float64Array.from(places, (place) => column[place] as number)),
  ];
  return { design: { y: values.map((value) => (value - mean) / reach), terms, fixed }, mean, reach };
}

/**
 * Fits crossed random effects of entries and jurors. `whyNotCalibrate` tells beforehand whether the scores allow it.
 * Covariates, such as whether juror and entry come from one country, stand in the order in which the scores were given.
 */
export function calibrate(scores: Scores, covariates: number[][] = []): Calibration {
  const { design, mean, reach } = crossedDesign(scores, covariates);
  const fit = fitReml(design);
  const residual = Math.sqrt(fit.variance) * reach;
  const [intercept, ...others] = fixedEffects(fit);
  return {
    model: {
      entry: Math.sqrt(fit.ratios[ENTRY] as number) * residual,
      juror: Math.sqrt(fit.ratios[JUROR] as number) * residual,
      residual,
      mean: mean + reach * (intercept?.estimate as number),
      reml: fit.deviance + 2 * (scores.values.length - design.fixed.length) * Math.log(reach),
    },
    ratios: fit.ratios,
    entries: scaled(fit, ENTRY, reach),
    jurors: scaled(fit, JUROR, reach),
    covariates: others.map(({ estimate, sd }) => ({ estimate: reach * estimate, sd: reach * sd })),
    isExact: fit.isExact,
    factorisations: fit.factorisations,
  };
}

function scaled(fit: Fit, term: number, reach: number): Effects {
  const { estimates, variances, covariancesWith } = effectsOf(fit, term);
  return {
    estimates: estimates.map((value) => reach * value),
    variances: variances.map((value) => reach * reach * value),
    covariancesWith: (level) => covariancesWith(level).map((value) => reach * reach * value),
  };
}

/** Calibrated scores of each entry at variances that are known, without their uncertainty. */
export function calibratedAt(scores: Scores, ratios: number[]): Float64Array {
  const { design, mean, reach } = crossedDesign(scores, []);
  const prepared = prepare(design);
  const { kept, eliminated } = solveFor(equationsAt(prepared, ratios), design.y);
  const offset = prepared.offsets[ENTRY] as number;
  const own = prepared.eliminated === ENTRY ? eliminated : kept.subarray(offset, offset + scores.entries.length);
  const root = Math.sqrt(ratios[ENTRY] as number);
  const intercept = kept[prepared.fixedAt] as number;
  return Float64Array.from(own, (value) => mean + reach * (intercept + root * value));
}

/** The raw mean of each entry. */
export const rawMeans = ({ values, entryOf, entries }: Scores): Float64Array =>
  meansOf(values, entryOf, entries.length);
