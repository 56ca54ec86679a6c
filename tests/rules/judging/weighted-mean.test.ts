import fc from "fast-check";
import { expect, test } from "vitest";
import { rankByWeightedMean, type Scale, sheetScore, shown } from "~/judging/ranking/weighted-mean";

const SCALES: Scale[] = [
  { id: "a", weight: 60, least: 1, most: 4 },
  { id: "b", weight: 40, least: 0, most: 5 },
];
const entries = [1, 2, 3, 4].map((entry) => ({ submissionId: `s${entry}`, entry }));
const sheet = fc.record({
  submissionId: fc.constantFrom("s1", "s2", "s3", "s4"),
  scores: fc.record({ a: fc.integer({ min: 1, max: 4 }), b: fc.integer({ min: 0, max: 5 }) }),
});

test("the lowest levels are 0, the highest 100, and weights divide what lies between", () => {
  expect(sheetScore({ a: 1, b: 0 }, SCALES)).toBe(0);
  expect(sheetScore({ a: 4, b: 5 }, SCALES)).toBe(100);
  expect(sheetScore({ a: 4, b: 0 }, SCALES)).toBe(60);
  expect(sheetScore({ a: 1, b: 5 }, SCALES)).toBe(40);
});

test("a sheet without a score for a criterion never counts as zero", () => {
  expect(() => sheetScore({ a: 4 }, SCALES)).toThrow(RangeError);
});

test("the order in which sheets came in changes no digit and no rank", () => {
  fc.assert(
    fc.property(fc.array(sheet, { maxLength: 20 }), (sheets) => {
      expect(rankByWeightedMean(entries, [...sheets].reverse(), SCALES)).toEqual(
        rankByWeightedMean(entries, sheets, SCALES),
      );
    }),
  );
});

test("a higher level never lowers an entry's mean, and the mean lies within its spread", () => {
  fc.assert(
    fc.property(fc.array(sheet, { minLength: 1, maxLength: 12 }), (sheets) => {
      const before = rankByWeightedMean(entries, sheets, SCALES);
      const [first, ...rest] = sheets;
      if (!first) return;
      const better = { ...first, scores: { ...first.scores, a: 4 } };
      const after = rankByWeightedMean(entries, [better, ...rest], SCALES);
      const meanOf = (rows: typeof before) =>
        rows.find(({ submissionId }) => submissionId === first.submissionId)?.mean ?? 0;
      expect(meanOf(after)).toBeGreaterThanOrEqual(meanOf(before));
      for (const { mean, low, high } of before)
        if (mean !== null && low !== null && high !== null) {
          expect(low).toBeLessThanOrEqual(mean);
          expect(high).toBeGreaterThanOrEqual(mean);
        }
    }),
  );
});

test("entries whose shown means are equal share a rank, and the next rank is skipped", () => {
  const give = (submissionId: string, a: number) => ({ submissionId, scores: { a, b: 3 } });
  const ranked = rankByWeightedMean(entries, [give("s1", 2), give("s2", 3), give("s3", 3), give("s4", 1)], SCALES);
  expect(ranked.map(({ entry, rank }) => [entry, rank])).toEqual([
    [2, 1],
    [3, 1],
    [1, 3],
    [4, 4],
  ]);
});

test("an entry without a sheet stands last and has no rank", () => {
  const ranked = rankByWeightedMean(entries, [{ submissionId: "s4", scores: { a: 1, b: 0 } }], SCALES);
  expect(ranked.map(({ entry, rank, mean }) => [entry, rank, mean])).toEqual([
    [4, 1, 0],
    [1, null, null],
    [2, null, null],
    [3, null, null],
  ]);
});

test("a shown figure has one decimal", () => {
  expect([66.66, 66.65, 0, 100].map(shown)).toEqual([66.7, 66.7, 0, 100]);
});
