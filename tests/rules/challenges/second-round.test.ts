import { expect, test } from "vitest";
import { draftFrom, EMPTY } from "~/challenges/draft";
import { criteria } from "~/challenges/drafting/ready-terms";
import { readSecondRule, secondTermsTexts } from "~/challenges/second-round";

const levels = [{ sentence: "Late." }, { sentence: "In time." }];
const criterion = { title: "Warns", description: "", weight: "10", levels };
const draftWith = (second: Partial<typeof EMPTY.criteria.second>) =>
  draftFrom(
    { criteria: { reviewsPerEntry: "3", criteria: [criterion], second: { ...EMPTY.criteria.second, ...second } } },
    "Europe/Rome",
  );
const todosIn = (second: Partial<typeof EMPTY.criteria.second>) =>
  criteria(draftWith(second)).items.flatMap(({ todo }) => todo ?? []);

test("a challenge has one round until its second has a criterion, whatever else was typed of it", () => {
  expect(criteria(draftWith({ rule: "nonsense", value: "" })).value).toMatchObject({ second: null });
  const ready = criteria(draftWith({ rule: "threshold", value: "62,5", criteria: [criterion] })).value;
  expect(ready?.second).toMatchObject({
    rule: "threshold",
    value: 62.5,
    reviewsPerEntry: 3,
    criteria: [{ weight: 10 }],
  });
});

test("a section that was saved before there were second rounds has none, and nothing is missing from it", () => {
  const { second: _, ...older } = EMPTY.criteria;
  const draft = draftFrom({ criteria: older as typeof EMPTY.criteria }, "Europe/Rome");
  expect(draft.criteria.second).toEqual(EMPTY.criteria.second);
});

test("the checklist asks of a second round what it asks of the first, and who goes on", () => {
  expect(todosIn({ criteria: [criterion] })).toEqual([]);
  expect(todosIn({ criteria: [{ ...criterion, levels: [] }], reviewsPerEntry: "0", value: "1" })).toEqual([
    "Write how many jurors score each entry of the second round, from 1 to 15.",
    "Write how many go on to the second round, a whole number from 2.",
    "Give it at least two levels.",
  ]);
});

test.each([
  ["top", "5", { rule: "top", value: 5 }],
  ["chance", "2", { rule: "chance", value: 2 }],
  ["threshold", "0", { rule: "threshold", value: 0 }],
  ["threshold", "99.5", { rule: "threshold", value: 99.5 }],
  ["top", "1", null],
  ["top", "2.5", null],
  ["threshold", "100.5", null],
  ["threshold", "-1", null],
  ["top", "", null],
  ["best", "5", null],
])("the rule %s with “%s” is read, or a sentence says what to write", (rule, value, read) => {
  const answer = readSecondRule({ rule, value });
  if (read) expect(answer).toEqual(read);
  else expect(answer).toMatch(/^(Write|Choose) .+\.$/);
});

test("the terms are sentences that say who goes on, how often they are scored, and how the rounds are pooled", () => {
  const [who, how, pooled] = secondTermsTexts({ rule: "chance", value: 4, reviewsPerEntry: 1 });
  expect(who).toMatch(/more than a 5% chance of a prize.*tell no chances, the best 4 and their equals\.$/);
  expect(how).toContain("by 1 juror");
  expect(pooled).toContain("one ranking");
});
