import type { Calendar } from "~/challenges/phase";
import { isBetween, type SecondState } from "~/challenges/running-round";
import type { Refusal } from "~/kernel/result";
import { count } from "~/kernel/text";
import { type Instant, instantText } from "~/kernel/time";

/** It takes two to compare any. */
const LEAST_GOING = 2;

/** Why the second round cannot be opened: it follows the first, once. `going` is null while the first is computed. */
export function whyNotOpenSecond(
  { judgingClosedAt, timeZone }: Calendar,
  { second, going }: { second: NonNullable<SecondState>; going: number | null },
): Refusal | null {
  if (second.openedAt)
    return { code: "open", message: `The second round was opened on ${instantText(second.openedAt, timeZone)}.` };
  if (judgingClosedAt)
    return { code: "closed", message: `Judging was closed on ${instantText(judgingClosedAt, timeZone)}.` };
  if (!second.firstClosedAt)
    return { code: "not-closed", message: "The second round follows the first: close the first round." };
  if (going === null)
    return { code: "no-ranking", message: "The first round is being ranked. Reload this page in a minute." };
  return going < LEAST_GOING
    ? {
        code: "too-few",
        message: `By the published rule ${count(going, "entry goes", "entries go")} on, and it takes two to compare any. Close judging: the first round decides.`,
      }
    : null;
}

/** Why judging cannot be closed between the rounds: the second was promised, and is held if it can be. */
export function whyNotSkip(second: SecondState, going: number | null): Refusal | null {
  if (!isBetween(second)) return null;
  if (going === null)
    return { code: "no-ranking", message: "The first round is being ranked. Reload this page in a minute." };
  return going < LEAST_GOING
    ? null
    : { code: "second-round", message: "The rules promise a second round. Open it, and close judging after it." };
}

/** Why the second round gets neither more time nor other jurors: it is not open, or judging is closed. */
export function whyNotChangeSecond(
  { judgingClosedAt, timeZone }: Calendar,
  { openedAt }: NonNullable<SecondState>,
): Refusal | null {
  if (!openedAt) return { code: "not-open", message: "The second round is not open." };
  return judgingClosedAt
    ? { code: "closed", message: `Judging was closed on ${instantText(judgingClosedAt, timeZone)}.` }
    : null;
}

/** Why sheets cannot be taken until then: it lies ahead, and results are due after it. */
export function whyNotUntil(endsAt: Instant, { resultsDueAt, timeZone }: Calendar, now: Instant): Refusal | null {
  if (endsAt <= now) return { code: "past", message: "This has already passed. Choose a later hour." };
  return resultsDueAt && endsAt > resultsDueAt
    ? {
        code: "too-late",
        message: `Results are due on ${instantText(resultsDueAt, timeZone)}; the second round ends before that.`,
      }
    : null;
}
