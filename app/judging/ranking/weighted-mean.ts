/** A criterion as scoring needs it: its weight and the values its levels may take. */
export type Scale = { id: string; weight: number; least: number; most: number; round?: 1 | 2 };

/** A sheet that counts: a level for every criterion of its round. */
export type CountedSheet = { submissionId: string; scores: Record<string, number>; round?: 1 | 2 };

/** The scales that a sheet is scored by; what names no round is of the first. */
export const scalesIn = (scales: Scale[], { round = 1 }: { round?: 1 | 2 }): Scale[] =>
  scales.filter((scale) => (scale.round ?? 1) === round);

export type Entry = { submissionId: string; entry: number };

export type Ranked = Entry & {
  /** Shared where the shown means are equal; null where no sheet counts. */
  rank: number | null;
  /** Weighted mean of raw scores, 0 to 100, without what a second round adds; null where no sheet counts. */
  mean: number | null;
  low: number | null;
  high: number | null;
  sheets: number;
  /** For each criterion, in its order, the levels given (ascending) and their mean. */
  criteria: { id: string; scores: number[]; mean: number | null }[];
};

/** What this order is called wherever it is shown. */
export const METHOD = "Weighted mean of raw scores";

/** A sheet as one figure: Σ weight · (level − least) / (most − least), over Σ weight, from 0 to 100. */
export function sheetScore(scores: Record<string, number>, scales: Scale[]): number {
  const total = scales.reduce((sum, { weight }) => sum + weight, 0);
  const earned = scales.reduce((sum, { id, weight, least, most }) => {
    const level = scores[id];
    if (level === undefined) throw new RangeError(`a sheet that counts has a score for every criterion: ${id}`);
    return sum + (most === least ? weight : (weight * (level - least)) / (most - least));
  }, 0);
  return (earned / total) * 100;
}

/** The figure as it is shown, to one decimal; a gap below that is a tie. */
export const shown = (score: number): number => Math.round(score * 10 + 1e-7) / 10;

// Adding in ascending order, so that the order in which sheets came in never changes a digit.
const meanOf = (values: number[]): number | null =>
  values.length === 0 ? null : [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Entries by the mean of their sheets' scores, best first. Equal shown means share a rank, and the next rank is skipped
 * for each that shares (1, 1, 3). Entries without a sheet stand last, without a rank. `shift` is what the second round
 * adds to a score, and is taken off there.
 */
export function rankByWeightedMean(entries: Entry[], sheets: CountedSheet[], scales: Scale[], shift = 0): Ranked[] {
  const rows = entries.map((entry) => {
    const own = sheets.filter(({ submissionId }) => submissionId === entry.submissionId);
    const scored = own.map(
      (sheet) => sheetScore(sheet.scores, scalesIn(scales, sheet)) - (sheet.round === 2 ? shift : 0),
    );
    const mean = meanOf(scored);
    return {
      ...entry,
      mean: mean === null ? null : shown(mean),
      low: scored.length === 0 ? null : shown(Math.min(...scored)),
      high: scored.length === 0 ? null : shown(Math.max(...scored)),
      sheets: own.length,
      criteria: scales.map(({ id, round = 1 }) => {
        const ofRound = own.filter((sheet) => (sheet.round ?? 1) === round);
        const levels = ofRound.map(({ scores }) => scores[id] as number).sort((a, b) => a - b);
        return { id, scores: levels, mean: meanOf(levels) };
      }),
    };
  });
  rows.sort((a, b) => (b.mean ?? -1) - (a.mean ?? -1) || a.entry - b.entry);
  return rows.map((row) => ({
    ...row,
    rank: row.mean === null ? null : 1 + rows.filter(({ mean }) => mean !== null && mean > (row.mean as number)).length,
  }));
}
