import type { Calendar } from "~/challenges/phase";
import type { RoundNumber } from "~/challenges/running-round";
import type { Refusal } from "~/kernel/result";
import type { Instant } from "~/kernel/time";

/** Every one of them is a review more for each juror. */
export const MOST_WARM_UP = 3;

/** Why the warm-up set cannot be chosen, or chosen anew; `isHandedIn` where a juror has handed in one of it. */
export function whyNotChooseWarmUp(
  calendar: Calendar & { round: RoundNumber },
  isHandedIn: boolean,
  now: Instant,
): Refusal | null {
  if (calendar.judgingClosedAt) return { code: "closed", message: "Judging is closed; the warm-up is over." };
  if (!calendar.closesAt || now < calendar.closesAt)
    return { code: "not-yet", message: "The warm-up set is chosen when entries are all in." };
  if (calendar.round === 2) return { code: "second", message: "The warm-up set is of the first round." };
  if (isHandedIn)
    return { code: "handed-in", message: "A juror has handed in a sheet on one of it, so the warm-up set stands." };
  return null;
}
