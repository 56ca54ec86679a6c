import type { Refusal } from "~/kernel/result";

/** What a distribution knows of its copy. `heldSince` is when its newest copy was fetched. */
export type CopyFacts = {
  url: string | null;
  copyAskedAt: Date | null;
  copyTriedAt: Date | null;
  copyError: string | null;
  copyStage: string | null;
  /** Bytes, of as many where that is known. */
  copyDone: bigint;
  copyTotal: bigint | null;
  heldSince: Date | null;
};

/** The columns of a distribution that say so. */
export const COPY_COLUMNS = {
  ...{ copyAskedAt: true, copyTriedAt: true, copyError: true },
  ...{ copyStage: true, copyDone: true, copyTotal: true },
} as const;

export type CopyState =
  /** Asked for, and not tried since. `of` is null where the source does not say how long the file is. */
  | { is: "fetching"; stage: "waiting" | "fetching" | "profiling"; done: number; of: number | null }
  /** The last try failed; an older copy may still be held. */
  | { is: "failed"; why: string }
  | { is: "held"; since: Date }
  | { is: "none" };

/** Where fetching a distribution's copy stands. */
export function copyState({ copyAskedAt, copyTriedAt, copyError, heldSince, ...at }: CopyFacts): CopyState {
  if (copyAskedAt && (!copyTriedAt || copyTriedAt < copyAskedAt))
    return {
      is: "fetching",
      stage: at.copyStage === "fetching" || at.copyStage === "profiling" ? at.copyStage : "waiting",
      done: Number(at.copyDone),
      of: at.copyTotal === null ? null : Number(at.copyTotal),
    };
  if (copyError) return { is: "failed", why: copyError };
  return heldSince ? { is: "held", since: heldSince } : { is: "none" };
}

/** A copy is asked for one at a time, of what has an address. */
export function whyNotAskForCopy(facts: CopyFacts): Refusal | null {
  if (!facts.url) return { code: "no-address", message: "This file has no address to fetch it from." };
  if (copyState(facts).is === "fetching")
    return { code: "fetching", message: "A copy is being fetched already; look again in a minute." };
  return null;
}
