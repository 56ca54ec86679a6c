import { DAY, HOUR, type Instant } from "~/kernel/time";

/** What a look at an address found; `changed` is also the first look. */
export type LookOutcome = "changed" | "unchanged" | "failed";

export type CheckFacts = {
  outcome: LookOutcome;
  /** How many looks in a row, this one included, found nothing new; 0 after a change or a failure. */
  unchanged: number;
  /** Since when it fails, this look included; null where it succeeded. */
  failingSince: Instant | null;
  /** Whether somebody was promised that it is there: a published challenge is tied to it. */
  isPromised: boolean;
};

/** After a change, and after the first, the second and any later look in a row that found nothing new. */
const QUIET = [12 * HOUR, DAY, 7 * DAY, 30 * DAY];

/** How soon the next look comes while an address has failed for less than `under`. */
const FAILING = [
  { under: HOUR, again: HOUR },
  { under: 6 * HOUR, again: 3 * HOUR },
  { under: 2 * DAY, again: 12 * HOUR },
  { under: 14 * DAY, again: DAY },
];
const GIVEN_UP = 7 * DAY;

/** What a challenge is tied to is looked at daily at least: its teams are told while there is time. */
const PROMISED = DAY;

/**
 * When to look again, counted from this look. Where nothing changes ever more rarely (12 hours, a day, a week, thirty
 * days); after a failure soon, and then ever more rarely too.
 */
export function nextCheck(facts: CheckFacts, at: Instant): Instant {
  const wait = waitAfter(facts, at);
  return new Date(at.getTime() + (facts.isPromised ? Math.min(wait, PROMISED) : wait));
}

function waitAfter({ outcome, unchanged, failingSince }: CheckFacts, at: Instant): number {
  if (outcome !== "failed") return QUIET[Math.min(unchanged, QUIET.length - 1)] ?? DAY;
  const failing = failingSince ? at.getTime() - failingSince.getTime() : 0;
  return FAILING.find(({ under }) => failing < under)?.again ?? GIVEN_UP;
}

/** What the source said of its bytes; null where it says nothing. */
export type SourceMarks = { etag: string | null; lastModified: string | null };

/**
 * Whether the bytes are those that were marked: as the server says itself, or as its marks show where it disregards
 * the condition. Null where neither tells.
 */
export function isUnchanged(held: SourceMarks, found: SourceMarks & { unchanged: boolean }): boolean | null {
  if (found.unchanged) return true;
  if (held.etag && found.etag) return plainTag(held.etag) === plainTag(found.etag);
  if (held.lastModified && found.lastModified) return held.lastModified === found.lastModified;
  return null;
}

/** An entity tag without what servers add for a compressed answer, and whether it is weak or not (RFC 9110, 8.8.3.2). */
const plainTag = (etag: string): string => etag.replace(/^W\//, "").replace(/-(?:gzip|br|df)(?="?$)/, "");
