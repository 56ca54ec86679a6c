import { count } from "~/kernel/text";

/** With a chance of a prize above this an entry goes on by the rule of chances. */
export const LEAST_CHANCE = 0.05;

export const SECOND_RULES = ["top", "threshold", "chance"] as const;

/**
 * Who goes on to a second round by sheets. `value` is the least score for "threshold", else how many: by the rule of
 * chances it counts where raw means stand and tell none.
 */
export type SecondRule = { rule: (typeof SECOND_RULES)[number]; value: number };

/** What a challenge is published with of its second round, beside the criteria. */
export type SecondTerms = SecondRule & { reviewsPerEntry: number };

/** The rule as a sentence of the rules. */
export function secondRuleText({ rule, value }: SecondRule): string {
  switch (rule) {
    case "top":
      return `The best ${value} of the first round go on, and their equals.`;
    case "threshold":
      return `Every entry with a score of ${value} or more in the first round goes on.`;
    case "chance":
      return `Every entry goes on that has more than a ${LEAST_CHANCE * 100}% chance of a prize after the first round; where its scores tell no chances, the best ${value} and their equals.`;
  }
}

/** All that holds for the second round beside its criteria, a sentence each. */
export const secondTermsTexts = (terms: SecondTerms): string[] => [
  secondRuleText(terms),
  `Each of them is scored once more, by ${count(terms.reviewsPerEntry, "juror")} and by criteria of that round alone.`,
  "The sheets of both rounds are pooled in one ranking: what the second round scores higher or lower in all is taken off, and what an entry showed in the first still counts.",
];

/** A second round as a draft carries it; there is one where it has a criterion. */
export type TypedSecond<Criterion> = { reviewsPerEntry: string; rule: string; value: string; criteria: Criterion[] };

/** The number of a rule as it was typed, or what to do about it. */
export function readSecondRule({ rule, value }: Pick<TypedSecond<never>, "rule" | "value">): SecondRule | string {
  const known = SECOND_RULES.find((one) => one === rule);
  if (!known) return "Choose who goes on to the second round.";
  const text = value.trim().replace(",", ".");
  const number = /^\d{1,4}(\.\d)?$/.test(text) ? Number(text) : Number.NaN;
  if (known === "threshold")
    return number <= 100
      ? { rule: known, value: number }
      : "Write the score from which on an entry goes on, from 0 to 100.";
  return Number.isInteger(number) && number >= 2 && number <= 1000
    ? { rule: known, value: number }
    : "Write how many go on to the second round, a whole number from 2.";
}
