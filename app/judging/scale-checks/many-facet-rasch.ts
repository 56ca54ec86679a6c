import { ok, type Result, refuse } from "~/kernel/result";
import { namesOf, placesOf } from "../names";
import { climb } from "../numerics/climb";
import { integral } from "../numerics/quadrature";
import { endlessFacet } from "./endless";
import { usedLevels } from "./levels";

/** One level that a juror gave an entry for a criterion. */
export type Rating = { entry: string; juror: string; criterion: string; level: number };

type Named = { id: string; estimate: number };

/**
 * log(P(level k) / P(level k − 1)) = ability − difficulty − severity − step k, in logits. Severities and steps sum to 0;
 * abilities are normal around 0 with the variance given; an entry's ability is its posterior mean, with its sd.
 */
export type ManyFacetRasch = {
  levels: number[];
  criteria: Named[];
  jurors: Named[];
  steps: number[];
  variance: number;
  deviance: number;
  entries: { id: string; ability: number; sd: number }[];
};

type Cell = { criterion: number; juror: number; level: number };
type Shape = { sheets: Cell[][]; criteria: number; jurors: number; top: number };
type Facets = { difficulty: Float64Array; severity: Float64Array; climbs: Float64Array; sd: number };

const NODES = 15;

/**
 * The many-facet Rasch model (Linacre 1989, Many-Facet Rasch Measurement; its steps as in Andrich 1978, Psychometrika
 * 43) by marginal maximum likelihood (Bock & Aitkin 1981, Psychometrika 46), with adaptive quadrature over each entry's
 * ability. Ratings may be missing. Refuses where a juror's or a criterion's levels hold no finite estimate.
 */
export function manyFacetRasch(ratings: readonly Rating[]): Result<ManyFacetRasch> {
  const [entries, jurors, criteria] = [
    namesOf(ratings.map(({ entry }) => entry)),
    namesOf(ratings.map(({ juror }) => juror)),
    namesOf(ratings.map(({ criterion }) => criterion)),
  ];
  const { levels, placeOf } = usedLevels(ratings.map(({ level }) => level));
  if (levels.length < 2) return refuse("one-level", "Only one level of the scale was used, so it orders nothing.");
  if (entries.length < 2) return refuse("one-entry", "It takes two entries to tell any apart.");
  const endless =
    endlessFacet(ratings, ({ juror }) => juror, "Juror") ??
    endlessFacet(ratings, ({ criterion }) => criterion, "Criterion");
  if (endless) return { ok: false, refusal: endless };
  const [entryPlace, jurorPlace, criterionPlace] = [placesOf(entries), placesOf(jurors), placesOf(criteria)];
  const sheets: Cell[][] = entries.map(() => []);
  for (const { entry, juror, criterion, level } of ratings)
    sheets[entryPlace.get(entry) as number]?.push({
      criterion: criterionPlace.get(criterion) as number,
      juror: jurorPlace.get(juror) as number,
      level: placeOf.get(level) as number,
    });
  const shape: Shape = { sheets, criteria: criteria.length, jurors: jurors.length, top: levels.length - 1 };
  const start = new Float64Array(shape.criteria + shape.jurors - 1 + shape.top - 1 + 1);
  const { x, value, isThere } = climb((parameters) => likelihood(parameters, shape), start);
  if (!isThere) return refuse("endless", "The levels hold no finite estimate for this model.");
  const facets = facetsOf(x, shape);
  const named = (ids: string[], estimates: Float64Array) =>
    ids.map((id, i) => ({ id, estimate: estimates[i] as number }));
  return ok({
    ...{ levels, criteria: named(criteria, facets.difficulty), jurors: named(jurors, facets.severity) },
    steps: [...facets.climbs].slice(1).map((sum, k) => sum - (facets.climbs[k] as number)),
    ...{ variance: facets.sd ** 2, deviance: -2 * value },
    entries: entries.map((id, i) => ({ id, ...abilityOf(sheets[i] as Cell[], facets) })),
  });
}

/** Parameters: difficulties, all severities but the last, all steps but the last, the logarithm of the abilities' sd. */
function facetsOf(parameters: Float64Array, { criteria, jurors, top }: Shape): Facets {
  const severity = summingToZero(parameters.subarray(criteria, criteria + jurors - 1));
  const steps = summingToZero(parameters.subarray(criteria + jurors - 1, criteria + jurors + top - 2));
  const climbs = new Float64Array(top + 1);
  for (let k = 1; k <= top; k += 1) climbs[k] = (climbs[k - 1] as number) + (steps[k - 1] as number);
  const sd = Math.exp(parameters[parameters.length - 1] as number);
  return { difficulty: parameters.slice(0, criteria), severity, climbs, sd };
}

const summingToZero = (free: Float64Array): Float64Array =>
  Float64Array.from([...free, -free.reduce((sum, value) => sum + value, 0)]);

/** The marginal log-likelihood, and its gradient by Fisher's identity at the same nodes. */
function likelihood(parameters: Float64Array, shape: Shape): { value: number; gradient: Float64Array } {
  const { sheets, criteria, jurors, top } = shape;
  const facets = facetsOf(parameters, shape);
  const byCriterion = new Float64Array(criteria);
  const byJuror = new Float64Array(jurors);
  const byStep = new Float64Array(top);
  const chances = new Float64Array(top + 1);
  let [value, bySd] = [0, 0];
  for (const cells of sheets) {
    const { log, points } = integral((z) => sheetDensity(cells, facets, z), NODES);
    value += log;
    for (const { u: z, share } of points)
      for (const { criterion, juror, level } of cells) {
        const { mean } = chancesOf(logitOf(facets, criterion, juror, z), facets.climbs, chances);
        const excess = share * (level - mean);
        byCriterion[criterion] = (byCriterion[criterion] as number) - excess;
        byJuror[juror] = (byJuror[juror] as number) - excess;
        bySd += excess * facets.sd * z;
        let atLeast = 0;
        for (let k = top; k >= 1; k -= 1) {
          atLeast += chances[k] as number;
          byStep[k - 1] = (byStep[k - 1] as number) - share * ((level >= k ? 1 : 0) - atLeast);
        }
      }
  }
  const less = (sums: Float64Array) => [...sums.subarray(0, -1)].map((sum) => sum - (sums[sums.length - 1] as number));
  return { value, gradient: Float64Array.from([...byCriterion, ...less(byJuror), ...less(byStep), bySd]) };
}

const logitOf = ({ difficulty, severity, sd }: Facets, criterion: number, juror: number, z: number): number =>
  sd * z - (difficulty[criterion] as number) - (severity[juror] as number);

/**
 * The level's mean and variance where the facets leave this logit, and log Σ exp; the chance of each level is written
 * into `chances`, which the caller lends, for this is asked a million times.
 */
function chancesOf(logit: number, climbs: Float64Array, chances: Float64Array) {
  let most = 0;
  for (let k = 1; k < climbs.length; k += 1) most = Math.max(most, k * logit - (climbs[k] as number));
  let [total, first, second] = [0, 0, 0];
  for (let k = 0; k < climbs.length; k += 1) {
    const weight = Math.exp(k * logit - (climbs[k] as number) - most);
    chances[k] = weight;
    total += weight;
    first += k * weight;
    second += k * k * weight;
  }
  for (let k = 0; k < climbs.length; k += 1) chances[k] = (chances[k] as number) / total;
  const mean = first / total;
  return { mean, variance: Math.max(0, second / total - mean * mean), base: most + Math.log(total) };
}

/** log of an entry's levels and a standard normal z, by z. */
function sheetDensity(cells: Cell[], facets: Facets, z: number) {
  const chances = new Float64Array(facets.climbs.length);
  let [value, slope, bend] = [-0.5 * (z * z + Math.log(2 * Math.PI)), -z, -1];
  for (const { criterion, juror, level } of cells) {
    const logit = logitOf(facets, criterion, juror, z);
    const { mean, variance, base } = chancesOf(logit, facets.climbs, chances);
    value += level * logit - (facets.climbs[level] as number) - base;
    slope += facets.sd * (level - mean);
    bend -= facets.sd ** 2 * variance;
  }
  return { value, slope, bend };
}

function abilityOf(cells: Cell[], facets: Facets): { ability: number; sd: number } {
  const { points } = integral((z) => sheetDensity(cells, facets, z), NODES);
  const mean = points.reduce((sum, { u, share }) => sum + share * u, 0);
  const variance = points.reduce((sum, { u, share }) => sum + share * (u - mean) ** 2, 0);
  return { ability: facets.sd * mean, sd: facets.sd * Math.sqrt(variance) };
}
