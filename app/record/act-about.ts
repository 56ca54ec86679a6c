import { count } from "~/kernel/text";
import type { Fact } from "./entry";

export type Line = { type: string; leaf: string };

/**
 * What an act is about, as far as its line says it, and of entries as far as `entryNumber` may tell which one it is:
 * "Entry 4, version 2". Empty where it is about no part of its challenge.
 */
export function actAbout({ type, leaf }: Line, entryNumber: (submission: string) => number | undefined): string {
  const { submission, entry, version, question, number, changes, entries, pairs, lines } = factsIn(leaf);
  const parts = [
    named("Entry", entry ?? entryNumber(String(submission))),
    // A draw's version is the program's.
    ...(type.startsWith("draw.") ? [] : [named("version", version)]),
    named("Question", question),
    ...(type === "jury.pool" ? [named("Juror", number)] : []),
    ...(type === "round.opened" ? [counted(entries, "entry", "entries")] : []),
    ...(type === "jury.assigned" ? [counted(pairs, "review")] : []),
    ...(type === "redaction" ? [counted(lines, "line")] : []),
    ...(type === "calendar.changed" ? [datesIn(changes)] : []),
  ];
  const text = parts.filter((part) => part !== "").join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The entries' identifiers that some lines name. */
export const submissionsIn = (lines: Line[]): string[] =>
  lines.flatMap(({ leaf }) => {
    const { submission } = factsIn(leaf);
    return typeof submission === "string" ? [submission] : [];
  });

/** What a line says; of one that somebody spoilt by hand nothing is said: that it is spoilt the record's pages say elsewhere. */
export function factsIn(leaf: string): { [key: string]: Fact | undefined } {
  try {
    return Object(JSON.parse(leaf));
  } catch {
    return {};
  }
}

const named = (what: string, which: Fact | undefined): string => (which === undefined ? "" : `${what} ${which}`);

const counted = (all: Fact | undefined, one: string, many?: string): string =>
  Array.isArray(all) ? count(all.length, one, many) : "";

/** "closes_at" is told as "closes", "results_due_at" as "results due". */
const datesIn = (changes: Fact | undefined): string =>
  Array.isArray(changes)
    ? changes.map((change) => dateName((change as { field: string } | null)?.field ?? "")).join(", ")
    : "";

const dateName = (column: string): string => column.replace(/_at$/, "").replace("_", " ");
