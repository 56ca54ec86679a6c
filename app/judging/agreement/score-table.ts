import { namesOf, placesOf } from "../names";

/** A score as it was given; the criterion is "" where a sheet is one figure. */
export type Score = { entry: string; juror: string; criterion: string; score: number };

/** A row for each entry, a cell for each juror; null where a juror did not score an entry: zero is not missing. */
export type ScoreTable = { entries: string[]; jurors: string[]; cells: (number | null)[][] };

/** Twelve digits, so that equal means stay equal however they were added up. */
const rounded = (value: number): number => Number(value.toPrecision(12));

/**
 * Scores as a table, in the order of the names, so that the order in which scores came changes nothing. Several
 * criteria become their weighted mean (all alike where no weights are given); a sheet that lacks a criterion which
 * weighs anything is missing, and is counted in `partSheets`.
 */
export function tableOf(
  scores: readonly Score[],
  weights: ReadonlyMap<string, number> = new Map(),
): ScoreTable & { partSheets: number } {
  const weightOf = (criterion: string): number => weights.get(criterion) ?? 1;
  const criteria = namesOf(scores.map(({ criterion }) => criterion)).filter((criterion) => weightOf(criterion) > 0);
  const total = criteria.reduce((sum, criterion) => sum + weightOf(criterion), 0);
  const [entries, jurors] = [namesOf(scores.map(({ entry }) => entry)), namesOf(scores.map(({ juror }) => juror))];
  const [rowOf, columnOf] = [placesOf(entries), placesOf(jurors)];
  const sheets = new Map<number, Map<string, number>>();
  for (const { entry, juror, criterion, score } of scores) {
    const cell = (rowOf.get(entry) as number) * jurors.length + (columnOf.get(juror) as number);
    const sheet = sheets.get(cell) ?? new Map<string, number>();
    sheets.set(cell, sheet.set(criterion, score));
  }
  const cells = entries.map(() => new Array<number | null>(jurors.length).fill(null));
  let partSheets = 0;
  for (const [cell, sheet] of sheets) {
    const given = criteria.filter((criterion) => sheet.has(criterion));
    if (given.length === 0) continue;
    const row = cells[Math.floor(cell / jurors.length)] as (number | null)[];
    if (given.length < criteria.length) partSheets += 1;
    else if (given.length === 1) row[cell % jurors.length] = sheet.get(given[0] as string) as number;
    else {
      const whole = given.reduce((sum, name) => sum + (weightOf(name) / total) * (sheet.get(name) as number), 0);
      row[cell % jurors.length] = rounded(whole);
    }
  }
  return { entries, jurors, cells, partSheets };
}
