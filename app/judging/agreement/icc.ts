import { ok, type Result } from "~/kernel/result";
import { fQuantile } from "../numerics/f-distribution";
import { completeBlock } from "./complete";
import type { ScoreTable } from "./score-table";

/**
 * The six intraclass correlations: for one juror's score and, with a k, for the mean over all jurors. 1: other jurors
 * for each entry; 2: the same jurors, drawn from many; 3: these jurors and no others. Null where a figure has no value
 * because its denominator is not above zero. `interval` holds ICC2's 95% bounds.
 */
export type Icc = {
  icc1: number | null;
  icc2: number | null;
  icc3: number | null;
  icc1k: number | null;
  icc2k: number | null;
  icc3k: number | null;
  interval: [number, number] | null;
};

type MeanSquares = { n: number; k: number; between: number; within: number; jurors: number; error: number };

/** Shrout & Fleiss 1979, Psychological Bulletin 86, 420–428; the bounds as there (p. 424). Complete tables only. */
export function intraclass(table: ScoreTable): Result<Icc> {
  const block = completeBlock(table);
  if (!block.ok) return block;
  const squares = meanSquares(block.value);
  const { n, k, between, within, jurors, error } = squares;
  const over = (top: number, bottom: number): number | null =>
    bottom > 1e-12 * (between + within) ? top / bottom : null;
  const icc2 = over(between - error, between + (k - 1) * error + (k * (jurors - error)) / n);
  return ok({
    icc1: over(between - within, between + (k - 1) * within),
    icc2,
    icc3: over(between - error, between + (k - 1) * error),
    icc1k: over(between - within, between),
    icc2k: over(between - error, between + (jurors - error) / n),
    icc3k: over(between - error, between),
    interval: icc2 === null ? null : boundsOf(icc2, squares),
  });
}

function meanSquares(block: number[][]): MeanSquares {
  const [n, k] = [block.length, block[0]?.length ?? 0];
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = (values: number[], centre: number): number => values.reduce((sum, v) => sum + (v - centre) ** 2, 0);
  const all = block.flat();
  const grand = mean(all);
  const total = spread(all, grand);
  const exact = (sum: number): number => (sum > 1e-14 * total ? sum : 0);
  const between = exact(k * spread(block.map(mean), grand));
  const jurorMeans = Array.from({ length: k }, (_, j) => mean(block.map((row) => row[j] as number)));
  const jurors = exact(n * spread(jurorMeans, grand));
  return {
    ...{ n, k },
    between: between / (n - 1),
    within: exact(total - between) / (n * (k - 1)),
    jurors: jurors / (k - 1),
    error: exact(total - between - jurors) / ((n - 1) * (k - 1)),
  };
}

function boundsOf(icc2: number, { n, k, between, jurors, error }: MeanSquares): [number, number] | null {
  // Without error the formula's F is infinite; its degrees of freedom then tend to k − 1.
  const ratio = jurors / error;
  const rest = n * (1 + (k - 1) * icc2) - k * icc2;
  const top = (k - 1) * (n - 1) * (k * icc2 * ratio + rest) ** 2;
  const freedom = error === 0 ? k - 1 : top / ((n - 1) * (k * icc2 * ratio) ** 2 + rest ** 2);
  if (!(freedom > 0)) return null;
  const noise = k * jurors + (k * n - k - n) * error;
  const [upper, lower] = [fQuantile(0.975, n - 1, freedom), fQuantile(0.975, freedom, n - 1)];
  return [
    (n * (between - upper * error)) / (upper * noise + n * between),
    (n * (lower * between - error)) / (noise + n * lower * between),
  ];
}
