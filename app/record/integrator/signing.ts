import type { Refusal } from "~/kernel/result";
import { type Instant, MINUTE } from "~/kernel/time";

export type Signing = {
  /** The newest checkpoint; null before the first. */
  signed: { size: number; root: string; note: string; signedAt: Instant } | null;
  /** The key that signs, as people hand it on. */
  key: string | null;
  /** Why the record is not gone on with, as whoever writes it has said. */
  stop: { why: string; since: Instant } | null;
  /** Acts that have no place yet, and when the first of them was done. */
  waiting: number;
  oldest: Instant | null;
};

/** Why what people do does not get into the signed record; null while nothing waits longer than a minute. */
export function whyNotSigned({ stop, waiting, oldest }: Signing, now: Instant): Refusal | null {
  if (stop) return { code: "stopped", message: stop.why };
  if (oldest && now.getTime() - oldest.getTime() > MINUTE)
    return {
      code: "waiting",
      message: `${waiting === 1 ? "One act waits" : `${waiting} acts wait`} to be signed, the first for longer than a minute.`,
    };
  return null;
}
