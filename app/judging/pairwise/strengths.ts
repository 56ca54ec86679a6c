import { ok, type Result, refuse } from "~/kernel/result";
import { count, list } from "~/kernel/text";
import { at, type Symmetric } from "../numerics/symmetric";
import { linkedGroups, whyNoPeak } from "./connection";
import { crowdFit, LEAST_VOTES, plainChoices, reliabilitiesFor } from "./crowd";
import { covarianceOf, fitLuce } from "./luce";
import { type Tally, tallyOf, votesOf } from "./tally";
import type { Vote } from "./votes";

/**
 * Strengths in log odds, which sum to 0, with their sd: with a prior it holds the doubt about where 0 lies too, so that
 * two entries differ by what the covariance says. A reliability is the chance that a juror's vote is not turned round:
 * 1 is as careful as can be, 0.5 is a coin; null where votes say too little about the juror.
 */
export type Strengths = {
  entries: { id: string; strength: number; sd: number }[];
  jurors: { id: string; reliability: number | null; votes: number }[];
  covariance: Symmetric;
  warnings: { code: string; message: string }[];
};

/** Two entries of ordinary difference lie 1.4 log odds apart before anyone votes. */
export const USUAL_PRIOR = 1;

const MOST_ENTRIES = 2_000;

/**
 * What votes between two entries say. With a prior (its sd) by Crowd-BT; with a prior of 0 by maximum likelihood, where
 * every vote counts alike and reliabilities are read off afterwards.
 */
export function strengthsOf(
  votes: readonly Vote[],
  options: { priorSd?: number; entries?: string[] } = {},
): Result<Strengths> {
  const priorSd = options.priorSd ?? USUAL_PRIOR;
  const tally = tallyOf(votes, options.entries);
  if (tally.entries.length < 2) return refuse("one-entry", "It takes two entries to compare any.");
  if (tally.entries.length > MOST_ENTRIES)
    return refuse("too-many", `Up to ${count(MOST_ENTRIES, "entry", "entries")} can be compared.`);
  const fit = priorSd > 0 ? ok(crowdFit(tally, priorSd)) : likeliest(tally);
  if (!fit.ok) return fit;
  const covariance = covarianceOf(fit.value.bend, priorSd);
  if (!covariance) return refuse("no-peak", "The votes contradict each other so evenly that no one answer stands out.");
  const given = votesOf(tally);
  return ok({
    entries: tally.entries.map((id, i) => ({
      ...{ id, strength: fit.value.strengths[i] as number },
      sd: Math.sqrt(Math.max(0, at(covariance, i, i))),
    })),
    jurors: tally.jurors.map((id, j) => ({
      ...{ id, reliability: fit.value.reliabilities[j] ?? null, votes: given[j] as number },
    })),
    ...{ covariance, warnings: warningsAbout(tally, given) },
  });
}

function likeliest(tally: Tally) {
  const choices = plainChoices(tally);
  const refusal = whyNoPeak(tally.entries, choices);
  if (refusal) return { ok: false as const, refusal };
  const { strengths, bend } = fitLuce({ size: tally.entries.length, choices, priorSd: 0 });
  return ok({ strengths, bend, reliabilities: reliabilitiesFor(tally, strengths) });
}

function warningsAbout({ entries, jurors, pairs }: Tally, given: number[]): Strengths["warnings"] {
  const warnings: Strengths["warnings"] = [];
  const groups = linkedGroups(entries.length, pairs);
  if (groups.length > 1) {
    const [smallest = []] = [...groups].sort((a, b) => a.length - b.length);
    const names = smallest.slice(0, 5).map((place) => entries[place] as string);
    const rest = smallest.length > names.length ? [count(smallest.length - names.length, "other")] : [];
    const message = `The comparisons fall into ${groups.length} groups that no vote links, such as ${list([...names, ...rest])}: strengths of different groups cannot be compared.`;
    warnings.push({ code: "not-linked", message });
  }
  const repeated = pairs.filter(({ firstWins, secondWins }) => firstWins + secondWins > 1).length;
  if (repeated > 0) {
    const message = `${count(repeated, "pair was", "pairs were")} voted on more than once by the same juror; each vote counts.`;
    warnings.push({ code: "repeated", message });
  }
  const few = given.filter((votes) => votes < LEAST_VOTES).length;
  if (jurors.length === 1)
    warnings.push({ code: "one-juror", message: "One juror alone cannot be told careful from careless." });
  else if (few > 0) {
    const message = `${count(few, "juror")} gave fewer than ${LEAST_VOTES} votes: too few to tell how far to rely on them, so theirs count in full.`;
    warnings.push({ code: "few-votes", message });
  }
  return warnings;
}
