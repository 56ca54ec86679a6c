import type { Refusal } from "~/kernel/result";
import { durationText, type Instant, instantText } from "~/kernel/time";

/** The recorded instants from which everything about time follows. Null where the thing has not happened, or is not set. */
export type Calendar = {
  timeZone: string;
  publishedAt: Instant | null;
  opensAt: Instant | null;
  closesAt: Instant | null;
  judgingEndsAt: Instant | null;
  resultsDueAt: Instant | null;
  decisionDueAt: Instant | null;
  judgingClosedAt: Instant | null;
  resultsPublishedAt: Instant | null;
  decidedAt: Instant | null;
  /** What "judgingClosedAt" closed where it is not judging as a whole. */
  closed?: "the first round" | "your part in the second round";
};

export const PHASES = ["draft", "announced", "open", "judging", "decided", "follow-up", "closed"] as const;
export type Phase = (typeof PHASES)[number];

/** The columns a calendar is read from. */
export const CALENDAR = {
  timeZone: true,
  publishedAt: true,
  opensAt: true,
  closesAt: true,
  judgingEndsAt: true,
  resultsDueAt: true,
  decisionDueAt: true,
  judgingClosedAt: true,
  resultsPublishedAt: true,
  decidedAt: true,
} as const;

/** How long the city's follow-up is watched after its last decision. */
const FOLLOW_UP_DAYS = 365;

/**
 * Where a challenge is. Open from `opensAt` up to, but not at, `closesAt`; judging until results are published;
 * decided until every finalist has a decision; then followed up for a year.
 */
export function phaseAt(calendar: Calendar, now: Instant): Phase {
  const { publishedAt, opensAt, closesAt, resultsPublishedAt, decidedAt } = calendar;
  if (!publishedAt || !opensAt || !closesAt || now < publishedAt) return "draft";
  if (now < opensAt) return "announced";
  if (now < closesAt) return "open";
  if (!resultsPublishedAt || now < resultsPublishedAt) return "judging";
  if (!decidedAt || now < decidedAt) return "decided";
  return now.getTime() < decidedAt.getTime() + FOLLOW_UP_DAYS * 86_400_000 ? "follow-up" : "closed";
}

export const PHASE_WORDS: Record<Phase, string> = {
  draft: "Draft",
  announced: "Announced",
  open: "Open",
  judging: "With the jury",
  decided: "Results out",
  "follow-up": "City reports",
  closed: "Closed",
};

/** By how much the city's decision is late ("6 days"); null up to, but not at, its day, and once all is decided. */
export function decisionLateBy({ publishedAt, decisionDueAt, decidedAt }: Calendar, now: Instant): string | null {
  if (!publishedAt || !decisionDueAt || now < decisionDueAt || (decidedAt && now >= decidedAt)) return null;
  return durationText(now.getTime() - decisionDueAt.getTime()) ?? "a moment";
}

/** Why entries are not taken now; null from `opensAt` up to, but not at, `closesAt`. */
export function whyNotEnter(calendar: Calendar, now: Instant): Refusal | null {
  const phase = phaseAt(calendar, now);
  if (phase === "open") return null;
  if (phase === "draft") return { code: "not-published", message: "This challenge is not published yet." };
  if (phase === "announced" && calendar.opensAt)
    return { code: "not-open-yet", message: `Entries open on ${instantText(calendar.opensAt, calendar.timeZone)}.` };
  return {
    code: "closed",
    message: calendar.closesAt
      ? `Entries closed on ${instantText(calendar.closesAt, calendar.timeZone)}.`
      : "Entries are closed.",
  };
}

/** Why teams cannot form or change now: from publication up to, but not at, `closesAt` they can. */
export function whyNotChangeTeam(calendar: Calendar, now: Instant): Refusal | null {
  const phase = phaseAt(calendar, now);
  if (phase === "announced" || phase === "open") return null;
  if (phase === "draft") return { code: "not-published", message: "This challenge is not published yet." };
  return {
    code: "frozen",
    message: calendar.closesAt
      ? `Teams are fixed since entries closed on ${instantText(calendar.closesAt, calendar.timeZone)}.`
      : "Teams are fixed.",
  };
}

/** Why scores cannot be saved now: from `closesAt` until the chair closes judging, up to, but not at, `judgingEndsAt`. */
export function whyNotScore(calendar: Calendar, now: Instant): Refusal | null {
  const { closesAt, judgingEndsAt, judgingClosedAt, timeZone } = calendar;
  if (!closesAt || !judgingEndsAt || now < closesAt)
    return {
      code: "not-yet",
      message: closesAt
        ? `Scoring starts when entries close, on ${instantText(closesAt, timeZone)}.`
        : "Scoring has not started.",
    };
  if (judgingClosedAt)
    return {
      code: "closed",
      message: `The chair closed ${calendar.closed ?? "judging"} on ${instantText(judgingClosedAt, timeZone)}. Scores stand as they are.`,
    };
  if (now >= judgingEndsAt)
    return {
      code: "closed",
      message: `Judging ended on ${instantText(judgingEndsAt, timeZone)}. Ask the chair if a sheet is missing.`,
    };
  return null;
}
