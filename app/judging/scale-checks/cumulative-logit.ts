import { ok, type Result, refuse } from "~/kernel/result";
import { namesOf, placesOf } from "../names";
import { climb } from "../numerics/climb";
import { logistic, logLogistic } from "../numerics/logistic";
import { integral } from "../numerics/quadrature";
import { usedLevels } from "./levels";

/** A score on an ordered scale: the group that shares a shift, and what else is known, as many numbers each time. */
export type OrdinalScore = { group: string; level: number; x: readonly number[] };

/**
 * log odds of a score up to a level = threshold − x·effects − the group's own shift, normal with the variance given. A
 * shift is told by its mean and sd given the scores.
 */
export type CumulativeLogit = {
  levels: number[];
  thresholds: number[];
  effects: number[];
  groupVariance: number;
  shifts: { id: string; mean: number; sd: number }[];
  logLikelihood: number;
};

type Row = { level: number; x: readonly number[] };
type Shape = { groups: Row[][]; levels: number; effects: number; nodes: number };

/** An effect of so many log odds on a scale of levels is one that grows without end. */
const ENDLESS = 12;

/**
 * The proportional-odds model (McCullagh 1980, J. R. Statist. Soc. B 42) with a normal shift for each group, by maximum
 * likelihood; the shift is integrated out by adaptive Gauss–Hermite quadrature with so many nodes (Tutz & Hennevogl
 * 1996, Comput. Stat. Data Anal. 22). Refuses where the data hold no finite answer.
 */
export function cumulativeLogit(scores: readonly OrdinalScore[], nodes = 10): Result<CumulativeLogit> {
  const names = namesOf(scores.map(({ group }) => group));
  const { levels, placeOf } = usedLevels(scores.map(({ level }) => level));
  if (levels.length < 2) return refuse("one-level", "Only one level of the scale was used, so it orders nothing.");
  if (names.length < 2) return refuse("one-group", "It takes two groups to tell how much their shifts vary.");
  const effects = scores[0]?.x.length ?? 0;
  if (scores.some(({ x }) => x.length !== effects)) throw new RangeError("every score has the same number of facts");
  const places = placesOf(names);
  const groups: Row[][] = names.map(() => []);
  for (const { group, level, x } of scores)
    groups[places.get(group) as number]?.push({ level: placeOf.get(level) as number, x });
  const shape: Shape = { groups, levels: levels.length, effects, nodes };
  const { x, value, isThere } = climb((parameters) => likelihood(parameters, shape), startOf(shape));
  const found = parametersOf(x, shape);
  if (!isThere || found.effects.some((effect) => Math.abs(effect) > ENDLESS))
    return refuse("endless", "Some scores lie wholly at one end of the scale, so the model has no finite answer.");
  return ok({
    ...{ levels, thresholds: [...found.thresholds], effects: [...found.effects] },
    ...{ groupVariance: found.sd ** 2, logLikelihood: value },
    shifts: names.map((id, i) => ({ id, ...shiftOf(groups[i] as Row[], found, nodes) })),
  });
}

/** The first threshold, the logarithms of the gaps to the next ones, the effects, the logarithm of the shifts' sd. */
function startOf({ groups, levels, effects }: Shape): Float64Array {
  const rows = groups.flat();
  const start = new Float64Array(levels + effects);
  let before = 0;
  for (let k = 0; k < levels - 1; k += 1) {
    const upTo = (rows.filter(({ level }) => level <= k).length + 0.5) / (rows.length + 1);
    const threshold = Math.log(upTo / (1 - upTo));
    start[k] = k === 0 ? threshold : Math.log(threshold - before);
    before = threshold;
  }
  return start;
}

function parametersOf(parameters: Float64Array, { levels, effects }: Shape) {
  const thresholds = parameters.slice(0, levels - 1);
  for (let k = 1; k < thresholds.length; k += 1)
    thresholds[k] = (thresholds[k - 1] as number) + Math.exp(thresholds[k] as number);
  const sd = Math.exp(parameters[levels - 1 + effects] as number);
  return { thresholds, effects: parameters.subarray(levels - 1, levels - 1 + effects), sd };
}

/**
 * The marginal log-likelihood. Its gradient is the mean of the complete data's gradient over each group's shift given
 * the group's scores (Fisher's identity; Louis 1982, J. R. Statist. Soc. B 44), at the same nodes.
 */
function likelihood(parameters: Float64Array, shape: Shape): { value: number; gradient: Float64Array } {
  const { groups, levels, nodes } = shape;
  const { thresholds, effects, sd } = parametersOf(parameters, shape);
  const gradient = new Float64Array(parameters.length);
  const byThreshold = new Float64Array(levels - 1);
  let value = 0;
  for (const rows of groups) {
    const centres = centresOf(rows, effects);
    const { log, points } = integral((z) => groupDensity(rows, centres, { thresholds, sd }, z), nodes);
    value += log;
    for (const { u: z, share } of points)
      for (const [i, { level, x }] of rows.entries()) {
        const { slope, upper, lower } = chanceOf(level, (centres[i] as number) + sd * z, thresholds);
        if (level < levels - 1) byThreshold[level] = (byThreshold[level] as number) + share * upper;
        if (level > 0) byThreshold[level - 1] = (byThreshold[level - 1] as number) + share * lower;
        for (const [e, fact] of x.entries())
          gradient[levels - 1 + e] = (gradient[levels - 1 + e] as number) + share * slope * fact;
        const last = parameters.length - 1;
        gradient[last] = (gradient[last] as number) + share * slope * sd * z;
      }
  }
  let above = 0;
  for (let k = levels - 2; k >= 0; k -= 1) {
    above += byThreshold[k] as number;
    gradient[k] = k === 0 ? above : above * Math.exp(parameters[k] as number);
  }
  return { value, gradient };
}

const centresOf = (rows: Row[], effects: Float64Array): number[] =>
  rows.map(({ x }) => x.reduce((sum, fact, i) => sum + fact * (effects[i] as number), 0));

type Curve = { thresholds: Float64Array; sd: number };

/** log of a group's scores and a standard normal z, by z. */
function groupDensity(rows: Row[], centres: number[], { thresholds, sd }: Curve, z: number) {
  let [value, slope, bend] = [-0.5 * (z * z + Math.log(2 * Math.PI)), -z, -1];
  for (const [i, { level }] of rows.entries()) {
    const chance = chanceOf(level, (centres[i] as number) + sd * z, thresholds);
    value += chance.log;
    slope += sd * chance.slope;
    bend += sd * sd * chance.bend;
  }
  return { value, slope, bend };
}

/** log P(level) at a place of the latent scale; its derivatives by the place, and by the thresholds beside the level. */
function chanceOf(level: number, place: number, thresholds: Float64Array) {
  const upper = level < thresholds.length ? (thresholds[level] as number) - place : Infinity;
  const lower = level > 0 ? (thresholds[level - 1] as number) - place : -Infinity;
  const [below, above] = [logistic(-upper), logistic(lower)];
  const gap = upper - lower;
  const narrow = gap === Infinity ? 0 : 1 / Math.expm1(gap);
  const log =
    (upper === Infinity ? 0 : logLogistic(upper)) +
    (lower === -Infinity ? 0 : logLogistic(-lower)) +
    (gap === Infinity ? 0 : Math.log(-Math.expm1(-gap)));
  return {
    log,
    slope: above - below,
    bend: -below * (1 - below) - above * (1 - above),
    upper: below + narrow,
    lower: -above - narrow,
  };
}

function shiftOf(rows: Row[], found: Curve & { effects: Float64Array }, nodes: number): { mean: number; sd: number } {
  const centres = centresOf(rows, found.effects);
  const { points } = integral((z) => groupDensity(rows, centres, found, z), nodes);
  const mean = points.reduce((sum, { u, share }) => sum + share * u, 0);
  const variance = points.reduce((sum, { u, share }) => sum + share * (u - mean) ** 2, 0);
  return { mean: found.sd * mean, sd: found.sd * Math.sqrt(variance) };
}
