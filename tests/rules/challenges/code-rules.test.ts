import fc from "fast-check";
import { expect, test } from "vitest";
import {
  CODE_RULES,
  type CodeRules,
  codeRulesSentences,
  storedCodeRules,
  typedCodeRules,
} from "~/challenges/code-rules";
import { EMPTY } from "~/challenges/draft";
import { licenceNamed, nearestLicence } from "~/challenges/licences";
import { readCodeRules } from "~/challenges/read-code-rules";
import { AmendForm } from "~/challenges/running/running.schema";
import { readFields } from "~/platform/http/form.server";

const OPEN = ["EUPL-1.2", "AGPL-3.0-or-later", "MIT", "Apache-2.0"];
const anyRules: fc.Arbitrary<CodeRules> = fc
  .record({
    licence: fc.constantFrom("any" as const, "open" as const, "listed" as const),
    licences: fc.subarray(OPEN, { minLength: 1 }),
    needsReadme: fc.boolean(),
    earlierWork: fc.constantFrom("allowed" as const, "declared" as const, "none" as const),
    needsPubliccode: fc.boolean(),
    contributorsAreMembers: fc.boolean(),
    mostMegabytes: fc.integer({ min: 1, max: 100 }),
    cureDays: fc.integer({ min: 0, max: 30 }),
    branchAtDeadline: fc.boolean(),
  })
  .map((rules) => (rules.licence === "listed" ? rules : { ...rules, licences: [] }));

test("the rules for code are said in sentences", () => {
  expect(codeRulesSentences(CODE_RULES)).toEqual([
    "The code carries a licence that the Open Source Initiative approved.",
    "There is a README.",
    "Work from before the opening is allowed where the team declares the commit it began from.",
    "Packed, the code has at most 100 MB.",
    "After a hand-in there are 7 days to bring its code into order.",
    "A team may choose to be judged by its branch as it stands at the deadline.",
  ]);
  const strict: CodeRules = {
    ...{ licence: "listed", licences: ["EUPL-1.2", "MIT"], needsReadme: false, earlierWork: "none", cureDays: 0 },
    ...{ needsPubliccode: true, contributorsAreMembers: true, mostMegabytes: 20, branchAtDeadline: false },
  };
  expect(codeRulesSentences(strict)).toEqual([
    "The code carries one of these licences: EUPL-1.2, MIT.",
    "There is a valid publiccode.yml.",
    "Every commit was made while entries were open.",
    "Everyone who committed is a member of the team.",
    "Packed, the code has at most 20 MB.",
    "After a hand-in there is no time to bring its code into order.",
    "A team is judged by the commit that it handed in.",
  ]);
  expect(codeRulesSentences({ ...strict, licences: ["MIT"], cureDays: 1 })).toEqual(
    expect.arrayContaining([
      "The code carries the licence MIT.",
      "After a hand-in there is 1 day to bring its code into order.",
    ]),
  );
});

test("rules that differ differ in their sentences, so that no change goes unseen", () => {
  fc.assert(
    fc.property(anyRules, anyRules, (one, other) => {
      const said = (rules: CodeRules) => codeRulesSentences(rules).join("\n");
      expect(said(one) === said(other)).toBe(
        JSON.stringify(typedCodeRules(one)) === JSON.stringify(typedCodeRules(other)),
      );
    }),
  );
});

test("what a form begins with is read as it was, and a new draft begins with the usual rules", () => {
  fc.assert(
    fc.property(anyRules, (rules) => {
      expect(readCodeRules(typedCodeRules(rules)).value).toEqual(rules);
    }),
  );
  expect(readCodeRules(EMPTY.rules.code).value).toEqual(CODE_RULES);
});

test("a version that says nothing of code asks nothing, and gives a week to bring it into order", () => {
  expect(readCodeRules(typedCodeRules(storedCodeRules(null))).value).toEqual({
    ...{ licence: "any", licences: [], needsReadme: false, earlierWork: "allowed", needsPubliccode: false },
    ...{ contributorsAreMembers: false, mostMegabytes: 100, cureDays: 7, branchAtDeadline: false },
  });
});

const listed = (licences: string) => readCodeRules({ ...typedCodeRules(CODE_RULES), licence: "listed", licences });

test("licences are read whatever their letters, once each, and a list is only kept where one is asked for", () => {
  expect(listed(" mit,  eupl-1.2, MIT ").value?.licences).toEqual(["MIT", "EUPL-1.2"]);
  expect(listed("").wrong.licences).toBe("List at least one licence, such as EUPL-1.2.");
  expect(readCodeRules({ ...typedCodeRules(CODE_RULES), licences: "not read" }).value).toEqual(CODE_RULES);
});

test("a licence that SPDX does not know is named with the nearest that it does", () => {
  expect(listed("MIT, EUPL").wrong.licences).toBe("“EUPL” is no licence that SPDX knows. The nearest is EUPL-1.2.");
  const meant = { "Apache 2": "Apache-2.0", GPLv3: "GPL-3.0", "BSD 3 clause": "BSD-3-Clause", MITT: "MIT" };
  expect(Object.keys(meant).map(nearestLicence)).toEqual(Object.values(meant));
  expect(licenceNamed("apache-2.0")).toBe("Apache-2.0");
});

test.each([
  ["licence", "some", "Choose which licences the code may carry."],
  ["earlierWork", "", "Choose what holds for work from before the opening."],
  ["needsReadme", "perhaps", "Tick it, or leave it."],
  ["mostMegabytes", "0", "Write how many megabytes the code may have, from 1 to 100."],
  ["mostMegabytes", "101", "Write how many megabytes the code may have, from 1 to 100."],
  ["cureDays", "31", "Write the days to bring code into order, from 0 to 30."],
  ["cureDays", "1.5", "Write the days to bring code into order, from 0 to 30."],
] as const)("%s “%s” is answered at its field", (field, text, sentence) => {
  const { value, wrong } = readCodeRules({ ...typedCodeRules(CODE_RULES), [field]: text });
  expect({ value, wrong }).toEqual({ value: null, wrong: { [field]: sentence } });
});

test("the form of an amendment says what is wrong with the rules for code beside their fields, and keeps them", () => {
  const typed = { ...typedCodeRules(CODE_RULES), needsReadme: "", licence: "listed", licences: "EUPL", cureDays: "3" };
  const fields = new URLSearchParams({ from: "1", rights: "team-keeps", reason: "A reason that is given." });
  fields.set("text", "The rules. ".repeat(10));
  fields.set("eligibility", "Anyone of age.");
  fields.set("ties.last", "shared");
  for (const [name, text] of Object.entries(typed)) if (text) fields.set(`code.${name}`, text);
  const refused = readFields(fields, AmendForm);
  expect(refused.submission.reply().error).toEqual({ "code.licences": [expect.stringContaining("nearest")] });
  fields.set("code.licences", "EUPL-1.2");
  const read = readFields(fields, AmendForm);
  expect(read.ok && read.value.code).toEqual({
    ...{ ...CODE_RULES, licence: "listed", licences: ["EUPL-1.2"], needsReadme: false, cureDays: 3 },
  });
});
