/** Which of the two: how ready the data is to be built on (0 to 100), or how well it is described (0 to 405). */
export type ScoreName = "readiness" | "quality";

/** One reason for a score: what it earned of the most it can earn, in hundredths. What it would gain is the rest. */
export type ScoreTerm = { score: ScoreName; code: string; points: number; most: number };

/** A score is the sum of its terms, to a hundredth; pages show it rounded to a whole number. */
export type Score = { total: number; terms: ScoreTerm[] };

/** How much of a term is there, from 0 to 1; null where nobody has measured it. */
export type Measure = { code: string; weight: number; share: number | null };

export const gainOf = ({ points, most }: ScoreTerm): number => cents(most - points) / 100;

/** "71" of 71.25: a score as it is stored in lists and shown. */
export const wholeScore = ({ total }: Score): number => Math.round(total);

const cents = (points: number): number => Math.round(points * 100);

/**
 * A score out of `most`. What is not measured is dropped and the rest is weighed up to the whole: a dataset is not
 * punished for what nobody has looked at. Where nothing is measured there are no terms, and the total is 0.
 */
export function scoreOf(score: ScoreName, most: number, measures: Measure[]): Score {
  const known = measures.flatMap(({ code, weight, share }) => (share === null ? [] : [{ code, weight, share }]));
  const terms = apportioned(
    known.map(({ weight }) => weight),
    most * 100,
  ).map((whole, index) => {
    const { code = "", share = 0 } = known[index] ?? {};
    const earned = Math.round(whole * Math.min(1, Math.max(0, share)));
    return { score, code, points: earned / 100, most: whole / 100 };
  });
  return { total: terms.reduce((sum, { points }) => sum + cents(points), 0) / 100, terms };
}

/** `whole` in whole parts as the weights stand to each other; what rounding leaves goes to the largest remainders. */
function apportioned(weights: number[], whole: number): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (sum === 0 ? 0 : (weight / sum) * whole));
  const parts = exact.map((part) => Math.floor(part + 1e-9));
  const left = sum === 0 ? 0 : whole - parts.reduce((all, part) => all + part, 0);
  const remainders = exact.map((part, index) => ({ index, rest: part - (parts[index] ?? 0) }));
  const next = new Set(
    remainders
      .sort((a, b) => b.rest - a.rest || a.index - b.index)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return parts.map((part, index) => (next.has(index) ? part + 1 : part));
}
