import { daysBetween, daysText, forecastOf, forecastText, type Reading } from "~/challenges/forecast";
import { count } from "~/kernel/text";
import type { Instant } from "~/kernel/time";

/** One sheet of a standing assignment: since when, and when it was handed in. */
export type Sheet = { assignedAt: Instant; handedInAt: Instant | null };

export type Live = {
  sheets: Sheet[];
  /** Reviews that nobody has been given yet. */
  unplaced: number;
  jurors: number;
  entries: number;
  reviewsPerEntry: number;
  minutes: number;
  closesAt: Instant;
  judgingEndsAt: Instant;
};

/** What is to be expected, in words, and whether it is cause for alarm. */
export type Outlook = { isLate: boolean; text: string };

/** Sheets after which their pace is one. */
const ENOUGH = 3;

/**
 * Whether the jury will be done when judging ends: from the pace observed since entries were assigned, once a few sheets
 * are in; before that from the minutes that a review is said to take. Null where there is nothing left to read.
 */
export function outlookOf(live: Live, now: Instant): Outlook | null {
  const { sheets, unplaced, judgingEndsAt } = live;
  const done = sheets.filter(({ handedInAt }) => handedInAt !== null);
  const left = sheets.length - done.length + unplaced;
  if (live.entries === 0 || (sheets.length > 0 && left === 0)) return null;
  if (now >= judgingEndsAt)
    return {
      isLate: true,
      text: `Judging has ended by the calendar, and ${count(left, "sheet")} ${left === 1 ? "is" : "are"} missing.`,
    };
  return done.length < ENOUGH
    ? expected(live, { now, done: done.length })
    : observed(live, { now, done: done.length, left });
}

/** From the minutes that a review is said to take. */
function expected(live: Live, { now, done }: { now: Instant; done: number }): Outlook {
  const { entries, reviewsPerEntry, jurors, minutes, closesAt, judgingEndsAt } = live;
  const from = now > closesAt ? now : closesAt;
  const reading: Reading = { entries, reviewsPerEntry, jurors, minutes, days: daysBetween(from, judgingEndsAt) };
  const text = forecastText(reading);
  return {
    isLate: forecastOf(reading).is !== "easy",
    text: done === 0 ? text : `${text} ${count(done, "sheet")} ${done === 1 ? "is" : "are"} in so far.`,
  };
}

/** From what was handed in since the first assignment. */
function observed(
  { sheets, jurors, judgingEndsAt }: Live,
  { now, done, left }: { now: Instant; done: number; left: number },
): Outlook {
  const since = new Date(Math.min(...sheets.map(({ assignedAt }) => assignedAt.getTime())));
  const gone = Math.max(daysBetween(since, now), 1 / 24);
  const pace = done / gone;
  const days = daysBetween(now, judgingEndsAt);
  const needed = left / pace;
  const seen = `${done} of ${count(done + left, "sheet")} ${done === 1 ? "is" : "are"} in after ${daysText(gone)}: ${paceText(pace)}.`;
  const rest = `At this pace the rest takes ${daysText(needed)}, and judging ends in ${daysText(days)}.`;
  if (needed <= days) return { isLate: false, text: `${seen} ${rest}` };
  const late = Math.max(1, Math.ceil(left - pace * days));
  const ofOne = (pace / Math.max(1, jurors)) * days;
  const missing = ofOne > 0 ? Math.ceil(late / ofOne) : null;
  const help = missing === null ? null : `${count(missing, "more juror", "more jurors")} at that pace would make it.`;
  return {
    isLate: true,
    text: [seen, rest, `${count(late, "sheet")} will be missing.`, help].filter(Boolean).join(" "),
  };
}

const paceText = (pace: number): string => {
  const rounded = Math.round(pace * 10) / 10;
  return rounded >= 1 ? `${rounded.toLocaleString("en")} a day` : `one in ${daysText(1 / pace)}`;
};
