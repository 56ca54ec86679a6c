import type { Prepared, Term } from "./equations";

/** Ratios to begin from: Henderson's first method (1953), which equates the sums of squares with what is expected. */
export function startOf({ design, eliminated, counts, start, times, columns }: Prepared): number[] {
  const { y, terms } = design;
  if (terms.length !== 2) return terms.map(() => 1);
  const n = y.length;
  const [own, other] = [counts[eliminated] as Int32Array, counts[1 - eliminated] as Int32Array];
  const shares = [0, 0];
  for (let level = 0; level < own.length; level++)
    for (let e = start[level] as number; e < (start[level + 1] as number); e++) {
      const square = (times[e] as number) ** 2;
      shares[0] = (shares[0] as number) + square / (own[level] as number);
      shares[1] = (shares[1] as number) + square / (other[columns[e] as number] as number);
    }
  const mean = y.reduce((sum, value) => sum + value, 0) / n;
  const spread = [own, other].map((of) => of.reduce((sum, count) => sum + count * count, 0) / n) as [number, number];
  const between = [eliminated, 1 - eliminated].map((k) => squaresBetween(y, mean, terms[k] as Term));
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const [ownShare, otherShare] = shares as [number, number];
  const matrix = [
    [n - spread[0], ownShare - spread[1], own.length - 1],
    [otherShare - spread[0], n - spread[1], other.length - 1],
    [n - spread[0], n - spread[1], n - 1],
  ];
  const [first, second, error] = linear(matrix, [...between, total]) as [number, number, number];
  const ratios = [first, second].map((variance) =>
    error > 0 && variance > 0 ? Math.min(Math.max(variance / error, 0.01), 1000) : variance > 0 ? 1000 : 0.01,
  );
  return eliminated === 0 ? ratios : ratios.reverse();
}

/** Σ over levels of scores · (mean of the level − mean)². */
function squaresBetween(y: Float64Array, mean: number, { of, levels }: Term): number {
  const sums = new Float64Array(levels);
  const counts = new Float64Array(levels);
  for (let i = 0; i < y.length; i++) {
    const level = of[i] as number;
    sums[level] = (sums[level] as number) + (y[i] as number) - mean;
    counts[level] = (counts[level] as number) + 1;
  }
  return sums.reduce((sum, value, level) => sum + (counts[level] ? value ** 2 / (counts[level] as number) : 0), 0);
}

/** Ax = b for a few unknowns, by Gauss's elimination with pivoting; an unknown that nothing tells of is 0. */
function linear(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  const n = rows.length;
  const at = (i: number, j: number): number => rows[i]?.[j] as number;
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let i = c + 1; i < n; i++) if (Math.abs(at(i, c)) > Math.abs(at(pivot, c))) pivot = i;
    [rows[c], rows[pivot]] = [rows[pivot] as number[], rows[c] as number[]];
    if (at(c, c) === 0) continue;
    for (let i = c + 1; i < n; i++) {
      const factor = at(i, c) / at(c, c);
      for (let j = c; j <= n; j++) (rows[i] as number[])[j] = at(i, j) - factor * at(c, j);
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = at(i, n);
    for (let j = i + 1; j < n; j++) sum -= at(i, j) * (x[j] as number);
    x[i] = at(i, i) === 0 ? 0 : sum / at(i, i);
  }
  return x;
}
