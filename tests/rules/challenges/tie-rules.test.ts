import { expect, test } from "vitest";
import {
  readTieRules,
  TIE_RULES,
  type TieRules,
  tieRulesSentences,
  typedTieRules,
  whyNoSuchCriterion,
  whyNotRetie,
} from "~/challenges/tie-rules";

const ALL = [null, 1, 12].flatMap((priority) =>
  [true, false].flatMap((direct) =>
    (["shared", "draw"] as const).map((last): TieRules => ({ priority, direct, last })),
  ),
);

test("rules for ties come out of the form as they went in, and two that differ differ in their sentences", () => {
  for (const rules of ALL) expect(readTieRules(typedTieRules(rules))).toEqual({ value: rules, wrong: {} });
  expect(new Set(ALL.map((rules) => tieRulesSentences(rules).join())).size).toBe(ALL.length);
});

test("what is typed wrong is told at its field", () => {
  const wrong = (typed: Partial<ReturnType<typeof typedTieRules>>) => {
    const read = readTieRules({ ...typedTieRules(TIE_RULES), ...typed });
    expect(read.value).toBeNull();
    return Object.keys(read.wrong);
  };
  for (const priority of ["0", "13", "1.5", "first", "-1"]) expect(wrong({ priority })).toEqual(["priority"]);
  expect(wrong({ direct: "perhaps", last: "never" })).toEqual(["direct", "last"]);
});

test("the chain stands from the opening of entries, to the second", () => {
  const opening = { opensAt: new Date("2026-03-01T10:00:00Z"), timeZone: "Europe/Rome" };
  const change = { before: TIE_RULES, after: { ...TIE_RULES, last: "draw" as const } };
  expect(whyNotRetie(change, opening, new Date("2026-03-01T09:59:59Z"))).toBeNull();
  expect(whyNotRetie(change, opening, opening.opensAt)?.code).toBe("ties-stand");
  expect(whyNotRetie({ ...change, after: TIE_RULES }, opening, opening.opensAt)).toBeNull();
});

test("a criterion that the rubric does not have decides nothing", () => {
  expect(whyNoSuchCriterion({ ...TIE_RULES, priority: 3 }, 2)?.code).toBe("no-criterion");
  expect(whyNoSuchCriterion({ ...TIE_RULES, priority: 2 }, 2)).toBeNull();
});
