import { DAY, HOUR, type Instant, MINUTE } from "~/kernel/time";

/** A place outside this machine and how far it keeps the record: the checkpoint that it took last, and why none since. */
export type KeptPlace = {
  kind: "mirror" | "witness" | "repository";
  name: string;
  size: number | null;
  keptAt: Instant | null;
  why: string | null;
  failingSince: Instant | null;
};

/** The code of a refusal by a place that knows another history of the record, or more of it. */
export const CONTRADICTS = "place-contradicts";

/** What to do where lines are missing that were signed. */
export const BRING_BACK =
  "Bring a newer database back, or the missing lines from a copy of the record: palio take-back.";

/** That somebody has seen more of this record than there is now: "The witness has cosigned", of how many entries. */
export const whyOlder = (who: string, theirs: number, ours: number): string =>
  `${who} a checkpoint of ${theirs} entries, and this record has only ${ours}: it may be an older one.`;

/** How long a place rests after so many failures in a row: a minute, twice as long each time, an hour at most. */
export const restAfter = (tries: number): number => Math.min(MINUTE * 2 ** (tries - 1), HOUR);

/** The place that has failed for longer than a day, in words; null where none has. */
export function whyNotKept(places: readonly KeptPlace[], now: Instant): string | null {
  const failing = places.find(({ failingSince }) => failingSince && now.getTime() - failingSince.getTime() > DAY);
  return failing ? `For longer than a day no checkpoint could be kept at ${failing.name}. ${failing.why}` : null;
}
