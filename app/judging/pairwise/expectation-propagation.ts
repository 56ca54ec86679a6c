import { logistic, logLogistic } from "../numerics/logistic";
import { integral, type LogConcave } from "../numerics/quadrature";
import { addAt, at, type Symmetric, zeros } from "../numerics/symmetric";
import type { Tally } from "./tally";

/** log P(win) by the difference of strengths, with its first two derivatives; P(win) and P(loss) are mirror images. */
export type Curve = (gap: number) => { value: number; slope: number; bend: number };

export type NormalBelief = { means: Float64Array; covariance: Symmetric };

type Site = { first: number; second: number; firstWins: number; secondWins: number; precision: number; pull: number };

const NODES = 31;

/**
 * The normal belief nearest to the posterior of strengths under a normal prior, by expectation propagation (Minka 2001,
 * UAI; for preferences Chu & Ghahramani 2005, ICML), all votes on a pair as one term: a check on Laplace's method, which
 * takes the peak for the mean.
 */
export function believedStrengths({ entries, pairs }: Tally, priorSd: number, curve: Curve): NormalBelief {
  if (!(priorSd > 0)) throw new RangeError("expectation propagation needs a prior");
  const size = entries.length;
  const covariance = zeros(size);
  for (let i = 0; i < size; i += 1) addAt(covariance, i, i, priorSd ** 2);
  const pulls = new Float64Array(size);
  const means = new Float64Array(size);
  const sites = sitesOf(pairs);
  for (let round = 0; round < 200; round += 1) {
    let moved = 0;
    for (const site of sites) {
      const { first, second } = site;
      const spread = at(covariance, first, first) + at(covariance, second, second) - 2 * at(covariance, first, second);
      const gap = (means[first] as number) - (means[second] as number);
      const wanted = matched(site, { gap, spread }, curve);
      const more = wanted.precision - site.precision;
      const pulled = wanted.pull - site.pull;
      Object.assign(site, wanted);
      tighten(covariance, site, more);
      pulls[first] = (pulls[first] as number) + pulled;
      pulls[second] = (pulls[second] as number) - pulled;
      for (let i = 0; i < size; i += 1) {
        const row = covariance.cells.subarray(i * size, (i + 1) * size);
        means[i] = row.reduce((sum, cell, j) => sum + cell * (pulls[j] as number), 0);
      }
      moved = Math.max(moved, Math.abs(more), Math.abs(pulled));
    }
    if (moved < 1e-10) break;
  }
  return { means, covariance };
}

function sitesOf(pairs: Tally["pairs"]): Site[] {
  const sites = new Map<string, Site>();
  for (const { first, second, firstWins, secondWins } of pairs) {
    const key = `${first} ${second}`;
    const site = sites.get(key) ?? { first, second, firstWins: 0, secondWins: 0, precision: 0, pull: 0 };
    site.firstWins += firstWins;
    site.secondWins += secondWins;
    sites.set(key, site);
  }
  return [...sites.values()];
}

/** The term that gives the difference the mean and variance it has where the pair's votes stand as they are. */
function matched(site: Site, { gap, spread }: { gap: number; spread: number }, curve: Curve) {
  const precision = 1 / spread - site.precision;
  const pull = gap / spread - site.pull;
  const { points } = integral(votesAround(site, { mean: pull / precision, precision }, curve), NODES);
  const mean = points.reduce((sum, { u, share }) => sum + share * u, 0);
  const variance = points.reduce((sum, { u, share }) => sum + share * (u - mean) ** 2, 0);
  return { precision: 1 / variance - precision, pull: mean / variance - pull };
}

/** log of the votes on a pair and of what the other pairs say, by the difference; moved so that 0 is near the mode. */
function votesAround(site: Site, rest: { mean: number; precision: number }, curve: Curve): LogConcave {
  return (gap) => {
    const [won, lost] = [curve(gap), curve(-gap)];
    const off = gap - rest.mean;
    return {
      value: site.firstWins * won.value + site.secondWins * lost.value - 0.5 * rest.precision * off * off,
      slope: site.firstWins * won.slope - site.secondWins * lost.slope - rest.precision * off,
      bend: site.firstWins * won.bend + site.secondWins * lost.bend - rest.precision,
    };
  };
}

/** Bradley and Terry's curve. */
export const logitCurve: Curve = (gap) => {
  const rest = logistic(-gap);
  return { value: logLogistic(gap), slope: rest, bend: -rest * (1 - rest) };
};

/** Thurstone's curve (1927, Psychological Review 34), for a doubt of variance 1 about the difference. */
export const probitCurve: Curve = (gap) => {
  const value = logNormal(gap);
  const slope = Math.exp(-0.5 * gap * gap - 0.5 * Math.log(2 * Math.PI) - value);
  return { value, slope, bend: -slope * (gap + slope) };
};

/** log Φ(x), finite for every finite x: by its series in the middle, by Laplace's continued fraction in the tails. */
function logNormal(x: number): number {
  const density = -0.5 * x * x - 0.5 * Math.log(2 * Math.PI);
  if (Math.abs(x) < 3) {
    let [sum, term] = [x, x];
    for (let k = 3; Math.abs(term) > 1e-17 && k < 200; k += 2) {
      term *= (x * x) / k;
      sum += term;
    }
    return Math.log(0.5 + Math.exp(density) * sum);
  }
  const far = Math.abs(x);
  let fraction = far;
  for (let k = 100; k >= 1; k -= 1) fraction = far + k / fraction;
  const tail = density - Math.log(fraction);
  return x < 0 ? tail : Math.log1p(-Math.exp(tail));
}

/** The covariance where the difference of a pair is known by so much precision more (Sherman & Morrison). */
function tighten(covariance: Symmetric, { first, second }: Site, more: number): void {
  const { size, cells } = covariance;
  const along = Float64Array.from({ length: size }, (_, i) => at(covariance, i, first) - at(covariance, i, second));
  const spread = (along[first] as number) - (along[second] as number);
  const scale = more / (1 + more * spread);
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1)
      cells[i * size + j] = at(covariance, i, j) - scale * (along[i] as number) * (along[j] as number);
}
