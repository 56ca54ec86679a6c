import { ok, type Result, refuse } from "~/kernel/result";
import { csvRows } from "../csv-rows";
import type { Score } from "./score-table";

/** Scores as a file gives them; `empty` counts the rows without a score, which are missing and not zero. */
export type ScoreFile = { scores: Score[]; empty: number };

const COLUMNS = { needed: ["entry", "juror", "score"], allowed: ["entry", "juror", "score", "criterion"] } as const;

/** Reads `entry,juror,score` or `entry,juror,criterion,score`. Refuses the first row that is wrong, by its line. */
export function readScores(bytes: Uint8Array): Result<ScoreFile> {
  const read = csvRows<"entry" | "juror" | "score" | "criterion">(bytes, COLUMNS);
  if (!read.ok) return read;
  const hasCriteria = read.value.columns.has("criterion");
  const lines = new Map<string, number>();
  const scores: Score[] = [];
  let empty = 0;
  for (const { line, cells } of read.value.rows) {
    const { entry, juror, criterion } = cells;
    const blank =
      entry === "" ? "entry" : juror === "" ? "juror" : hasCriteria && criterion === "" ? "criterion" : null;
    if (blank) return refuse("blank", `Line ${line} has no ${blank}.`);
    const key = JSON.stringify([entry, juror, criterion]);
    const before = lines.get(key);
    if (before !== undefined) {
      const what = hasCriteria ? `${entry} for ${criterion}` : entry;
      return refuse("twice", `Juror ${juror} scores ${what} twice, in lines ${before} and ${line}.`);
    }
    lines.set(key, line);
    if (cells.score === "") {
      empty += 1;
      continue;
    }
    const score = Number(cells.score);
    if (!Number.isFinite(score) || !/^[-+.\d]/.test(cells.score) || /[xob]/i.test(cells.score))
      return refuse(
        "not-a-number",
        `The score in line ${line} is “${cells.score}”, which is not a number${/^-?\d+,\d+$/.test(cells.score) ? ": decimals take a point" : ""}.`,
      );
    if (Math.abs(score) > 1e12) return refuse("too-large", `The score in line ${line} is out of all proportion.`);
    scores.push({ entry, juror, criterion, score });
  }
  return scores.length === 0 ? refuse("no-scores", "The file holds no scores.") : ok({ scores, empty });
}
