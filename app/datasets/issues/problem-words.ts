import { count } from "~/kernel/text";
import { durationText, type Instant, instantText } from "~/kernel/time";
import type { ProblemKind, ProblemState } from "./problem";

export const STATE_WORDS: Record<ProblemState, string> = {
  open: "Open",
  acknowledged: "Acknowledged",
  fixed: "Fixed",
  wont_fix: "Won’t fix",
};

export const KIND_WORDS: Record<ProblemKind, string> = {
  wrong_values: "Wrong values",
  missing_data: "Data is missing",
  out_of_date: "Out of date",
  does_not_load: "Does not load",
  unclear: "Unclear",
  licence: "Licence",
  personal_data: "May hold personal data",
  other: "Something else",
};

/** What each kind is about, for whoever chooses one. */
export const KIND_NOTES: Record<ProblemKind, string> = {
  wrong_values: "A value that cannot be, a wrong unit, a place in the sea.",
  missing_data: "Rows, columns or days that should be there.",
  out_of_date: "The publisher promised a newer one.",
  does_not_load: "The address fails, or the file cannot be read.",
  unclear: "A column or a code that nothing explains.",
  licence: "What may be done with it is not said, or contradicts itself.",
  personal_data: "Only the publisher reads it. Say where it stands and copy none of it.",
  other: "Say it in your own words.",
};

/** A problem’s title as its reader may see it. */
export const titleFor = (title: string | null): string => title ?? "A report that it may hold personal data";

/** A copy by its place in the history of its file: "copy 3 of drains.csv, of Fri 30 Oct 2026, 18:00 CET". */
export const copyText = (copy: { number: number; fileName: string; fetchedAt: Instant }, zone: string): string =>
  `copy ${copy.number.toLocaleString("en")} of ${copy.fileName}, of ${instantText(copy.fetchedAt, zone)}`;

/** "column height_m, row 12", or one of them; null for the dataset as a whole. */
export function placeText({ column, row }: { column: string | null; row: number | null }): string | null {
  const parts = [column === null ? null : `column ${column}`, row === null ? null : `row ${row.toLocaleString("en")}`];
  return parts.filter((part) => part !== null).join(", ") || null;
}

/** `median` is in milliseconds from report to first answer; null while nothing is answered. */
export type ProblemTimes = { reported: number; answered: number; waiting: number; median: number | null };

/** How fast an organisation answers: "Half of 12 problems had a first answer within 2 days. 1 problem waits." */
export function problemTimesText({ reported, answered, waiting, median }: ProblemTimes): string {
  if (reported === 0) return "Nobody has reported a problem yet.";
  const wait = waiting === 0 ? "" : ` ${count(waiting, "problem")} ${waiting === 1 ? "waits" : "wait"}.`;
  if (answered === 0 || median === null)
    return `${count(reported, "problem")} reported, and none has been answered yet.`;
  const time = durationText(median);
  const speed = time ? `within ${time}` : "within a minute";
  return answered === 1
    ? `The one first answer so far came ${speed}.${wait}`
    : `Half of ${count(answered, "problem")} had a first answer ${speed}.${wait}`;
}

/** What a step did, after the name of whoever took it. */
export const STEP_WORDS: Record<ProblemState, string> = {
  open: "reopened it",
  acknowledged: "acknowledged it",
  fixed: "says that it is fixed",
  wont_fix: "closed it with a reason",
};
