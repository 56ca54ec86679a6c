import { ok, type Result, refuse, refused } from "~/kernel/result";
import { count } from "~/kernel/text";
import { namesOf } from "../names";
import { whyNotSheets } from "../repeats";
import type { FileWarning, ScoreLine } from "../score-file";
import { calibrate, calibratedAt, type Model, rawMeans } from "./calibration";
import { type Ranking, type RankingOptions, rank } from "./ranking";
import { type Score, scoresOf } from "./scores";
import { type WeightChange, weightChanges } from "./sensitivity";
import { connectivityOf, whyNotCalibrate } from "./why-not-calibrate";

/** One juror's sheet for one entry: a score for every criterion, in the order of the criteria. */
type Sheet = { entry: string; juror: string; scores: number[] };

type Criterion = { id: string; weight: number };

/** A criterion on its own. */
export type CriterionModel = Criterion & { share: number; model: Model | null; refusal: string | null };

export type SheetsRanking = {
  ranking: Ranking;
  criteria: CriterionModel[];
  weightChanges: WeightChange[];
  warnings: FileWarning[];
};

/** Every criterion of the file with its weight: as given, or all alike where none is. */
function criteriaOf(lines: readonly ScoreLine[], weights: ReadonlyMap<string, number>): Criterion[] {
  const ids = namesOf(lines.map(({ criterion }) => criterion));
  return ids.map((id) => ({ id, weight: weights.get(id) ?? 1 }));
}

/** Sheets from lines; one that lacks a criterion which counts is left out, because an empty score is not a zero. */
function sheetsOf(lines: readonly ScoreLine[], criteria: Criterion[]) {
  const place = new Map(criteria.map(({ id }, index) => [id, index]));
  const started = new Map<string, Sheet>();
  for (const { entry, juror, criterion, score } of lines) {
    const key = JSON.stringify([entry, juror]);
    const sheet = started.get(key) ?? { entry, juror, scores: [] };
    started.set(key, sheet);
    sheet.scores[place.get(criterion) as number] = score;
  }
  const counting = criteria.flatMap(({ weight }, c) => (weight > 0 ? [c] : []));
  const isWhole = ({ scores }: Sheet) => counting.every((c) => scores[c] !== undefined);
  const sheets = [...started.values()];
  return { whole: sheets.filter(isWhole), lacking: sheets.filter((sheet) => !isWhole(sheet)) };
}

/** Ranks entries by the weighted mean of the criteria, and tells of each criterion on its own. */
export function rankSheets(
  lines: readonly ScoreLine[],
  { weights, ...options }: RankingOptions & { weights: ReadonlyMap<string, number> },
): Result<SheetsRanking> {
  const repeated = whyNotSheets(lines);
  if (repeated) return refused(repeated);
  const criteria = criteriaOf(lines, weights);
  const { whole, lacking } = sheetsOf(lines, criteria);
  if (whole.length === 0) return refuse("no-sheet", "No juror scored an entry on every criterion that counts.");
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0);
  const counting = criteria.flatMap(({ weight }, c) => (weight > 0 ? [{ c, share: weight / total }] : []));
  const weighted = whole.map(({ entry, juror, scores }) => ({
    ...{ entry, juror },
    score: counting.reduce((sum, { c, share }) => sum + share * (scores[c] as number), 0),
  }));
  const ranking = rank(weighted, options);
  return ok({
    ranking,
    criteria: criteria.map((criterion, c) => modelOf(criterion, total, by(whole, c))),
    weightChanges: changes({
      whole,
      weighted,
      criteria,
      standing: ranking.calibrated ? ranking.model : null,
    }),
    warnings: lackingWarning(lacking),
  });
}

const by = (sheets: Sheet[], c: number): Score[] =>
  sheets.flatMap(({ entry, juror, scores }) => {
    const score = scores[c];
    return score === undefined ? [] : [{ entry, juror, score }];
  });

function modelOf(criterion: Criterion, total: number, given: Score[]): CriterionModel {
  const share = criterion.weight / total;
  if (given.length === 0) return { ...criterion, share, model: null, refusal: "No sheet has a score for it." };
  const scores = scoresOf(given);
  const refusal = whyNotCalibrate(scores) ?? connectivityOf(scores).refusal;
  return { ...criterion, share, model: refusal ? null : calibrate(scores).model, refusal: refusal?.message ?? null };
}

type Weighted = { whole: Sheet[]; weighted: Score[]; criteria: Criterion[]; standing: Model | null };

/**
 * Calibrated scores at given variances are linear in the scores, so that at the variances of the weighted scores the
 * weighted sum of what each criterion gives is what the whole gives.
 */
function changes({ whole, weighted, criteria, standing }: Weighted): WeightChange[] {
  const scores = scoresOf(weighted);
  const ratios = standing && [standing.entry, standing.juror].map((sd) => (sd / standing.residual) ** 2);
  const known = criteria.flatMap((criterion, c) => {
    const own = by(whole, c);
    if (own.length !== whole.length) return [];
    const alone = scoresOf(own);
    return [{ ...criterion, values: ratios ? calibratedAt(alone, ratios) : rawMeans(alone) }];
  });
  return weightChanges(scores.entries, known);
}

function lackingWarning(lacking: Sheet[]): FileWarning[] {
  const [first] = lacking;
  if (!first) return [];
  const more = lacking.length > 1 ? ` So are ${count(lacking.length - 1, "more sheet")}.` : "";
  const message = `The sheet of juror ${first.juror} for entry ${first.entry} lacks a criterion and is left out.${more}`;
  return [{ code: "sheet-left-out", message, line: null }];
}
