import { DAY, type Instant } from "~/kernel/time";

/** A promise as days between changes, and how many of those days late it may be before nothing is left. */
type Promise = { days: number; k: number };

const PROMISES: Record<string, Promise> = {
  continuous: { days: 1, k: 7 },
  hourly: { days: 1, k: 7 },
  daily: { days: 1, k: 7 },
  "twice a week": { days: 3.5, k: 4 },
  weekly: { days: 7, k: 4 },
  fortnightly: { days: 14, k: 4 },
  "twice a month": { days: 15.25, k: 2 },
  monthly: { days: 30.5, k: 2 },
  "every two months": { days: 61, k: 2 },
  quarterly: { days: 91.5, k: 2 },
  "every four months": { days: 122, k: 2 },
  "every six months": { days: 183, k: 2 },
  yearly: { days: 365.25, k: 0.5 },
  "every two years": { days: 730.5, k: 0.5 },
  "every three years": { days: 1095.75, k: 0.5 },
  "every four years": { days: 1461, k: 0.5 },
  "every five years": { days: 1826.25, k: 0.5 },
  "every ten years": { days: 3652.5, k: 0.5 },
};

const YEAR = 365.25;

const ageOf = (modified: string | null, now: Instant): number | null => {
  const at = modified === null ? Number.NaN : new Date(modified).getTime();
  return Number.isNaN(at) ? null : Math.max(0, (now.getTime() - at) / DAY);
};

/**
 * How fresh a dataset is, 0 to 1. Up to the promised period it is 1, then it falls as 1 − ((a − P) / kP)², where a is
 * the age and P the period in days. What is never to change is 1. Without a promise: 0.6 within a year, else 0.2.
 */
export function freshness(
  { frequency, modified }: { frequency: string | null; modified: string | null },
  now: Instant,
): number {
  if (frequency === "never") return 1;
  const age = ageOf(modified, now);
  const promise = frequency === null ? undefined : PROMISES[frequency];
  if (!promise) return age !== null && age < YEAR ? 0.6 : 0.2;
  if (age === null) return 0;
  if (age <= promise.days) return 1;
  return Math.max(0, 1 - ((age - promise.days) / (promise.k * promise.days)) ** 2);
}

/** When a change is due, by the promise and the last change; null without either. */
export function dueAt({ frequency, modified }: { frequency: string | null; modified: string | null }): Instant | null {
  const promise = frequency === null ? undefined : PROMISES[frequency];
  const at = modified === null ? Number.NaN : new Date(modified).getTime();
  return promise && !Number.isNaN(at) ? new Date(at + promise.days * DAY) : null;
}
