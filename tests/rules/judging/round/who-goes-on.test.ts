import { array, assert, constantFrom, float, integer, option, property, record } from "fast-check";
import { expect, test } from "vitest";
import { LEAST_CHANCE } from "~/challenges/second-round";
import {
  type GoOnRule,
  MOST_IN_FINAL,
  type Standing,
  whoGoesOn,
  whyNotByChance,
  whyNotThese,
} from "~/judging/round/who-goes-on";
import { seeded, shuffled } from "~/kernel/random";

// Few scores, so that ties are common.
const standings = array(
  record({
    score: option(integer({ min: 0, max: 12 })),
    pPlaces: option(float({ min: 0, max: 1, noNaN: true })),
  }),
  { maxLength: 40 },
).map((rows): Standing[] => rows.map((row, i) => ({ entry: i + 1, ...row })));
const top = integer({ min: 1, max: 40 }).map((value): GoOnRule => ({ rule: "top", value }));
const threshold = integer({ min: 0, max: 13 }).map((value): GoOnRule => ({ rule: "threshold", value }));
const rules = constantFrom("top", "threshold", "chance").chain((rule) =>
  rule === "top" ? top : rule === "threshold" ? threshold : constantFrom<GoOnRule>({ rule: "chance" }),
);

const row = (entry: number, score: number | null, pPlaces: number | null = null): Standing => ({
  ...{ entry, score, pPlaces },
});
const EXAMPLE = [row(1, 80, 0.9), row(2, 71.4, 0.06), row(3, 71.4, 0.04), row(4, 50, 0.05), row(5, null)];

test("the best so many go on, and ties at the edge go on together", () => {
  expect(whoGoesOn(EXAMPLE, { rule: "top", value: 1 })).toEqual([1]);
  expect(whoGoesOn(EXAMPLE, { rule: "top", value: 2 })).toEqual([1, 2, 3]);
  expect(whoGoesOn(EXAMPLE, { rule: "top", value: 9 })).toEqual([1, 2, 3, 4]);
});

test("a score at the threshold goes on", () => {
  expect(whoGoesOn(EXAMPLE, { rule: "threshold", value: 71.4 })).toEqual([1, 2, 3]);
  expect(whoGoesOn(EXAMPLE, { rule: "threshold", value: 80.1 })).toEqual([]);
});

test("by chances goes on whoever has more than one in twenty, and whoever stands as high", () => {
  expect(whoGoesOn(EXAMPLE, { rule: "chance" })).toEqual([1, 2, 3]);
  expect(whyNotByChance(EXAMPLE)).toBeNull();
  expect(whyNotByChance([row(1, 80), row(2, 70)])).toContain("Raw means stand");
});

test("nobody stays behind while one with a lower score, or the same, goes on", () => {
  assert(
    property(standings, rules, (all, rule) => {
      const on = new Set(whoGoesOn(all, rule));
      const scores = all.filter(({ entry }) => on.has(entry)).map(({ score }) => score ?? -1);
      const left = all.filter(({ entry }) => !on.has(entry)).map(({ score }) => score ?? -1);
      expect(Math.max(-1, ...left)).toBeLessThan(Math.min(Number.POSITIVE_INFINITY, ...scores));
      expect(scores.every((score) => score >= 0)).toBe(true);
    }),
  );
});

test("of the best n at least n go on, and fewer without those of the lowest score", () => {
  assert(
    property(standings, integer({ min: 1, max: 40 }), (all, n) => {
      const on = whoGoesOn(all, { rule: "top", value: n });
      const scores = on.map((entry) => all[entry - 1]?.score ?? -1);
      const scored = all.filter(({ score }) => score !== null).length;
      expect(on.length).toBeGreaterThanOrEqual(Math.min(n, scored));
      expect(scores.filter((score) => score > Math.min(...scores)).length).toBeLessThan(n);
    }),
  );
});

test("everyone with the chance goes on, and the order in which entries are given changes nothing", () => {
  assert(
    property(standings, rules, integer(), (all, rule, seed) => {
      const on = whoGoesOn(all, { rule: "chance" });
      const due = all.filter(({ score, pPlaces }) => score !== null && (pPlaces ?? 0) > LEAST_CHANCE);
      expect(due.every(({ entry }) => on.includes(entry))).toBe(true);
      expect(whoGoesOn(shuffled(all, seeded(String(seed))), rule)).toEqual(whoGoesOn(all, rule));
    }),
  );
});

test("it takes two entries, and no more than can be compared in a sitting", () => {
  expect(whyNotThese([1])?.code).toBe("too-few");
  expect(whyNotThese([1, 2])).toBeNull();
  expect(whyNotThese(Array.from({ length: MOST_IN_FINAL + 1 }, (_, i) => i))?.code).toBe("too-many");
});
