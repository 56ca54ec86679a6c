import type { Refusal } from "~/kernel/result";
import { type Instant, instantText } from "~/kernel/time";
import { LEAST_VOTES } from "../pairwise/crowd";

type Moments = { judgingClosedAt: Instant | null; resultsPublishedAt: Instant | null; timeZone: string };
/** A final as far as others depend on it. */
export type FinalState = { closedAt: Instant | null; hasOrder: boolean };

/**
 * Why no final can be opened: it follows the ranking and comes before the results. Another one takes the place of one
 * that was closed without a vote, and of no other, so that nobody votes until the order is to their liking.
 */
export function whyNotOpenFinal(
  { judgingClosedAt, resultsPublishedAt, timeZone }: Moments,
  { isRanked, jurors, last }: { isRanked: boolean; jurors: number; last: FinalState | null },
): Refusal | null {
  if (!judgingClosedAt)
    return { code: "not-closed", message: "A final follows the ranking: close judging of the sheets first." };
  if (resultsPublishedAt)
    return {
      code: "published",
      message: `Results were published on ${instantText(resultsPublishedAt, timeZone)}; no final follows them.`,
    };
  if (!isRanked) return { code: "no-ranking", message: "The ranking is being computed. Reload this page in a minute." };
  if (last && !last.closedAt) return { code: "open", message: "A final is open. Close it first." };
  if (last?.hasOrder) return { code: "decided", message: "The final is over, and its order stands." };
  return jurors === 0 ? { code: "no-jurors", message: "Nobody is left on the jury who could vote." } : null;
}

/** Why nobody votes any more, and says nothing of conflicts. */
export const whyNotVote = ({ closedAt }: { closedAt: Instant | null }): Refusal | null =>
  closedAt ? { code: "closed", message: "The final is closed. No vote is given or taken back." } : null;

/** Each juror is asked so often for every entry that they may see, unless that is all there is. */
const ASKED_PER_ENTRY = 3;

/**
 * About how many pairs a juror is asked who may see so many entries: each entry six times, and often enough that a
 * careful juror can be told from a careless one; never more pairs than there are.
 */
export const pairsAsked = (entries: number): number =>
  Math.min((entries * (entries - 1)) / 2, Math.max(LEAST_VOTES, ASKED_PER_ENTRY * entries));
