import { seeded, shuffled } from "~/kernel/random";
import { lotsOf } from "~/record/draw/lots";
import { NO_SEED } from "~/record/draw/no-seed";
import { type Agreement, agreementOf } from "../agreement/agreement";
import type { RankedEntry, Ranking } from "../ranking/ranking";
import type { Turn } from "../ranking/sensitivity";
import { rankSheets, type SheetsRanking } from "../ranking/sheets";
import { type Ranked, rankByWeightedMean, type Scale, scalesIn, sheetScore, shown } from "../ranking/weighted-mean";
import type { ResultInputs } from "./inputs.schema";
import { type Contender, placesOf, type TieStep } from "./ties";

/** An entry as the result has it; what is calibrated is null where raw means stand. */
export type ResultRow = Omit<Ranked, "submissionId"> & {
  calibrated: number | null;
  interval: [number, number] | null;
  /** P(best), and P(among the best as many as there are prizes). */
  pBest: number | null;
  pPlaces: number | null;
  /** Entries of one band are a near-tie. */
  band: number | null;
  tie: TieStep | null;
};

type Change = { share: number; winners: number[] } | null;

/** How far the result may be trusted. Scores go from 0 to 100. */
export type Analysis = {
  /** What the order goes by. */
  order: "calibrated" | "raw";
  /** Why raw means stand. */
  refusal: string | null;
  warnings: string[];
  /** Standard deviations of entries, jurors and the rest. */
  model: { entry: number; juror: number; residual: number } | null;
  /** Of what equally strict jurors would tell about the worst placed difference, the share that this panel tells. */
  efficiency: number;
  draws: number;
  jurors: { juror: number; sheets: number; severity: number | null; sd: number | null }[];
  leaveOneOut: { juror: number; winners: number[]; isCalibrated: boolean }[] | null;
  weightChanges: { criterion: string; share: number; below: Change; above: Change }[];
  /** How far the jurors agree; of two rounds, in the first. */
  agreement: AgreementFigures;
  /** How the sheets of two rounds were pooled; absent where there is one. */
  pooled?: Pooled;
};

export type Pooled = {
  /** What the second round adds to a score, taken off there; its standard error where the model tells it. */
  effect: number;
  sd: number | null;
  /** Entries and sheets of the second round. */
  entries: number;
  sheets: number;
  agreement: AgreementFigures;
};

type AgreementFigures = {
  meaning: string;
  icc2: number | null;
  icc2k: number | null;
  icc2Interval: [number, number] | null;
  alpha: number | null;
  kendallW: number | null;
  criteria: { criterion: string; meaning: string }[];
};

export type JuryResult = { rows: ResultRow[]; analysis: Analysis | null };

/** A chance is then within one in a hundred of what more draws would tell, nearly always. */
const DRAWS = 10_000;

const entryId = (entry: number): string => `no. ${entry}`;
const entryOf = (id: string): number => Number(id.slice(4));

/**
 * The result of a jury from its sheets, and from nothing else: the same inputs give the same figures on any machine.
 * The analysis is null where no sheet counts.
 */
export function resultOf(inputs: ResultInputs): JuryResult {
  const scales = inputs.criteria.map(
    ({ id, weight, levels, round }): Scale => ({
      ...{ id, weight, round },
      least: Math.min(...levels.map(({ value }) => value)),
      most: Math.max(...levels.map(({ value }) => value)),
    }),
  );
  const sheets = inputs.sheets.length === 0 ? null : ranked(inputs, scales);
  const raw = rankByWeightedMean(
    inputs.entries.map(({ entry }) => ({ entry, submissionId: String(entry) })),
    inputs.sheets.map(({ entry, scores, round }) => ({ submissionId: String(entry), scores, round })),
    scales,
    sheets?.ranking.round?.shift,
  );
  const known = new Map(sheets?.ranking.entries.map((entry) => [entryOf(entry.id), entry]));
  const rows = inOrder(
    raw.map((row) => rowOf(row, known.get(row.entry))),
    inputs,
    scales,
  );
  const agreement = () => agreementIn(linesOf(inputs, scales, 1), scales);
  const pooled = sheets && pooledIn(inputs, scales, sheets.ranking);
  return rounded({
    rows,
    analysis: sheets && { ...analysisOf(sheets), agreement: agreement(), ...(pooled ? { pooled } : {}) },
  });
}

/** Levels as shares of the way from the lowest to the highest, 0 to 100, so that the weighted mean of a sheet is its score. */
const linesOf = ({ sheets }: ResultInputs, scales: Scale[], only?: 1 | 2) =>
  sheets.flatMap(({ entry, juror, scores, round }, line) =>
    (only && only !== (round ?? 1) ? [] : scalesIn(scales, { round })).map((scale) => ({
      ...{ entry: entryId(entry), juror: String(juror), criterion: scale.id, line },
      score: sheetScore(scores, [scale]),
    })),
  );

function ranked(inputs: ResultInputs, scales: Scale[]): SheetsRanking {
  const weights = weightsOf(scales);
  const late = new Set(scalesIn(scales, { round: 2 }).map(({ id }) => id));
  const { seed, places } = inputs;
  const told = rankSheets(linesOf(inputs, scales), { weights, late, seed, places, draws: DRAWS });
  if (!told.ok) throw new RangeError(told.refusal.message);
  return told.value;
}

const weightsOf = (scales: Scale[]) => new Map(scales.map(({ id, weight }) => [id, weight]));

function rowOf({ submissionId: _id, ...row }: Ranked, known: RankedEntry | undefined): ResultRow {
  const { calibrated = null, interval = null, pBest = null, pPlaces = null, band = null } = known ?? {};
  return {
    ...row,
    calibrated: calibrated === null ? null : shown(calibrated),
    interval: interval && [shown(interval[0]), shown(interval[1])],
    ...{ pBest, pPlaces, band, tie: null },
  };
}

/** Rows by what they are shown with, ties by the chain; those without a sheet stand last, without a rank. */
function inOrder(rows: ResultRow[], inputs: ResultInputs, scales: Scale[]): ResultRow[] {
  const { sheets, ties } = inputs;
  const byEntry = new Map(rows.map((row) => [row.entry, row]));
  const jurorsOf = new Map<number, Map<string, number>>(rows.map(({ entry }) => [entry, new Map()]));
  // A juror's scores of two entries are held against each other within a round.
  for (const { entry, juror, scores, round } of sheets)
    jurorsOf.get(entry)?.set(`${juror} in ${round ?? 1}`, shown(sheetScore(scores, scalesIn(scales, { round }))));
  const contenders = rows.flatMap(({ entry, mean, calibrated, criteria }): Contender[] => {
    const score = calibrated ?? mean;
    const priority = criteria.find(({ id }) => id === ties.priority)?.mean ?? null;
    return score === null ? [] : [{ entry, score, priority, byJuror: jurorsOf.get(entry) ?? new Map() }];
  });
  let rank = 1;
  const placed: ResultRow[] = [];
  for (const { entries, step } of placesOf(contenders, lastOf(inputs), lotsOfResult(inputs))) {
    for (const { entry } of entries) placed.push({ ...(byEntry.get(entry) as ResultRow), rank, tie: step });
    rank += entries.length;
  }
  return [...placed, ...rows.filter(({ rank: own }) => own === null)];
}

/** The chain as it holds: where too few took part in the draw, what is left is shared. */
const lastOf = ({ ties, draw }: ResultInputs): ResultInputs["ties"] =>
  draw?.seed === NO_SEED ? { ...ties, last: "shared" } : ties;

/** Results from before lots were drawn in public go by a seed of their sheets. */
const lotsOfResult =
  ({ draw, seed }: ResultInputs) =>
  (entries: number[]): number[] =>
    draw ? lotsOf(entries, draw.seed) : shuffled(entries, seeded(`draw ${seed}`));

/** Whether entries are equal to the end of the chain, so that only lots can tell them apart. */
export const needsLots = (inputs: ResultInputs): boolean =>
  inputs.ties.last === "draw" && resultOf(inputs).rows.some(({ tie }) => tie === "draw");

function analysisOf({ ranking, weightChanges }: SheetsRanking): Omit<Analysis, "agreement"> {
  const { model, calibrated, refusal, warnings } = ranking;
  const others = warnings.filter(({ code }) => code !== refusal?.code);
  return {
    order: calibrated ? "calibrated" : "raw",
    refusal: refusal?.message ?? null,
    warnings: others.map(({ message }) => message),
    model: model && { entry: model.entry, juror: model.juror, residual: model.residual },
    ...{ efficiency: ranking.efficiency, draws: ranking.draws },
    jurors: ranking.jurors.map(({ id, scores, severity, sd }) => ({ juror: Number(id), sheets: scores, severity, sd })),
    leaveOneOut: withoutEach(ranking),
    weightChanges: weightChanges.map(({ below, above, ...change }) => ({
      ...change,
      ...{ below: turned(below), above: turned(above) },
    })),
  };
}

const byNumber = (ids: string[]): number[] => ids.map(entryOf).sort((a, b) => a - b);
const turned = (turn: Turn): Change => turn && { share: turn.share, winners: byNumber(turn.winners) };

const withoutEach = ({ leaveOneOut }: Ranking): Analysis["leaveOneOut"] =>
  leaveOneOut
    ?.map(({ juror, winners, isCalibrated }) => ({ juror: Number(juror), winners: byNumber(winners), isCalibrated }))
    .sort((a, b) => a.juror - b.juror) ?? null;

/** How two rounds were pooled; null where no sheet is of the second. */
function pooledIn(inputs: ResultInputs, scales: Scale[], { round }: Ranking): Pooled | null {
  const late = inputs.sheets.filter((sheet) => sheet.round === 2);
  if (!round || late.length === 0) return null;
  return {
    ...{ effect: round.effect, sd: round.sd, sheets: late.length },
    entries: new Set(late.map(({ entry }) => entry)).size,
    agreement: agreementIn(linesOf(inputs, scales, 2), scales),
  };
}

function agreementIn(lines: ReturnType<typeof linesOf>, scales: Scale[]): AgreementFigures {
  const { meaning, icc, icc2Interval, alpha, kendallW, criteria }: Agreement = agreementOf(lines, weightsOf(scales));
  return {
    ...{ meaning, icc2: icc.icc2, icc2k: icc.icc2k, icc2Interval, alpha: alpha.interval, kendallW },
    criteria: criteria.map(({ criterion, meaning: own }) => ({ criterion, meaning: own })),
  };
}

/** Every number to six decimals, and no zero below zero: beyond them machines may differ, and nothing is told by them. */
function rounded<T>(value: T): T {
  if (typeof value === "number") return (Math.round(value * 1e6) / 1e6 + 0) as T;
  if (Array.isArray(value)) return value.map(rounded) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rounded(one)])) as T;
}
