import { type RankedEntry, rank } from "~/judging/ranking/ranking";
import type { Turn } from "~/judging/ranking/sensitivity";
import { rankSheets, type SheetsRanking } from "~/judging/ranking/sheets";
import { repeatWarnings } from "~/judging/repeats";
import { type Range, readScores } from "~/judging/score-file";
import { readWeights } from "~/judging/weights";
import type { Result } from "~/kernel/result";
import { count, list } from "~/kernel/text";

type Options = { range: Range | null; places: number; seed: string; weights: string };

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
};

type Answer = ReturnType<typeof rankFile>;

/** The answer of `palio rank --json`. `severity` is what a juror gives above the mean; leaveOneOut names all who share a win. */
export function rankFile(bytes: Uint8Array, { range, places, seed, weights }: Options) {
  const file = must(readScores(bytes, range));
  const weighing = must(readWeights(weights, new Set(file.lines.map(({ criterion }) => criterion))));
  const sheets = file.hasCriteria ? must(rankSheets(file.lines, { weights: weighing, seed, places })) : null;
  const ranking = sheets?.ranking ?? rank(file.lines, { seed, places });
  const repeated = sheets ? sheets.warnings : repeatWarnings(file.lines);
  const { model, connected, efficiency, calibrated, refusal, entries, jurors, draws } = ranking;
  return {
    ...{ model, connected, efficiency, calibrated, reason: refusal?.message ?? null, entries, jurors, draws },
    leaveOneOut: (ranking.leaveOneOut ?? []).map(({ juror, winners, ...rest }) => ({
      ...{ juror, winner: winners[0] ?? null, winners, calibrated: rest.isCalibrated },
    })),
    ...(sheets ? { criteria: sheets.criteria, weightChanges: sheets.weightChanges } : {}),
    warnings: [...file.warnings, ...repeated, ...ranking.warnings.map((one) => ({ ...one, line: null }))],
  };
}

const figure = (value: number): string => value.toLocaleString("en", { maximumSignificantDigits: 4 });

/** A chance in words; one that is not quite 0 or 1 is never shown as that. */
function percent(share: number): string {
  if (share > 0 && share < 0.001) return "under 0.1%";
  if (share > 0.999 && share < 1) return "over 99.9%";
  return `${(100 * share).toFixed(share > 0 && share < 1 && (share < 0.01 || share > 0.99) ? 1 : 0)}%`;
}

/** The same in words, a line an entry. */
export function rankWords(told: Answer): string {
  const { entries, jurors, leaveOneOut, warnings } = told;
  return [
    `${count(entries.length, "entry", "entries")}, ${count(jurors.length, "juror")}. ${methodWords(told)}`,
    ...entries.map(entryWords),
    ...winnersWords(entries, leaveOneOut),
    ...("weightChanges" in told ? (told.weightChanges ?? []).flatMap(turnWords) : []),
    ...warnings.map(({ message }) => `! ${message}`),
  ].join("\n");
}

function methodWords({ calibrated, model }: Answer): string {
  if (!calibrated || !model) return "In the order of their raw means:";
  const { entry, juror, residual, mean } = model;
  return `Calibrated around ${figure(mean)}; standard deviations: entries ${figure(entry)}, jurors ${figure(juror)}, the rest ${figure(residual)}.`;
}

function entryWords({ rank: place, id, raw, calibrated, interval, pBest, pPlaces, band }: RankedEntry): string {
  const uncertain = [
    calibrated !== null && interval
      ? `calibrated ${figure(calibrated)} (${figure(interval[0])} to ${figure(interval[1])}), near-tie ${band}`
      : "",
    pBest !== null ? `best: ${percent(pBest)}` : "",
    pPlaces !== null ? `on a place: ${percent(pPlaces)}` : "",
  ];
  return `${place}. ${[`${id}: raw mean ${figure(raw)}`, ...uncertain.filter(Boolean)].join(", ")}`;
}

function winnersWords(entries: RankedEntry[], leaveOneOut: Answer["leaveOneOut"]): string[] {
  const now = entries.filter(({ rank: place }) => place === 1).map(({ id }) => id);
  const others = leaveOneOut.filter(({ winners }) => winners.join("\n") !== [...now].sort().join("\n"));
  if (leaveOneOut.length === 0) return [];
  if (others.length === 0) return ["Without any one of the jurors the winner is the same."];
  return others.map(({ juror, winners }) => `Without juror ${juror} the winner is ${list(winners)}.`);
}

function turnWords({ criterion, share, below, above }: SheetsRanking["weightChanges"][number]): string[] {
  const say = (turn: Turn, way: string) =>
    turn
      ? [`${criterion} counts ${percent(share)}; ${way} ${percent(turn.share)} the winner is ${list(turn.winners)}.`]
      : [];
  return [...say(below, "below"), ...say(above, "above")];
}
