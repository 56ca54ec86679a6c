import type { Refusal } from "~/kernel/result";
import { count } from "~/kernel/text";
import { type Instant, MINUTE } from "~/kernel/time";
import type { Rubric, Sheet, SheetState } from "./sheet";

/** A version of a sheet, as it was saved. */
export type SheetVersion = Sheet & { number: number; state: SheetState; savedAt: Instant };

/** Who saves nothing for so long is taken to have left the desk. */
const REST = 10 * MINUTE;

/**
 * How long a juror worked on a sheet, in whole minutes rounded up, as far as its saves show: pauses between two saves count
 * up to, but not at, ten minutes, and each sitting takes a minute at the least. `savedAts` in ascending order.
 */
export function minutesSpent(savedAts: readonly Instant[]): number {
  let spent = 0;
  for (const [i, at] of savedAts.entries()) {
    const pause = at.getTime() - (savedAts[i - 1]?.getTime() ?? Number.NEGATIVE_INFINITY);
    spent += pause < REST ? pause : MINUTE;
  }
  return Math.ceil(spent / MINUTE);
}

/** What a version changed of the one before it (an empty sheet before the first), in words; empty where nothing. */
export function changesIn(version: SheetVersion, before: SheetVersion | null, rubric: Rubric): string[] {
  const words: string[] = [];
  for (const { id, title } of rubric) {
    const [was, is] = [before?.scores[id], version.scores[id]];
    if (was === is) continue;
    if (is === undefined) words.push(`“${title}” taken back, was ${was}`);
    else words.push(was === undefined ? `“${title}” ${is}` : `“${title}” ${was} to ${is}`);
  }
  for (const [part, name] of [
    ["feedback", "Feedback"],
    ["privateNote", "Private note"],
  ] as const)
    if (version[part] !== (before?.[part] ?? ""))
      words.push(version[part] === "" ? `${name} emptied` : `${name} now ${count(version[part].length, "character")}`);
  if (version.state === "handed_in") words.push("Handed in");
  else if (before?.state === "handed_in") words.push("Reopened");
  return words;
}

/** Why an earlier version cannot be brought back: it stands already. */
export const whyNotBringBack = (version: number, newest: number): Refusal | null =>
  version === newest ? { code: "stands", message: `Version ${version} is the one that stands.` } : null;
