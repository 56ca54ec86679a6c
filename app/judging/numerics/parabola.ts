/** Rounds over the unknowns, each of which takes next to no time. */
const MOST_ROUNDS = 1000;

/**
 * Where ½xᵀAx − bᵀx is least with each unknown within its reach, one unknown at a time. It falls with every one of them,
 * so that x leads downhill even where the rounds end early.
 */
export function leastWithin(matrix: number[][], right: number[], reach: [number, number][]): number[] {
  const x = right.map(() => 0);
  for (let round = 0, change = 1; round < MOST_ROUNDS && change > 1e-12; round++) {
    change = 0;
    for (const [k, row] of matrix.entries()) {
      const own = row[k] as number;
      const [least, most] = reach[k] as [number, number];
      const rest = row.reduce((sum, cell, l) => (l === k ? sum : sum - cell * (x[l] as number)), right[k] as number);
      const to = rest === 0 ? 0 : Math.min(Math.max(own > 0 ? rest / own : rest * Infinity, least), most);
      change = Math.max(change, Math.abs(to - (x[k] as number)) / (most - least || 1));
      x[k] = to;
    }
  }
  return x;
}
