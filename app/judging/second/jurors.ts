import { daysBetween, forecastOf } from "~/challenges/forecast";
import type { Refusal } from "~/kernel/result";
import { count, list } from "~/kernel/text";
import { type Instant, MINUTE } from "~/kernel/time";
import type { Named } from "../plan/panel";

/** What the jurors of a second round are named from, all by number. */
export type Pool = {
  /** Everybody on the jury, with the entries that a conflict keeps them from. */
  jurors: { number: number; conflicts: number[] }[];
  /** Entries that go on. */
  entries: number[];
  reviewsPerEntry: number;
  /** Reviews of the round that are in. */
  handedIn: Named[];
};

/** Why the jury is too small for a second round, whoever of it is named. */
export const whyTooSmall = ({ jurors, reviewsPerEntry }: Pool): Refusal | null =>
  jurors.length < reviewsPerEntry
    ? {
        code: "small-jury",
        message: `The rules promise each entry ${count(reviewsPerEntry, "review")} in the second round, and the jury has ${count(jurors.length, "juror")}. Invite more first.`,
      }
    : null;

/**
 * Why these cannot score the second round, who have to give each entry its reviews, or as many as the jury as a whole
 * could. Reviews that are in count, whoever wrote them.
 */
export function whyNotName(chosen: number[], pool: Pool): Refusal | null {
  const { jurors, entries, reviewsPerEntry } = pool;
  const named = new Set(chosen);
  if (chosen.some((one) => !jurors.some(({ number }) => number === one)))
    return { code: "no-such-juror", message: "One of these is not on the jury. Reload the page and choose again." };
  const lacking = entries.flatMap((entry) => lacks(entry, named, pool));
  if (lacking.length === 0) return null;
  if (named.size < Math.min(reviewsPerEntry, jurors.length))
    return {
      code: "too-few-jurors",
      message: `Each entry is scored by ${count(reviewsPerEntry, "juror")}, and ${named.size} ${named.size === 1 ? "is" : "are"} chosen: ${count(entries.length, "entry", "entries")} with ${count(reviewsPerEntry, "review")} each are ${count(entries.length * reviewsPerEntry, "review")}.`,
    };
  return {
    code: "conflicts",
    message: lacking.map(lackText).join(" "),
  };
}

/** How many of those named may score an entry, how many it needs, and who else could; nothing where it has enough. */
function lacks(entry: number, named: Set<number>, { jurors, reviewsPerEntry, handedIn }: Pool) {
  const done = new Set(handedIn.flatMap(([of, juror]) => (of === entry && !named.has(juror) ? [juror] : [])));
  const free = jurors.filter(({ number, conflicts }) => !done.has(number) && !conflicts.includes(entry));
  const able = free.filter(({ number }) => named.has(number)).length;
  const wanted = Math.min(reviewsPerEntry - done.size, free.length);
  if (able >= wanted) return [];
  const others = free.flatMap(({ number }) => (named.has(number) ? [] : [number]));
  return [{ entry, able, wanted, others }];
}

function lackText({ entry, able, wanted, others }: ReturnType<typeof lacks>[number]): string {
  const more = wanted - able;
  const whom = `${others.length === 1 ? "juror" : "jurors"} ${list(others.map(String))}`;
  return `Entry ${entry} needs ${count(wanted, "juror")} without a conflict and has ${able || "none"} among these: choose ${others.length > more ? `${more} of ${whom}` : whom} as well.`;
}

type Time = { jurors: number; minutes: number; now: Instant; endsAt: Instant };

/** Why so many jurors cannot read the second round's entries until it ends: the minutes of one alone are more than there are. */
export function whyNoTime(
  { entries, reviewsPerEntry }: Pick<Pool, "entries" | "reviewsPerEntry">,
  { jurors, minutes, now, endsAt }: Time,
): Refusal | null {
  const there = Math.floor((endsAt.getTime() - now.getTime()) / MINUTE);
  const days = daysBetween(now, endsAt);
  const { reviews, each } = forecastOf({ entries: entries.length, reviewsPerEntry, jurors, minutes, days });
  return each * minutes <= there
    ? null
    : {
        code: "no-time",
        message: `${count(reviews, "review")} are ${each} a juror for ${count(jurors, "juror")}. At ${count(minutes, "minute")} a review each needs ${count(each * minutes, "minute")}, and sheets are taken for ${count(there, "minute")}. Choose more jurors or a later hour.`,
      };
}
