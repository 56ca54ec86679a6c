import { type Effects, effectsOf, fixedEffects } from "./effects";
import { type Design, equationsAt, prepare, solveFor } from "./equations";
import { type Fit, fitReml } from "./reml";
import { meansOf, type Scores } from "./scores";

/** Standard deviations of entries, jurors and error, the mean (of the first round), and −2 log restricted likelihood. */
export type Model = { entry: number; juror: number; residual: number; mean: number; reml: number };

export type Calibration = {
  model: Model;
  /** Variances of entries and jurors over that of the error. */
  ratios: number[];
  entries: Effects;
  /** A juror's effect is what they give above the mean: below zero for a harsh one. */
  jurors: Effects;
  /** What the second round adds to a score; null where all scores are of one round. */
  round: { estimate: number; sd: number } | null;
  /** For each covariate, what a unit of it adds to a score. */
  covariates: { estimate: number; sd: number }[];
  isExact: boolean;
  factorisations: number;
};

const ENTRY = 0;
const JUROR = 1;

/** Scores less the mean of their round, in units of the farthest, so that neither unit nor round tells in the fit. */
type Crossed = {
  design: Design;
  mean: number;
  /** What the mean of the second round has above that of the first. */
  late: number;
  reach: number;
};

/** y = mean + round + covariates + entry + juror + error. */
function crossedDesign(scores: Scores, covariates: number[][]): Crossed {
  const { values, entries, jurors, entryOf, jurorOf, late, places } = scores;
  const [mean, second] = [0, 1].map((round) => meanOfRound(scores, round)) as [number, number];
  const own = values.map((value, i) => value - (late?.[i] ? second : mean));
  const reach = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const terms = [
    { levels: entries.length, of: entryOf },
    { levels: jurors.length, of: jurorOf },
  ];
  const fixed = [
    new Float64Array(values.length).fill(1),
    ...(late ? [late] : []),
    ...covariates.map((column) => Float64Array.from(places, (place) => column[place] as number)),
  ];
  return {
    design: { y: own.map((value) => value / reach), terms, fixed },
    mean,
    late: late ? second - mean : 0,
    reach,
  };
}

function meanOfRound({ values, late }: Scores, round: number): number {
  const own = values.filter((_, i) => (late?.[i] ?? 0) === round);
  return own.reduce((mean, value) => mean + value / own.length, 0);
}

/**
 * Fits crossed random effects of entries and jurors. `whyNotCalibrate` tells beforehand whether the scores allow it.
 * Covariates, such as whether juror and entry come from one country, stand in the order in which the scores were given.
 */
export function calibrate(scores: Scores, covariates: number[][] = []): Calibration {
  const { design, mean, late, reach } = crossedDesign(scores, covariates);
  const fit = fitReml(design);
  const residual = Math.sqrt(fit.variance) * reach;
  const [intercept, ...others] = fixedEffects(fit);
  const added = others.map(({ estimate, sd }, i) => ({
    estimate: (scores.late && i === 0 ? late : 0) + reach * estimate,
    sd: reach * sd,
  }));
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
    round: scores.late ? (added[0] ?? null) : null,
    covariates: scores.late ? added.slice(1) : added,
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

/** The raw mean of each entry; of two rounds, with what the second adds taken off its scores. */
export function rawMeans(scores: Scores): Float64Array {
  const { values, entryOf, entries, late } = scores;
  const shift = roundShift(scores);
  const own = late ? values.map((value, i) => value - shift * (late[i] as number)) : values;
  return meansOf(own, entryOf, entries.length);
}

/**
 * What the second round adds to a raw score: the least-squares difference between the rounds within entries, so that
 * only entries with scores in both tell of it; 0 where there are none.
 */
export function roundShift({ values, entryOf, entries, late }: Scores): number {
  if (!late) return 0;
  const sums = [0, 1].map(() => new Float64Array(entries.length)) as [Float64Array, Float64Array];
  const counts = [0, 1].map(() => new Float64Array(entries.length)) as [Float64Array, Float64Array];
  for (let i = 0; i < values.length; i++) {
    const [entry, round] = [entryOf[i] as number, late[i] as 0 | 1];
    sums[round][entry] = (sums[round][entry] as number) + (values[i] as number);
    counts[round][entry] = (counts[round][entry] as number) + 1;
  }
  let [difference, weights] = [0, 0];
  for (let entry = 0; entry < entries.length; entry++) {
    const [first, second] = [counts[0][entry] as number, counts[1][entry] as number];
    if (first === 0 || second === 0) continue;
    const weight = (first * second) / (first + second);
    difference += weight * ((sums[1][entry] as number) / second - (sums[0][entry] as number) / first);
    weights += weight;
  }
  return weights === 0 ? 0 : difference / weights;
}
