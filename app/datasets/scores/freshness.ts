import { DAY } from "~/kernel/time";

/** A promised period in days, at its longest, and how many periods late the data is worth nothing. */
type Pledge = { days: number; k: number };

/** What is promised oftener than daily is asked for daily: catalogues tell days, not hours. */
const PROMISES = new Map<string, Pledge>(
  Object.entries({
    continuous: { days: 1, k: 7 },
    hourly: { days: 1, k: 7 },
    daily: { days: 1, k: 7 },
    "twice a week": { days: 4, k: 4 },
    weekly: { days: 7, k: 4 },
    fortnightly: { days: 14, k: 4 },
    "twice a month": { days: 16, k: 2 },
    monthly: { days: 31, k: 2 },
    "every two months": { days: 62, k: 2 },
    quarterly: { days: 92, k: 2 },
    "every four months": { days: 123, k: 2 },
    "every six months": { days: 184, k: 2 },
    yearly: { days: 366, k: 0.5 },
    "every two years": { days: 731, k: 0.5 },
    "every three years": { days: 1096, k: 0.5 },
    "every four years": { days: 1461, k: 0.5 },
    "every five years": { days: 1827, k: 0.5 },
    "every ten years": { days: 3653, k: 0.5 },
  }),
);

/** How often data may be promised to change, the oftenest first, and the two that are no promise of a date. */
export const FREQUENCIES_TO_CHOOSE = [...PROMISES.keys(), "irregular", "never"];

/**
 * How fresh data is, from 0 to 1. `age` is in milliseconds since it last changed; null where nobody tells. A promise
 * that is kept is 1, up to and at the promised age; from there it falls, slowly at first, to 0 at 1 + k periods. Data
 * that is never to change is always fresh. Without a promise, under a year is .6 and anything else .2; with one, and
 * no word when the data last changed, there is nothing that keeps it: 0.
 */
export function freshness(frequency: string | null, age: number | null): number {
  if (frequency === "never") return 1;
  const promise = PROMISES.get(frequency ?? "");
  if (!promise) return age !== null && age < 365 * DAY ? 0.6 : 0.2;
  if (age === null) return 0;
  const period = promise.days * DAY;
  return age <= period ? 1 : Math.max(0, 1 - ((age - period) / (promise.k * period)) ** 2);
}

/** When data of this promise, last changed then, is due again; null without a promise. */
export function dueAt(frequency: string | null, changedAt: Date): Date | null {
  const promise = PROMISES.get(frequency ?? "");
  return promise ? new Date(changedAt.getTime() + promise.days * DAY) : null;
}
