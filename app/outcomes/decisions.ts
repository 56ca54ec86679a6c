import type { DecisionKind } from "#generated/enums";
import type { Refusal } from "~/kernel/result";
import { DAY, dayText, durationText, fromLocalInput, type Instant, isoDay, toLocalInput } from "~/kernel/time";

export const KINDS = ["adopt", "pilot", "procure", "decline"] as const satisfies readonly DecisionKind[];

export const KIND_WORDS: Record<DecisionKind, { label: string; note: string }> = {
  adopt: { label: "Adopt", note: "The city takes it into use as it is, or with its own changes." },
  pilot: { label: "Pilot", note: "The city tries it in one place, for a time, and reports." },
  procure: { label: "Procure", note: "The city buys it, or opens a purchase that it may compete for." },
  decline: { label: "Decline", note: "The city does not go on with it, and says why." },
};

type Moments = { resultsPublishedAt: Instant | null; timeZone: string };

/** Why no decision can be stated yet: it is about an awarded entry of published results. */
export function whyNotState({ resultsPublishedAt }: Moments, { awarded }: { awarded: number }): Refusal | null {
  if (!resultsPublishedAt)
    return { code: "not-published", message: "Decisions are stated when the results are published." };
  return awarded === 0
    ? { code: "no-finalists", message: "No entry was awarded, so there is nothing to decide." }
    : null;
}

/** Why a day cannot be promised: it has passed where the city is, or is too far off to mean anything. */
export function whyNotThisDay(day: string, timeZone: string, now: Instant): Refusal | null {
  const today = toLocalInput(now, timeZone).slice(0, 10);
  if (day < today) return { code: "past", message: "That day has passed. Choose today or a later one." };
  return Date.parse(`${day}T00:00:00Z`) > now.getTime() + 3660 * DAY
    ? { code: "too-far", message: "Choose a day within ten years." }
    : null;
}

export type Standing = { isOverdue: boolean; text: string };

/** The first instant after a day in a zone. */
const endOf = (day: Instant, timeZone: string): Instant =>
  fromLocalInput(`${isoDay(new Date(day.getTime() + DAY))}T00:00`, timeZone) ?? new Date(day.getTime() + DAY);

/**
 * How the city stands to its word for one awarded entry: a decision by `decisionDueAt`, and after it a report by the
 * decision's own day, until the end of that day. A declined entry owes nothing more.
 */
export function standingOf(
  decision: { kind: DecisionKind; dueOn: Instant } | null,
  { decisionDueAt, timeZone }: { decisionDueAt: Instant | null; timeZone: string },
  now: Instant,
): Standing {
  const late = (since: Instant): string => durationText(now.getTime() - since.getTime()) ?? "a moment";
  if (!decision) {
    if (!decisionDueAt) return { isOverdue: false, text: "Not decided yet." };
    return now >= decisionDueAt
      ? {
          isOverdue: true,
          text: `Decision overdue by ${late(decisionDueAt)}: promised by ${dayText(decisionDueAt, timeZone)}.`,
        }
      : { isOverdue: false, text: `The city decides by ${dayText(decisionDueAt, timeZone)}.` };
  }
  if (decision.kind === "decline") return { isOverdue: false, text: "Final." };
  const ends = endOf(decision.dueOn, timeZone);
  const day = dayText(decision.dueOn, "UTC");
  return now >= ends
    ? {
        isOverdue: true,
        text: `Report overdue by ${late(ends) === "a moment" ? "less than a minute" : late(ends)}: due on ${day}.`,
      }
    : { isOverdue: false, text: `Done, or the next report, by ${day}.` };
}
