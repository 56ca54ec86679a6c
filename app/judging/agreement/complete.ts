import { ok, type Result, refuse } from "~/kernel/result";
import { count } from "~/kernel/text";
import type { ScoreTable } from "./score-table";

/** The table's numbers where every juror scored every entry, there are two of each, and they differ; else the reason why not. */
export function completeBlock({ entries, jurors, cells }: Omit<ScoreTable, "partSheets">): Result<number[][]> {
  if (jurors.length < 2) return refuse("one-juror", "It takes two jurors to agree or disagree.");
  if (entries.length < 2) return refuse("one-entry", "It takes two entries to tell any apart.");
  const missing = cells.flat().filter((cell) => cell === null).length;
  if (missing > 0) {
    const many = `${count(missing, "score")} ${missing === 1 ? "is" : "are"} missing`;
    return refuse("incomplete", `It needs a score by every juror for every entry, and ${many}.`);
  }
  const block = cells as number[][];
  const first = block[0]?.[0];
  if (block.every((row) => row.every((score) => score === first)))
    return refuse("all-equal", "All scores are equal, so there is nothing to agree about.");
  return ok(block);
}
