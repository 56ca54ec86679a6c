import type { Refusal } from "~/kernel/result";
import { count } from "~/kernel/text";
import { DAY, type Instant } from "~/kernel/time";

/** What a jury has to read, and how long it has. */
export type Reading = {
  entries: number;
  reviewsPerEntry: number;
  jurors: number;
  /** Minutes that one review takes. */
  minutes: number;
  /** Days from the close of entries to the end of judging; a part of a day counts as a part. */
  days: number;
};

/** Minutes a day that a juror gives beside a job, and what nobody gives more than. */
const USUAL_DAY = 120;
const LONGEST_DAY = 8 * 60;

export const daysBetween = (from: Instant, to: Instant): number => Math.max(0, (to.getTime() - from.getTime()) / DAY);

export type Forecast = {
  reviews: number;
  /** Reviews that the busiest juror gets when all is even, and the minutes a day that they take. */
  each: number;
  minutesADay: number;
  /** Jurors that are missing for each to need no more than two hours a day. */
  missing: number;
  is: "easy" | "tight" | "impossible";
};

/** The load of a jury against its calendar. Every entry needs as many different jurors as it gets reviews. */
export function forecastOf({ entries, reviewsPerEntry, jurors, minutes, days }: Reading): Forecast {
  const reviews = entries * reviewsPerEntry;
  const each = jurors === 0 ? reviews : Math.ceil(reviews / jurors);
  const minutesADay = each === 0 ? 0 : days === 0 ? Number.POSITIVE_INFINITY : (each * minutes) / days;
  const ofOne = Math.floor((days * USUAL_DAY) / minutes);
  const wanted = Math.max(reviewsPerEntry, ofOne === 0 ? reviews : Math.ceil(reviews / ofOne));
  const isImpossible = reviews > 0 && (jurors < reviewsPerEntry || minutesADay > LONGEST_DAY);
  return {
    ...{ reviews, each, minutesADay },
    missing: reviews === 0 ? 0 : Math.max(0, wanted - jurors),
    is: isImpossible ? "impossible" : minutesADay > USUAL_DAY ? "tight" : "easy",
  };
}

/** The forecast with its numbers, in words. */
export function forecastText(reading: Reading): string {
  const { reviews, each, minutesADay, missing, is } = forecastOf(reading);
  const { entries, reviewsPerEntry, jurors, minutes, days } = reading;
  const load = `${count(entries, "entry", "entries")} with ${count(reviewsPerEntry, "review")} each are ${count(reviews, "review")}: ${each} a juror for ${count(jurors, "juror")}.`;
  const time = Number.isFinite(minutesADay)
    ? `At ${count(minutes, "minute")} a review and ${daysText(days)} that is ${minutesText(minutesADay)} a day for each.`
    : "There is no time between the close of entries and the end of judging.";
  const help =
    missing === 0
      ? null
      : `${count(missing, "juror")} more would bring it ${jurors + missing > reviewsPerEntry || is !== "impossible" ? "to two hours a day or less" : "to what each entry needs"}.`;
  return [load, time, help].filter(Boolean).join(" ");
}

/** Why a calendar cannot be kept by the jury that is expected; null where it can, however tightly. */
export function whyNotInTime(reading: Reading): Refusal | null {
  if (forecastOf(reading).is !== "impossible") return null;
  const why =
    reading.jurors < reading.reviewsPerEntry
      ? `Each entry is to be read by ${count(reading.reviewsPerEntry, "juror")}, and ${count(reading.jurors, "juror")} ${reading.jurors === 1 ? "is" : "are"} expected.`
      : "Judging cannot be done in this time.";
  return { code: "impossible", message: `${why} ${forecastText(reading)}` };
}

type Terms = { reviewsPerEntry: number; closesAt: Instant; judgingEndsAt: Instant };

/** What the calendar asks of a jury before anybody knows its size; null where there is no calendar yet. */
export function juryLoad(terms: Terms | null, minutes: number): string | null {
  if (!terms) return null;
  const { reviewsPerEntry, closesAt, judgingEndsAt } = terms;
  const days = daysBetween(closesAt, judgingEndsAt);
  const ofOne = Math.floor((days * USUAL_DAY) / minutes);
  return `Between the close of entries and the end of judging there are ${daysText(days)}. A juror who gives two hours a day reads ${count(ofOne, "entry", "entries")} in that time, at ${count(minutes, "minute")} each; every entry is read by ${count(reviewsPerEntry, "juror")}.`;
}

const minutesText = (minutes: number): string =>
  minutes < 90 ? count(Math.ceil(minutes), "minute") : `${(Math.ceil(minutes / 6) / 10).toLocaleString("en")} hours`;

export const daysText = (days: number): string => {
  const rounded = Math.round(days * 10) / 10;
  return `${rounded.toLocaleString("en")} ${rounded === 1 ? "day" : "days"}`;
};
