import { ok, type Result, refuse } from "~/kernel/result";
import { list } from "~/kernel/text";
import { csvRows } from "./csv-rows";
import { LARGEST_SCORE } from "./ranking/scores";

/** A line of a file of scores; `criterion` is "" where the file has none. */
export type ScoreLine = { entry: string; juror: string; criterion: string; score: number; line: number };

/** What a reader of the file is told; `line` is null where it is not about one. */
export type FileWarning = { code: string; message: string; line: number | null };

/** Scores as a file gives them: a line without a score is told and left out, because an empty score is not a zero. */
export type ScoreFile = { lines: ScoreLine[]; hasCriteria: boolean; warnings: FileWarning[] };

/** The least and the greatest score that may be given. */
export type Range = { least: number; most: number };

const COLUMNS = {
  needed: ["entry", "juror", "score"],
  optional: ["criterion"],
  aliases: new Map([["judge", "juror"]] as const),
  mayHaveOthers: true,
} as const;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const MOST_WARNINGS = 5;

/** Reads entry, juror (or judge), score, and criterion where sheets have several. Refuses the first row that is wrong. */
export function readScores(bytes: Uint8Array, range: Range | null = null): Result<ScoreFile> {
  const read = csvRows<"entry" | "juror" | "score" | "criterion">(bytes, COLUMNS);
  if (!read.ok) return read;
  const { rows, columns, others } = read.value;
  const hasCriteria = columns.has("criterion");
  const needed = hasCriteria ? (["entry", "juror", "criterion"] as const) : (["entry", "juror"] as const);
  const lines: ScoreLine[] = [];
  const blank: number[] = [];
  for (const { line, cells } of rows) {
    const lacking = needed.find((name) => cells[name] === "");
    if (lacking) return refuse("blank", `Line ${line} has no ${lacking}.`);
    const { entry, juror, criterion, score } = cells;
    if (score === "") {
      blank.push(line);
      continue;
    }
    const value = scoreOf(score, { line, range });
    if (!value.ok) return value;
    lines.push({ entry, juror, criterion, score: value.value, line });
  }
  if (lines.length === 0) return refuse("no-scores", "The file has no scores.");
  return ok({ lines, hasCriteria, warnings: [...unread(others), ...withoutScore(blank)] });
}

function scoreOf(score: string, { line, range }: { line: number; range: Range | null }): Result<number> {
  const shown = score.length > 40 ? `${score.slice(0, 40)}…` : score;
  const value = Number(score);
  if (!NUMBER.test(score))
    return refuse(
      "no-number",
      `Line ${line}: the score “${shown}” is not a number. Decimals are written with a point.`,
    );
  if (!(Math.abs(value) <= LARGEST_SCORE))
    return refuse("too-large", `Line ${line}: the score ${shown} is too large to reckon with.`);
  if (range && (value < range.least || value > range.most))
    return refuse(
      "outside",
      `Line ${line}: the score ${shown} is outside the scale from ${range.least} to ${range.most}.`,
    );
  return ok(value);
}

function unread(columns: string[]): FileWarning[] {
  if (columns.length === 0) return [];
  const names = list(columns.slice(0, MOST_WARNINGS).map((name) => `“${name}”`));
  const what =
    columns.length === 1
      ? `The column ${names} is`
      : columns.length <= MOST_WARNINGS
        ? `The columns ${names} are`
        : `${columns.length} columns, such as ${names}, are`;
  return [{ code: "not-read", message: `${what} not read.`, line: null }];
}

function withoutScore(lines: number[]): FileWarning[] {
  const code = "no-score";
  const told = lines.slice(0, MOST_WARNINGS).map((line): FileWarning => {
    return { code, message: `Line ${line} has no score and is left out.`, line };
  });
  if (lines.length <= MOST_WARNINGS) return told;
  return [...told, { code, message: `${lines.length} lines have no score and are left out.`, line: null }];
}
