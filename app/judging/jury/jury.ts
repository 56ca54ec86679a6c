import type { Calendar } from "~/challenges/phase";
import type { Refusal } from "~/kernel/result";
import { count } from "~/kernel/text";
import { DAY, type Instant, instantText } from "~/kernel/time";

export const MOST_INVITATIONS = 30;

const closed = ({ judgingClosedAt, timeZone, closed: what }: Calendar): Refusal | null =>
  judgingClosedAt
    ? {
        code: "closed",
        message: `${what ? "The first round" : "Judging"} was closed on ${instantText(judgingClosedAt, timeZone)}.`,
      }
    : null;

/** Why jurors cannot be invited: from publication until the chair closes judging they can. */
export const whyNotInvite = (calendar: Calendar): Refusal | null => closed(calendar);

export type Invitation = { expiresAt: Instant; acceptedAt: Instant | null; revokedAt: Instant | null };

/** Whether an invitation still waits for its answer: not accepted, not withdrawn, and up to, but not at, its end. */
export const isAwaited = ({ expiresAt, acceptedAt, revokedAt }: Invitation, now: Instant): boolean =>
  !acceptedAt && !revokedAt && now < expiresAt;

/** Why an invitation does not lead onto the jury. It works once, up to, but not at, its end. */
export function whyNotAccept(invitation: Invitation, calendar: Calendar, now: Instant): Refusal | null {
  if (invitation.acceptedAt)
    return {
      code: "used",
      message: "This invitation has been accepted. It works once; sign in as the person who accepted it.",
    };
  if (invitation.revokedAt)
    return { code: "revoked", message: "The chair has withdrawn this invitation. Ask the chair if that is a mistake." };
  if (now >= invitation.expiresAt)
    return { code: "expired", message: "This invitation has expired. Ask the chair to send a new one." };
  return closed(calendar);
}

/** Why entries cannot be assigned: from `closesAt`, when they are fixed, until the chair closes judging they can. */
export function whyNotAssign(
  calendar: Calendar,
  { jurors, entries }: { jurors: number; entries: number },
  now: Instant,
): Refusal | null {
  if (!calendar.closesAt || now < calendar.closesAt)
    return {
      code: "not-yet",
      message: calendar.closesAt
        ? `Entries can be assigned when they are in: on ${instantText(calendar.closesAt, calendar.timeZone)}.`
        : "Entries can be assigned when they are in.",
    };
  if (calendar.judgingClosedAt) return closed(calendar);
  if (entries === 0) return { code: "no-entries", message: "No entry was handed in, so there is nothing to assign." };
  if (jurors === 0)
    return {
      code: "no-jurors",
      message: "Nobody is there to score them. Invite jurors, and assign when they have accepted.",
    };
  return null;
}

/** Why somebody cannot be reminded: once a day at the most, and only of something that is still to be done. */
export function whyNotNudge(
  { nudgedAt, waitsFor, timeZone }: { nudgedAt: Instant | null; waitsFor: number; timeZone: string },
  now: Instant,
): Refusal | null {
  if (waitsFor === 0) return { code: "nothing-missing", message: "Nothing is missing from this juror." };
  if (nudgedAt && now.getTime() < nudgedAt.getTime() + DAY)
    return {
      code: "nudged",
      message: `Reminded on ${instantText(nudgedAt, timeZone)}. Once a day is enough.`,
    };
  return null;
}

/** One entry's coverage: reviews assigned and handed in, and whether a handed-in sheet has feedback for the team. */
export type Coverage = { number: number; assigned: number; handedIn: number; hasFeedback: boolean };

export const sheetsMissing = (entries: Coverage[]): number =>
  entries.reduce((sum, { assigned, handedIn }) => sum + assigned - handedIn, 0);

const numbers = (entries: Coverage[]): string =>
  `${entries.length === 1 ? "entry" : "entries"} ${entries
    .slice(0, 8)
    .map(({ number }) => number)
    .join(", ")}${entries.length > 8 ? ` and ${entries.length - 8} more` : ""}`;

/** Which entries no handed-in sheet has feedback for, in words; null where every team gets its answer. */
export function whyNotAnswered(entries: Coverage[]): Refusal | null {
  const silent = entries.filter(({ hasFeedback }) => !hasFeedback);
  return silent.length === 0
    ? null
    : {
        code: "no-feedback",
        message: `Every team gets feedback. ${numbers(silent).replace(/^e/, "E")} ${
          silent.length === 1 ? "has" : "have"
        } none from a handed-in sheet yet.`,
      };
}

/**
 * Why judging cannot be closed. Before `judgingEndsAt` only when no sheet is missing, because jurors were promised the
 * time; after it with sheets missing, but never while an entry would be left without feedback: closed sheets stay closed.
 */
export function whyNotClose(calendar: Calendar, entries: Coverage[], now: Instant): Refusal | null {
  const { closesAt, judgingEndsAt, timeZone } = calendar;
  if (!closesAt || !judgingEndsAt || now < closesAt)
    return { code: "not-yet", message: "Judging can be closed when entries are in and scored." };
  if (calendar.judgingClosedAt) return closed(calendar);
  const silent = whyNotAnswered(entries);
  if (silent) return silent;
  const missing = sheetsMissing(entries);
  if (now < judgingEndsAt && missing > 0)
    return {
      code: "sheets-missing",
      message: `${count(missing, "sheet")} ${missing === 1 ? "is" : "are"} missing, and jurors have until ${instantText(judgingEndsAt, timeZone)}.`,
    };
  return null;
}
