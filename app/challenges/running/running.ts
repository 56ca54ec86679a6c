import type { Refusal } from "~/kernel/result";
import { type Instant, instantText, toLocalInput } from "~/kernel/time";
import { type Calendar, phaseAt } from "../phase";

/** Why rules cannot be amended now: they can from publication up to, but not at, `closesAt`, when entries stand under them. */
export function whyNotAmend(calendar: Calendar, now: Instant): Refusal | null {
  const phase = phaseAt(calendar, now);
  if (phase === "announced" || phase === "open") return null;
  if (phase === "draft")
    return { code: "not-published", message: "A draft's rules are simply written; there is nothing to amend yet." };
  return {
    code: "closed",
    message: "Entries are closed. They were handed in under the rules as they are, so the rules stand.",
  };
}

/** The dates that may move later, with their names in the record and in words. */
export const MOVABLE = [
  { field: "closesAt", column: "closes_at", words: "Entries close" },
  { field: "judgingEndsAt", column: "judging_ends_at", words: "Judging ends" },
  { field: "resultsDueAt", column: "results_due_at", words: "Results due" },
  { field: "decisionDueAt", column: "decision_due_at", words: "Decision due" },
] as const;
/** The end of an open second round, which the chair puts off. */
export const SECOND_ENDS = { column: "second_round_ends_at", words: "The second round ends" };

/** What a date that moved is called, by its column in the history. */
export const movedWords = (moved: string): string =>
  [...MOVABLE, SECOND_ENDS].find(({ column }) => column === moved)?.words ?? moved;

export type Movable = (typeof MOVABLE)[number]["field"];

/** Why one date cannot move any more; null while what it is for has not happened. */
export function whyNotMove(field: Movable, calendar: Calendar, now: Instant): Refusal | null {
  const { closesAt, judgingClosedAt, resultsPublishedAt, decidedAt, timeZone } = calendar;
  const over = (message: string): Refusal => ({ code: "over", message });
  if (!calendar.publishedAt || !closesAt) return over("A draft's dates are simply written.");
  if (field === "closesAt" && now >= closesAt)
    return over(`Entries closed on ${instantText(closesAt, timeZone)}; they are not opened again.`);
  if (field === "judgingEndsAt" && judgingClosedAt) return over("The chair has closed judging.");
  if (field !== "decisionDueAt" && resultsPublishedAt) return over("The results are out.");
  return decidedAt ? over("The city has decided.") : null;
}

/** Why no date can be extended; null while at least one can. */
export const whyNotExtend = (calendar: Calendar, now: Instant): Refusal | null =>
  MOVABLE.some(({ field }) => whyNotMove(field, calendar, now) === null)
    ? null
    : { code: "over", message: "Everything in this calendar has happened; there is nothing left to extend." };

export type Move = { field: Movable; column: string; words: string; before: Instant; after: Instant };
type Dates = { [F in Movable]: Instant };

/**
 * The moves that a wished calendar asks for, or why it is refused. A date moves later or not at all, never into the
 * past, and the order of the dates stays. A date that names the same minute has not moved.
 */
export function movesTo(wished: Dates, calendar: Calendar, now: Instant): { moves: Move[] } | Refusal {
  const moves: Move[] = [];
  const say = (code: string, message: string): Refusal => ({ code, message });
  for (const { field, column, words } of MOVABLE) {
    const before = calendar[field];
    const after = wished[field];
    if (!before) return say("not-published", "This challenge has no calendar yet.");
    if (toLocalInput(before, calendar.timeZone) === toLocalInput(after, calendar.timeZone)) {
      wished = { ...wished, [field]: before };
      continue;
    }
    const refusal = whyNotMove(field, calendar, now);
    if (refusal) return refusal;
    const was = instantText(before, calendar.timeZone);
    if (after < before)
      return say("earlier", `${words}: a date is never moved earlier than ${was}, which was promised.`);
    if (after <= now) return say("past", `${words}: the new date has already passed.`);
    moves.push({ field, column, words, before, after });
  }
  const { closesAt, judgingEndsAt, resultsDueAt, decisionDueAt } = wished;
  if (judgingEndsAt <= closesAt) return say("order", "Judging must end after entries close. Move that date as well.");
  if (resultsDueAt < judgingEndsAt)
    return say("order", "Results cannot be due before judging ends. Move that date as well.");
  if (decisionDueAt < resultsDueAt)
    return say("order", "The decision cannot be due before the results. Move that date as well.");
  return moves.length > 0 ? { moves } : say("same", "No date is different. Move at least one of them later.");
}
