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

/** One juror's sheet for one entry in one round: a score for every criterion of it, in the order of the criteria. */
type Sheet = { entry: string; juror: string; round: Round; scores: number[] };

type Round = 1 | 2;
type Criterion = { id: string; weight: number; round: Round };

/** A criterion on its own. */
export type CriterionModel = Omit<Criterion, "round"> & { share: number; model: Model | null; refusal: string | null };

export type SheetsRanking = {
  ranking: Ranking;
  criteria: CriterionModel[];
  weightChanges: WeightChange[];
  warnings: FileWarning[];
};

export type SheetsOptions = RankingOptions & {
  weights: ReadonlyMap<string, number>;
  /** Criteria that sheets of the second round are scored by. */
  late?: ReadonlySet<string>;
};

type Weighing = Pick<SheetsOptions, "weights" | "late">;

/** Every criterion of the file with its weight: as given, or all alike where none is. */
function criteriaOf(lines: readonly ScoreLine[], { weights, late }: Weighing): Criterion[] {
  const ids = namesOf(lines.map(({ criterion }) => criterion));
  return ids.map((id) => ({ id, weight: weights.get(id) ?? 1, round: late?.has(id) ? 2 : 1 }));
}

const totalIn = (criteria: Criterion[], round: Round): number =>
  criteria.reduce((sum, { weight, round: own }) => sum + (own === round ? weight : 0), 0);

/** Sheets from lines; one that lacks a criterion which counts is left out, because an empty score is not a zero. */
function sheetsOf(lines: readonly ScoreLine[], criteria: Criterion[]) {
  const place = new Map(criteria.map(({ id, round }, index) => [id, { index, round }]));
  const started = new Map<string, Sheet>();
  for (const { entry, juror, criterion, score } of lines) {
    const { index, round } = place.get(criterion) as { index: number; round: Round };
    const key = JSON.stringify([entry, juror, round]);
    const sheet = started.get(key) ?? { entry, juror, round, scores: [] };
    started.set(key, sheet);
    sheet.scores[index] = score;
  }
  const isWhole = ({ scores, round }: Sheet) =>
    criteria.every(({ weight, round: own }, c) => weight === 0 || own !== round || scores[c] !== undefined);
  const sheets = [...started.values()];
  return { whole: sheets.filter(isWhole), lacking: sheets.filter((sheet) => !isWhole(sheet)) };
}

/**
 * Ranks entries by the weighted mean of the criteria, and tells of each criterion on its own. Sheets of two rounds are
 * pooled, each weighed by the criteria of its own.
 */
export function rankSheets(
  lines: readonly ScoreLine[],
  { weights, late, ...options }: SheetsOptions,
): Result<SheetsRanking> {
  const repeated = whyNotSheets(lines);
  if (repeated) return refused(repeated);
  const criteria = criteriaOf(lines, { weights, late });
  const { whole, lacking } = sheetsOf(lines, criteria);
  if (whole.length === 0) return refuse("no-sheet", "No juror scored an entry on every criterion that counts.");
  const counting = criteria.flatMap(({ weight, round }, c) =>
    weight > 0 ? [{ c, round, share: weight / totalIn(criteria, round) }] : [],
  );
  const weighted = whole.map(({ entry, juror, round, scores }) => ({
    ...{ entry, juror, round },
    score: counting.reduce(
      (sum, { c, round: own, share }) => (own === round ? sum + share * (scores[c] as number) : sum),
      0,
    ),
  }));
  const ranking = rank(weighted, options);
  return ok({
    ranking,
    criteria: criteria.map((criterion, c) => modelOf(criterion, totalIn(criteria, criterion.round), by(whole, c))),
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

function modelOf({ round: _, ...criterion }: Criterion, total: number, given: Score[]): CriterionModel {
  const share = criterion.weight / total;
  if (given.length === 0) return { ...criterion, share, model: null, refusal: "No sheet has a score for it." };
  const scores = scoresOf(given);
  const refusal = whyNotCalibrate(scores) ?? connectivityOf(scores).refusal;
  return { ...criterion, share, model: refusal ? null : calibrate(scores).model, refusal: refusal?.message ?? null };
}

type Weighted = { whole: Sheet[]; weighted: Score[]; criteria: Criterion[]; standing: Model | null };

/**
 * Calibrated scores at given variances are linear in the scores, so that at the variances of the weighted scores the
 * weighted sum of what each criterion gives is what the whole gives. While the weights of one round move, sheets of the
 * other stand as they are.
 */
function changes({ whole, weighted, criteria, standing }: Weighted): WeightChange[] {
  const scores = scoresOf(weighted);
  const ratios = standing && [standing.entry, standing.juror].map((sd) => (sd / standing.residual) ** 2);
  const knownIn = (round: Round) =>
    criteria.flatMap((criterion, c) => {
      if (criterion.round !== round) return [];
      const own = whole.map((sheet, i): Score | null => {
        const score = sheet.round === round ? sheet.scores[c] : weighted[i]?.score;
        return score === undefined ? null : { ...(weighted[i] as Score), score };
      });
      const given = own.filter((score) => score !== null);
      if (given.length !== whole.length) return [];
      const alone = scoresOf(given);
      return [{ ...criterion, values: ratios ? calibratedAt(alone, ratios) : rawMeans(alone) }];
    });
  return ([1, 2] as const).flatMap((round) => weightChanges(scores.entries, knownIn(round)));
}

function lackingWarning(lacking: Sheet[]): FileWarning[] {
  const [first] = lacking;
  if (!first) return [];
  const more = lacking.length > 1 ? ` So are ${count(lacking.length - 1, "more sheet")}.` : "";
  const message = `The sheet of juror ${first.juror} for entry ${first.entry} lacks a criterion and is left out.${more}`;
  return [{ code: "sheet-left-out", message, line: null }];
}
