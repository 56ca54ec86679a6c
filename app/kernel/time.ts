/** A point in time. Where a day or an hour is meant, a named time zone stands beside it. */
export type Instant = Date;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const FORMATS = new Map<string, Intl.DateTimeFormat>();
const MOST_FORMATS = 200;

/** A formatter, made once for each zone and shape: making one takes longer than fifty uses. */
function zoned(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${Object.entries(options)}`;
  const known = FORMATS.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options });
  if (FORMATS.size >= MOST_FORMATS) FORMATS.clear();
  FORMATS.set(key, format);
  return format;
}

/** "Fri 30 Oct 2026, 18:00 CET". */
export const instantText = (at: Instant, zone: string): string =>
  `${zoned(zone, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(at).replace(",", "")}, ${timeText(at, zone)}`;

/** "18:00 CET". */
export const timeText = (at: Instant, zone: string): string =>
  zoned(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" }).format(at);

/** "30 October 2026". */
export const dayText = (at: Instant, zone: string): string =>
  zoned(zone, { day: "numeric", month: "long", year: "numeric" }).format(at);

/** "2026-10-30", in UTC: what stands for a day that has no zone, as in a column of days or a file. */
export const isoDay = (at: Instant): string => at.toISOString().slice(0, 10);

/** "30 Oct". */
export const shortDayText = (at: Instant, zone: string): string =>
  zoned(zone, { day: "numeric", month: "short" }).format(at);

/** "Monday 12 October 2026, 15:42". */
export const longText = (at: Instant, zone: string): string =>
  `${zoned(zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(at).replace(",", "")}, ${zoned(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at)}`;

/** "15:41:52", for the state of saving. */
export const clockText = (at: Instant, zone: string): string =>
  zoned(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(at);

/** "at 15:41:52" where it is still that day in the zone, else "on Fri 30 Oct 2026, 18:00 CET". */
export const sinceText = (at: Instant, now: Instant, zone: string): string =>
  dayText(at, zone) === dayText(now, zone) ? `at ${clockText(at, zone)}` : `on ${instantText(at, zone)}`;

/** "in 18 days", "3 hours ago", "in 1 minute", "now" (within a minute). Whole units, rounded down. */
export function relativeText(at: Instant, now: Instant): string {
  const gap = at.getTime() - now.getTime();
  const length = durationText(Math.abs(gap));
  if (length === null) return "now";
  return gap > 0 ? `in ${length}` : `${length} ago`;
}

/** The largest whole unit of a length in milliseconds ("2 days", "1 hour"); null below a minute. */
export function durationText(milliseconds: number): string | null {
  for (const [unit, size] of [
    ["day", DAY],
    ["hour", HOUR],
    ["minute", MINUTE],
  ] as const) {
    const count = Math.floor(milliseconds / size);
    if (count >= 1) return `${count} ${unit}${count === 1 ? "" : "s"}`;
  }
  return null;
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What stands in an `<input type="datetime-local">` for this instant in this zone: "2026-10-30T18:00". */
export function toLocalInput(at: Instant, zone: string): string {
  const parts = Object.fromEntries(
    zoned(zone, {
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The instant that a wall clock in the zone shows as `local` ("2026-10-30T18:00"); null where it is no such text.
 * A time that occurs twice (clocks go back) is the earlier one; one that is skipped moves forward by the gap,
 * as in Temporal's "compatible" disambiguation.
 */
export function fromLocalInput(local: string, zone: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) || !isTimeZone(zone)) return null;
  const wall = Date.parse(`${local}:00Z`);
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 16) !== local) return null;
  const before = offsetAt(wall - DAY, zone);
  const after = offsetAt(wall + DAY, zone);
  const fits = [before, after]
    .map((offset) => wall - offset)
    .filter((at) => toLocalInput(new Date(at), zone) === local);
  return new Date(fits.length > 0 ? Math.min(...fits) : wall - before);
}

/** Milliseconds by which the zone's wall clock is ahead of UTC at an instant. */
function offsetAt(at: number, zone: string): number {
  const whole = Math.floor(at / MINUTE) * MINUTE;
  return Date.parse(`${toLocalInput(new Date(whole), zone)}:00Z`) - whole;
}
