import { DAY, HOUR, type Instant, isoDay } from "~/kernel/time";

/** The week that a digest tells of: from one Monday, not included, to the next, included; named by that day. */
export type DigestWeek = { from: Instant; to: Instant; key: string };

const AT = 5 * HOUR;
const WEEK = 7 * DAY;
/** Monday, 5 January 1970. */
const A_MONDAY = 4 * DAY;

/**
 * The week that ended last: weeks end on Mondays at 05:00 UTC. However late or often the digest is asked for, it is
 * that of the same week until the next Monday, so that nothing is told twice or left out.
 */
export function digestWeek(now: Instant): DigestWeek {
  const start = A_MONDAY + AT;
  const to = new Date(start + Math.floor((now.getTime() - start) / WEEK) * WEEK);
  return { from: new Date(to.getTime() - WEEK), to, key: isoDay(to) };
}
