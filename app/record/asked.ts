import { DAY, fromLocalInput, type Instant, isoDay } from "~/kernel/time";
import { ACTS, type Act } from "./entry";

/** What somebody looks for in the record. */
export type Asked = { type?: Act; day?: string };

export const actAsked = (text: string | null): Act | undefined => ACTS.find((act) => act === text);

/** A day of the calendar, as 2026-11-26; none where an address names no such day. */
export const dayAsked = (text: string | null): string | undefined =>
  text !== null && /^20\d{2}-\d{2}-\d{2}$/.test(text) && isDay(text) ? text : undefined;

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** A day where the challenge is: from its first instant up to, but not at, that of the next. */
export function daySpan(day: string | undefined, zone: string): { from: Instant; to: Instant } | undefined {
  if (day === undefined) return undefined;
  const next = isoDay(new Date(new Date(`${day}T00:00:00Z`).getTime() + DAY));
  const [from, to] = [fromLocalInput(`${day}T00:00`, zone), fromLocalInput(`${next}T00:00`, zone)];
  return from && to ? { from, to } : undefined;
}
