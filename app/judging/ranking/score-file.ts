import { parse } from "csv-parse/sync";
import { ok, type Result, refuse } from "~/kernel/result";
import { count, list } from "~/kernel/text";
import { LARGEST_SCORE } from "./scores";

/** A line of a file of scores; `criterion` is "" where the file has none. */
export type ScoreLine = { entry: string; juror: string; criterion: string; score: number; line: number };

export type ScoreFile = {
  lines: ScoreLine[];
  hasCriteria: boolean;
  warnings: { code: string; message: string; line: number | null }[];
};

/** The least and the greatest score that may be given. */
export type Range = { least: number; most: number };

type Names = "entry" | "juror" | "criterion" | "score";
const NAMES: Record<Names, string[]> = {
  entry: ["entry"],
  juror: ["juror", "judge"],
  criterion: ["criterion"],
  score: ["score"],
};
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const MOST_WARNINGS = 5;

/** Reads CSV with a header: entry, juror, score, and criterion where sheets have several; separated by , ; or a tab. */
export function readScores(text: string, range: Range | null = null): Result<ScoreFile> {
  const records = recordsOf(text);
  if (!records.ok) return records;
  const [header, ...rows] = records.value;
  const columns = columnsOf(header?.cells ?? []);
  if (!columns.ok) return columns;
  const at = columns.value;
  const file: ScoreFile = { lines: [], hasCriteria: at.criterion !== null, warnings: [] };
  let blanks = 0;
  for (const { cells, line } of rows) {
    const cell = (index: number | null) => (index === null ? "" : (cells[index] ?? "").trim());
    const [entry, juror, criterion, written] = [at.entry, at.juror, at.criterion, at.score].map(cell) as [
      string,
      string,
      string,
      string,
    ];
    const lacks = [
      entry === "" && "entry",
      juror === "" && "juror",
      file.hasCriteria && criterion === "" && "criterion",
    ];
    const [lacking] = lacks.filter((name) => name !== false);
    if (lacking) return refuse("no-name", `Line ${line} names no ${lacking}.`);
    if (written === "") {
      blanks += 1;
      if (blanks <= MOST_WARNINGS)
        file.warnings.push({ code: "no-score", message: `Line ${line} has no score and is left out.`, line });
      continue;
    }
    const value = scoreOf(written, { line, range });
    if (!value.ok) return value;
    file.lines.push({ entry, juror, criterion, score: value.value, line });
  }
  if (blanks > MOST_WARNINGS)
    file.warnings.push({ code: "no-score", message: `${blanks} lines have no score and are left out.`, line: null });
  if (file.lines.length === 0) return refuse("no-scores", "The file has no scores.");
  return ok(file);
}

type Records = { cells: string[]; line: number }[];

function recordsOf(text: string): Result<Records> {
  const [first = ""] = text.trimStart().split(/\r\n|\n|\r/, 1);
  const delimiter = [",", ";", "\t"].find((mark) => first.includes(mark)) ?? ",";
  try {
    const options = {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_records_with_empty_values: true,
    };
    const read = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return ok(read.map(({ record, info }) => ({ cells: record, line: info.lines })));
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    return refuse("no-csv", `The file is not sound CSV${line ? `: see line ${line}` : ""}.`);
  }
}

function columnsOf(header: string[]): Result<Record<Names, number | null>> {
  const names = header.map((name) => name.trim().toLowerCase());
  const found = (name: Names) => names.flatMap((one, index) => (NAMES[name].includes(one) ? [index] : []));
  const at = { entry: null, juror: null, criterion: null, score: null } as Record<Names, number | null>;
  const missing: string[] = [];
  for (const name of Object.keys(NAMES) as Names[]) {
    const indexes = found(name);
    if (indexes.length > 1) return refuse("two-columns", `The header names the column “${name}” twice.`);
    at[name] = indexes[0] ?? null;
    if (at[name] === null && name !== "criterion") missing.push(name);
  }
  if (missing.length === 0) return ok(at);
  return refuse(
    "no-column",
    `The first line has to name the columns entry, juror and score, and may name criterion; it lacks ${list(missing)}.`,
  );
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

/** Warnings of jurors who scored an entry more than once: repeats count as scores of their own. */
export function repeatsIn(lines: readonly ScoreLine[]): ScoreFile["warnings"] {
  const seen = new Map<string, number>();
  const repeats: { line: number; before: number; entry: string; juror: string }[] = [];
  for (const { entry, juror, line } of lines) {
    const key = JSON.stringify([entry, juror]);
    const before = seen.get(key);
    if (before === undefined) seen.set(key, line);
    else repeats.push({ line, before, entry, juror });
  }
  const [first] = repeats;
  if (!first) return [];
  const more = repeats.length > 1 ? ` So it is with ${count(repeats.length - 1, "more line")}.` : "";
  const message = `Juror ${first.juror} scored entry ${first.entry} in line ${first.before} and again in line ${first.line}; every score counts.${more}`;
  return [{ code: "repeated", message, line: first.line }];
}
