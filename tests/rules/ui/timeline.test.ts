import fc from "fast-check";
import { expect, test } from "vitest";
import { clip, fractionOf, months, spread } from "~/ui/timeline";

const span = { from: "2026-09-01T00:00:00Z", to: "2026-09-11T00:00:00Z" };

test("an instant has its place on the line, and none leaves it by being outside", () => {
  expect(fractionOf("2026-09-06T00:00:00Z", span)).toBe(0.5);
  expect(clip({ from: "2026-08-01T00:00:00Z", to: "2026-09-06T00:00:00Z" }, span)).toEqual({ a: 0, b: 0.5 });
  expect(clip({ from: "2026-08-01T00:00:00Z", to: "2026-08-06T00:00:00Z" }, span)).toBeNull();
});

test("labels keep their order, their distance and the line, however close the moments are", () => {
  const moments = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(moments, fc.double({ min: 0.01, max: 0.3, noNaN: true }), (at, gap) => {
      const sorted = at.sort((a, b) => a - b);
      const labels = spread(sorted, gap);
      const room = Math.min(gap, sorted.length > 1 ? 1 / (sorted.length - 1) : gap);
      for (const [i, label] of labels.entries()) {
        expect(label).toBeGreaterThanOrEqual(-1e-9);
        expect(label).toBeLessThanOrEqual(1 + 1e-9);
        const before = labels[i - 1];
        if (before !== undefined) expect(label - before).toBeGreaterThanOrEqual(room - 1e-9);
      }
    }),
  );
});

test("labels that are far enough apart stay where they are", () => {
  expect(spread([0, 0.4, 1], 0.1)).toEqual([0, 0.4, 1]);
});

test("months are named once each, with the year where it changes", () => {
  const names = months({ from: "2026-11-15T00:00:00Z", to: "2027-02-15T00:00:00Z" }, "Europe/Rome").map((m) => m.name);
  expect(names).toEqual(["Dec", "Jan 2027", "Feb"]);
});

test("a long calendar names fewer months", () => {
  const span = { from: "2026-01-01T00:00:00Z", to: "2028-12-31T00:00:00Z" };
  expect(months(span, "Europe/Rome", 12).length).toBeLessThanOrEqual(12);
});
