import { LEAST_CHANCE, type SecondRule } from "~/challenges/second-round";
import type { Refusal } from "~/kernel/result";
import { count } from "~/kernel/text";

/** Who goes on: the best so many, all from a score on, or all with a fair chance of a place among the prizes. */
export type GoOnRule = { rule: "top"; value: number } | { rule: "threshold"; value: number } | { rule: "chance" };

/** An entry as the result of the first round has it. */
export type Standing = {
  entry: number;
  /** What the ranking shows it with, 0 to 100: calibrated, else the raw mean; null where no sheet counts. */
  score: number | null;
  /** P(among the best as many as there are prizes); null where raw means stand. */
  pPlaces: number | null;
};

/** More entries than this make too many pairs for one sitting. */
export const MOST_IN_FINAL = 30;

/**
 * The entries that go on by the rule, by their numbers. Nobody stays behind whose score equals, or is above, that of one
 * who goes on: ties at the edge go on together. Entries without a score never go on.
 */
export function whoGoesOn(standings: readonly Standing[], rule: GoOnRule): number[] {
  const scored = standings.flatMap(({ entry, score, pPlaces }) => (score === null ? [] : [{ entry, score, pPlaces }]));
  const chosen = chosenBy(scored, rule);
  const edge = Math.min(...chosen.map(({ score }) => score));
  return scored
    .filter(({ score }) => score >= edge)
    .map(({ entry }) => entry)
    .sort((a, b) => a - b);
}

/**
 * The entries that go on to a second round by the rule that was published: by the rule of chances, where the ranking
 * tells none, the best as many as it says.
 */
export function whoGoesOnToSecond(standings: readonly Standing[], { rule, value }: SecondRule): number[] {
  if (rule === "chance" && whyNotByChance(standings) === null) return whoGoesOn(standings, { rule });
  return whoGoesOn(standings, { rule: rule === "threshold" ? rule : "top", value });
}

type Scored = { entry: number; score: number; pPlaces: number | null };

function chosenBy(scored: Scored[], rule: GoOnRule): Scored[] {
  switch (rule.rule) {
    case "top":
      return [...scored].sort((a, b) => b.score - a.score).slice(0, rule.value);
    case "threshold":
      return scored.filter(({ score }) => score >= rule.value);
    case "chance":
      return scored.filter(({ pPlaces }) => (pPlaces ?? 0) > LEAST_CHANCE);
  }
}

/** Why the rule of chances cannot be used: without a calibrated ranking there are none. */
export const whyNotByChance = (standings: readonly Standing[]): string | null =>
  standings.some(({ pPlaces }) => pPlaces !== null)
    ? null
    : "Raw means stand, and they tell no chances. Choose by number or by score.";

/** Why those who go on make no final. */
export function whyNotThese(entries: readonly number[]): Refusal | null {
  if (entries.length < 2)
    return {
      code: "too-few",
      message: `By this rule ${count(entries.length, "entry goes", "entries go")} on. It takes two to compare any.`,
    };
  return entries.length > MOST_IN_FINAL
    ? {
        code: "too-many",
        message: `By this rule ${entries.length} entries go on. In one sitting jurors can compare ${MOST_IN_FINAL} at the most.`,
      }
    : null;
}

/** The rule in words: "The best 3 and their equals". */
export function ruleText(rule: GoOnRule): string {
  switch (rule.rule) {
    case "top":
      return `The best ${rule.value} and their equals`;
    case "threshold":
      return `Every entry with a score of ${rule.value} or more`;
    case "chance":
      return `Every entry with more than a ${LEAST_CHANCE * 100}% chance of a prize`;
  }
}
