import type { Refusal } from "~/kernel/result";
import { count } from "~/kernel/text";
import type { FileWarning, ScoreLine } from "./score-file";

/** Lines in which a juror scores what they scored in the line `before`, on the same criterion. */
function repeatsIn(lines: readonly ScoreLine[]): (ScoreLine & { before: number })[] {
  const seen = new Map<string, number>();
  return lines.flatMap((given) => {
    const key = JSON.stringify([given.entry, given.juror, given.criterion]);
    const before = seen.get(key);
    if (before !== undefined) return [{ ...given, before }];
    seen.set(key, given.line);
    return [];
  });
}

/** Why lines are no sheets: there, a juror scores an entry once on each criterion. */
export function whyNotSheets(lines: readonly ScoreLine[]): Refusal | null {
  const [first] = repeatsIn(lines);
  if (!first) return null;
  const { line, before, entry, juror, criterion } = first;
  const on = criterion === "" ? "" : ` on ${criterion}`;
  return {
    code: "scored-twice",
    message: `Line ${line}: juror ${juror} scored entry ${entry}${on} in line ${before} already.`,
  };
}

/** A warning of jurors who scored an entry more than once, where repeats count as scores of their own. */
export function repeatWarnings(lines: readonly ScoreLine[]): FileWarning[] {
  const [first, ...others] = repeatsIn(lines);
  if (!first) return [];
  const { line, before, entry, juror } = first;
  const more = others.length > 0 ? ` So it is with ${count(others.length, "more line")}.` : "";
  const message = `Juror ${juror} scored entry ${entry} in line ${before} and again in line ${line}; every score counts.${more}`;
  return [{ code: "repeated", message, line }];
}
