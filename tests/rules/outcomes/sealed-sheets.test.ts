import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { accountOf, accountText, missingOf, type SealedSheet, whyNotReveal } from "~/outcomes/sealed-sheets";
import { leafOf } from "~/record/entry";

const sealed = (juror: number, entry: number, more: Partial<SealedSheet> = {}): SealedSheet => ({
  ...{ juror, entry, seal: `${juror}/${entry}`, cause: null },
  ...more,
});
const counted = (juror: number, entry: number, seal = `${juror}/${entry}`) => ({ juror, entry, seal });

test("what was sealed is revealed or missing for a cause that is known, or nothing is published", () => {
  expect(whyNotReveal([sealed(1, 1), sealed(2, 1)], [counted(1, 1), counted(2, 1)])).toBeNull();
  expect(whyNotReveal([sealed(1, 1), sealed(2, 1, { cause: "recused" })], [counted(1, 1)])).toBeNull();
  expect(whyNotReveal([sealed(1, 1)], [counted(1, 1, "other")])?.message).toContain("is not what the record says");
  expect(whyNotReveal([], [counted(1, 1)])?.message).toContain("juror 1’s sheet for entry 1");
  expect(whyNotReveal([sealed(1, 1), sealed(2, 1)], [])?.message).toMatch(
    /not there any more\. So it is with 1 more sheet\./,
  );
  expect(whyNotReveal([sealed(1, 1, { juror: null })], [])?.message).toContain("juror unknown’s sheet");
});

test("sealed is revealed and missing together, however many there are", () => {
  const sheets = fc.uniqueArray(
    fc.record({ juror: fc.integer({ min: 1, max: 9 }), entry: fc.integer({ min: 1, max: 9 }), counts: fc.boolean() }),
    { selector: ({ juror, entry }) => `${juror}:${entry}` },
  );
  fc.assert(
    fc.property(sheets, (all) => {
      const seals = all.map(({ juror, entry, counts }) => sealed(juror, entry, counts ? {} : { cause: "reopened" }));
      const counts = all.filter((one) => one.counts).map(({ juror, entry }) => counted(juror, entry));
      expect(whyNotReveal(seals, counts)).toBeNull();
      expect(missingOf(seals, counts).length + counts.length).toBe(seals.length);
    }),
  );
});

test("the account is told in a sentence", () => {
  expect(accountText({ sealed: 4, revealed: 4, missing: [] })).toBe(
    "4 sheets were sealed as handed in, and all are revealed.",
  );
  expect(accountText({ sealed: 3, revealed: 2, missing: [[2, 5, "withdrawn"]] })).toBe(
    "3 sheets were sealed as handed in, and 2 are revealed. Not revealed: juror 2’s for entry 5 (the entry was withdrawn).",
  );
});

test("a line that cannot name every sheet says how many there are and commits to all of them", () => {
  const left = (many: number) =>
    Array.from({ length: many }, (_, index) =>
      sealed((index % 9) + 1, 900_000 + index, { cause: "withdrawn", round: 2 }),
    );
  const few = accountOf(left(2_000), []);
  expect(few.account.missing).toHaveLength(2_000);
  expect(few.content).toBeUndefined();
  const many = accountOf(left(2_001), []);
  expect(many.account).toMatchObject({ sealed: 2_001, revealed: 0, missing_in_all: 2_001 });
  expect(many.account.missing).toEqual(few.account.missing);
  expect(many.content?.missing).toHaveLength(2_001);
  const [challenge, at] = [randomUUID(), new Date(0)];
  const result = "9".repeat(64);
  const payload = { ...many.account, result, draw: randomUUID(), seed: result, commitment: result };
  expect(leafOf({ type: "result.published", challenge, at, payload })).toContain('"missing_in_all":2001');
});
