import { count, list } from "~/kernel/text";
import { without } from "./panel";
import type { Proposal } from "./plan";

/** Fits lie between 0 and 1 a review; two digits tell them apart. */
export const fitText = (fit: number): string => fit.toFixed(2);

/** What is proven of a plan. */
export function proofText({ isOptimal, gap, leastGap }: Proposal): string {
  if (isOptimal) return "Proven: no plan fits better.";
  const open = [
    gap > 0 ? `the fit in all could be larger by ${fitText(gap)} at most` : null,
    leastGap > 0 ? `the entry with the least could have ${fitText(leastGap)} more at most` : null,
  ].flatMap((one) => one ?? []);
  return `Not proven to be the best: ${list(open)}.`;
}

/** Whether all scores can be compared through shared jurors, and what that took. */
export function connectionText({ connection: { isConnected, exchanges, cost, reason } }: Proposal): string {
  if (!isConnected) return reason ?? "The entries do not all hang together through shared jurors.";
  const all = "All entries hang together through shared jurors, so that strict and lenient jurors can be told apart.";
  if (exchanges === 0) return all;
  return `${all} That took ${count(exchanges, "exchange")} and ${fitText(cost.sum)} of the fit.`;
}

/** What one plan costs beside the plan before it, before anybody says yes. */
export function costText(before: Proposal, after: Proposal): string {
  const changed = without(after.pairs, before.pairs).length;
  const [sum, least] = [before.sum - after.sum, before.least - after.least];
  const pairs = changed === 0 ? "No pair changes" : `${count(changed, "pair changes", "pairs change")}`;
  return `Beside the plan before: ${pairs}, the fit in all ${differenceText(sum)}, and that of the entry with the least ${differenceText(least)}.`;
}

const differenceText = (lost: number): string =>
  Math.abs(lost) < 0.005 ? "stays" : lost > 0 ? `falls by ${fitText(lost)}` : `rises by ${fitText(-lost)}`;
