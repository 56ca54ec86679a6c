import { ok, type Result, refuse } from "~/kernel/result";
import { completeBlock } from "./complete";
import type { ScoreTable } from "./score-table";

/** W from 0 (orders have nothing in common) to 1 (all the same); `uncorrected` takes ties for plain middle ranks. */
export type Concordance = { w: number; uncorrected: number };

/**
 * Kendall's coefficient of concordance (Kendall & Babington Smith 1939, Annals of Mathematical Statistics 10), with the
 * correction for ties of Siegel & Castellan 1988 (§9.6). Complete tables only.
 */
export function kendallW(table: ScoreTable): Result<Concordance> {
  const block = completeBlock(table);
  if (!block.ok) return block;
  const [n, m] = [table.entries.length, table.jurors.length];
  const sums = new Array<number>(n).fill(0);
  let ties = 0;
  for (let j = 0; j < m; j += 1) {
    const { ranks, tied } = middleRanks(block.value.map((row) => row[j] as number));
    for (const [i, rank] of ranks.entries()) sums[i] = (sums[i] as number) + rank;
    ties += tied;
  }
  const middle = (m * (n + 1)) / 2;
  const spread = 12 * sums.reduce((sum, rank) => sum + (rank - middle) ** 2, 0);
  const most = m * m * (n ** 3 - n);
  if (most - m * ties <= 0)
    return refuse("no-order", "No juror put any entry before another, so there are no orders to compare.");
  return ok({ w: spread / (most - m * ties), uncorrected: spread / most });
}

/** Ranks from 1, equal values sharing the middle of theirs; `tied` is Σ t³ − t over the groups of t equal values. */
export function middleRanks(values: readonly number[]): { ranks: number[]; tied: number } {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length).fill(0);
  let tied = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end += 1;
    for (let i = start; i < end; i += 1) ranks[order[i] as number] = (start + end + 1) / 2;
    tied += (end - start) ** 3 - (end - start);
    start = end;
  }
  return { ranks, tied };
}
