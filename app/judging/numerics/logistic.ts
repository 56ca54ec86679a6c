/** 1 / (1 + e⁻ˣ), exact in both tails. */
export const logistic = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** Its logarithm, finite for every finite x. */
export const logLogistic = (x: number): number => (x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x)));

/** log Σ exp of the values, without overflow. */
export function logSumExp(values: ArrayLike<number>): number {
  let most = -Infinity;
  for (let i = 0; i < values.length; i += 1) most = Math.max(most, values[i] as number);
  if (most === -Infinity) return most;
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += Math.exp((values[i] as number) - most);
  return most + Math.log(sum);
}
