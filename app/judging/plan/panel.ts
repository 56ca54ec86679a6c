import { count, list } from "~/kernel/text";
import type { BidKind } from "./bid";

/** An entry and a juror by their numbers, as the record names them. */
export type Named = readonly [entry: number, juror: number];

/** What an assignment follows from. Pairs of a juror who left stand as long as a sheet of theirs was handed in. */
export type Panel = {
  jurors: { number: number; tags: string[]; languages: string[] }[];
  /** `language` is the one that an entry is written in, as far as it can be told. */
  entries: { number: number; tags: string[]; language: string | null }[];
  /** Declared, or found by the site and not dismissed. */
  conflicts: Named[];
  /** Assigned and blocked by no conflict; of these, what has a sheet. */
  standing: Named[];
  begun: Named[];
  /** Assigned, and blocked by a conflict that was found since. */
  blocked: Named[];
  reviewsPerEntry: number;
  /** Entries that every juror without a conflict scores, by their numbers. */
  warmUp: number[];
  /** What jurors said when they were asked what they would like to read. */
  bids: { pair: Named; bid: BidKind }[];
};

/** As much of a panel as tells whether a plan still fits it. */
export type Stand = Pick<Panel, "conflicts" | "standing" | "reviewsPerEntry"> & {
  jurors: number[];
  entries: number[];
  /** Absent from a plan that was kept without one. */
  warmUp?: number[];
};

export const keyOf = ([entry, juror]: Named): string => `${entry} ${juror}`;

export const standOf = ({ jurors, entries, conflicts, standing, reviewsPerEntry, warmUp }: Panel): Stand => ({
  jurors: jurors.map(({ number }) => number),
  entries: entries.map(({ number }) => number),
  ...{ conflicts, standing, reviewsPerEntry, warmUp },
});

/** Pairs of one list that are not in the other. */
export function without(pairs: readonly Named[], others: readonly Named[]): Named[] {
  const known = new Set(others.map(keyOf));
  return pairs.filter((pair) => !known.has(keyOf(pair)));
}

/** What has changed since a plan was worked out, in a sentence; null where it still fits. */
export function whatOutgrew(then: Stand, panel: Panel, given: readonly Named[]): string | null {
  const now = standOf(panel);
  const lost = (before: number[], after: number[]) => before.filter((one) => !after.includes(one));
  const begun = given.filter((pair) => panel.begun.some((one) => keyOf(one) === keyOf(pair)));
  const changes = [
    named("juror", lost(then.jurors, now.jurors), "left"),
    named("juror", lost(now.jurors, then.jurors), "joined"),
    named("entry", lost(then.entries, now.entries), "was withdrawn", "were withdrawn"),
    named("entry", lost(now.entries, then.entries), "came in"),
    counted(without(now.conflicts, then.conflicts).length, "new conflict"),
    counted(without(then.conflicts, now.conflicts).length, "conflict fewer", "conflicts fewer"),
    counted(without(now.standing, then.standing).length + without(then.standing, now.standing).length, "changed pair"),
    counted(begun.length, "review begun that was to move", "reviews begun that were to move"),
    String(then.warmUp ?? []) === String(panel.warmUp) ? null : "another warm-up set",
    then.reviewsPerEntry === now.reviewsPerEntry ? null : `${count(now.reviewsPerEntry, "review")} an entry`,
  ].flatMap((change) => change ?? []);
  return changes.length === 0 ? null : `The jury has changed since this was worked out: ${list(changes)}.`;
}

const counted = (n: number, one: string, many?: string): string | null => (n === 0 ? null : count(n, one, many));

const named = (noun: "juror" | "entry", numbers: number[], did: string, many = did): string | null =>
  numbers.length === 0
    ? null
    : numbers.length > 3
      ? `${count(numbers.length, noun, noun === "entry" ? "entries" : "jurors")} ${many}`
      : `${numbers.length === 1 ? noun : noun === "entry" ? "entries" : "jurors"} ${list(numbers.map(String))} ${numbers.length === 1 ? did : many}`;
