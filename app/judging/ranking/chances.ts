import { seeded } from "~/kernel/random";
import { factorise, square } from "../numerics/cholesky";
import type { Effects } from "./effects";

/** Of the normal distribution, how many standard deviations hold 95% on both sides together. */
const TWO_SIDES = 1.959963984540054;
/** A difference is decisive where the one is above the other with at least this chance. */
export const DECISIVE = 0.95;
const MOST_DRAWS = 100_000;
const FEWEST_DRAWS = 4_000;
/** Multiplications that drawing may take, roughly. */
const EFFORT = 1e9;
/** An entry that is above the one it would have to beat with a smaller chance than this is not drawn. */
const NEGLIGIBLE = 1e-6;
const MOST_CONTENDERS = 1_000;

/** The interval that holds the true value with a chance of 95%, as the model reckons. */
export const intervalOf = (value: number, sd: number): [number, number] => [
  value - TWO_SIDES * sd,
  value + TWO_SIDES * sd,
];

/** P(Z ≤ z) of the standard normal: Marsaglia 2004 ("Evaluating the normal distribution"), a series, to 1e-15. */
export function normalCdf(z: number): number {
  if (Math.abs(z) > 8) return z > 0 ? 1 : 0;
  let [sum, term, before] = [z, z, 0];
  for (let i = 3; sum !== before; i += 2) {
    before = sum;
    term *= (z * z) / i;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);
}

/** P(each entry is truly above this one), one half for itself and for its exact equals. */
export function chancesAbove({ estimates, variances, covariancesWith }: Effects, one: number): Float64Array {
  const together = covariancesWith(one);
  const own = variances[one] as number;
  return estimates.map((estimate, i) => {
    const gap = estimate - (estimates[one] as number);
    if (i === one) return 0.5;
    const square = (variances[i] as number) + own - 2 * (together[i] as number);
    const sd = Math.sqrt(Math.max(square, 0));
    if (sd <= 1e-12 * Math.abs(gap) || sd === 0) return gap > 0 ? 1 : gap < 0 ? 0 : 0.5;
    return normalCdf(gap / sd);
  });
}

/** Indexes from the highest estimate to the lowest; equals stay in the order of their ids. */
export const orderOf = (values: Float64Array): number[] =>
  Array.from(values, (_, i) => i).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);

/** P(among the best `places`) of each entry, and how it was come by. */
export type Places = {
  chances: Float64Array;
  draws: number;
  /** Entries that were left out though their chance may not be negligible; they count as 0. */
  leftOut: number;
};

type Drawing = { places: number; seed: string; draws?: number | undefined };

/**
 * Draws what the effects may truly be from N(estimates, C) and counts how often each entry is among the best. The same
 * seed gives the same answer. Entries whose chance is below one in a million are not drawn.
 */
export function chancesOfPlaces(effects: Effects, { places, seed, draws: most = MOST_DRAWS }: Drawing): Places {
  const { estimates, variances } = effects;
  const chances = new Float64Array(estimates.length);
  if (places >= estimates.length) return { chances: chances.fill(1), draws: 0, leftOut: 0 };
  if (places < 1) return { chances, draws: 0, leftOut: 0 };
  const order = orderOf(estimates);
  if (variances.every((value) => value === 0)) return { ...certain(estimates, order, places), draws: 0, leftOut: 0 };
  const { drawn, leftOut } = contendersOf(effects, order, places);
  const lower = rootOf(effects, drawn);
  const draws = Math.round(Math.min(Math.max(EFFORT / drawn.length ** 2, FEWEST_DRAWS), most));
  const normal = normalFrom(seeded(`places ${seed}`));
  const noise = new Float64Array(drawn.length);
  const values = new Float64Array(drawn.length);
  const counted = new Int32Array(drawn.length);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < noise.length; i++) noise[i] = normal();
    for (let i = 0; i < values.length; i++) {
      const row = i * lower.width;
      let sum = estimates[drawn[i] as number] as number;
      for (let k = 0; k <= i; k++) sum += (lower.cells[row + k] as number) * (noise[k] as number);
      values[i] = sum;
    }
    for (const i of best(values, places)) counted[i] = (counted[i] as number) + 1;
  }
  for (const [i, entry] of drawn.entries()) chances[entry] = (counted[i] as number) / draws;
  return { chances, draws, leftOut };
}

/** Where nothing is uncertain: equals on the last of the places share what is left of them. */
function certain(estimates: Float64Array, order: number[], places: number): { chances: Float64Array } {
  const last = estimates[order[places - 1] as number] as number;
  const above = estimates.filter((value) => value > last).length;
  const equal = estimates.filter((value) => value === last).length;
  return {
    chances: estimates.map((value) => (value > last ? 1 : value === last ? (places - above) / equal : 0)),
  };
}

/** The entries that may be among the best: those on the places, and those that may be above one of them. */
function contendersOf(effects: Effects, order: number[], places: number): { drawn: number[]; leftOut: number } {
  const onPlaces = order.slice(0, places);
  const chances = new Float64Array(order.length);
  // Whoever takes a place is above somebody who is on the places now, most likely above the last or a very unsure one.
  const unsure = [...onPlaces].sort((a, b) => (effects.variances[b] as number) - (effects.variances[a] as number));
  for (const one of new Set([onPlaces.at(-1) as number, ...unsure.slice(0, 10)]))
    for (const [i, chance] of chancesAbove(effects, one).entries()) chances[i] = Math.max(chances[i] as number, chance);
  const isOnPlaces = new Set(onPlaces);
  const others = order.filter((i) => !isOnPlaces.has(i) && (chances[i] as number) > NEGLIGIBLE);
  others.sort((a, b) => (chances[b] as number) - (chances[a] as number) || a - b);
  const most = Math.max(MOST_CONTENDERS - places, 0);
  const drawn = [...onPlaces, ...others.slice(0, most)].sort((a, b) => a - b);
  return { drawn, leftOut: Math.max(others.length - most, 0) };
}

/** Cholesky's factor of C for these entries. */
function rootOf({ covariancesWith }: Effects, entries: number[]) {
  const lower = square(entries.length);
  const { cells, width } = lower;
  for (const [j, entry] of entries.entries()) {
    const column = covariancesWith(entry);
    for (const [i, other] of entries.entries()) cells[i * width + j] = column[other] as number;
  }
  const most = entries.reduce((max, _, i) => Math.max(max, cells[i * (width + 1)] as number), 0);
  // C of entries that all hang together is singular but for rounding.
  for (let i = 0; i < entries.length; i++) cells[i * (width + 1)] = (cells[i * (width + 1)] as number) + 1e-9 * most;
  factorise(lower);
  return lower;
}

/** Standard normal numbers by the polar method (Marsaglia and Bray 1964). */
function normalFrom(random: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const [u, v] = [2 * random() - 1, 2 * random() - 1];
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = v * factor;
      return u * factor;
    }
  };
}

function best(values: Float64Array, places: number): number[] {
  if (places === 1) {
    let first = 0;
    for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[first] as number)) first = i;
    return [first];
  }
  return orderOf(values).slice(0, places);
}

/**
 * Which near-tie each entry is in, counted from 1: from the best on, an entry stays in the band as long as the band's
 * first is not decisively above it.
 */
export function bandsOf(effects: Effects): Int32Array {
  const bands = new Int32Array(effects.estimates.length);
  let band = 0;
  let above: Float64Array | null = null;
  for (const entry of orderOf(effects.estimates)) {
    if (!above || (above[entry] as number) <= 1 - DECISIVE) {
      band += 1;
      above = chancesAbove(effects, entry);
    }
    bands[entry] = band;
  }
  return bands;
}
