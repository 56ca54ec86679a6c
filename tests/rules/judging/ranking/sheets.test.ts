import fc from "fast-check";
import { expect, test } from "vitest";
import { weightChanges, weightedSum, winnersOf } from "~/judging/ranking/sensitivity";
import { rankSheets } from "~/judging/ranking/sheets";
import type { ScoreLine } from "~/judging/score-file";
import { readWeights } from "~/judging/weights";

const options = { seed: "1", draws: 500 };

/** Entry a is first for use, b for code; every juror agrees but for a constant. */
const lines = (skip?: (line: Omit<ScoreLine, "line">) => boolean): ScoreLine[] => {
  const merits = { a: { use: 9, code: 4 }, b: { use: 6, code: 8 }, c: { use: 5, code: 5 } };
  const all = Object.entries(merits).flatMap(([entry, merit]) =>
    ["x", "y", "z"].flatMap((juror, j) =>
      Object.entries(merit).map(([criterion, score]) => ({
        ...{ entry, juror, criterion },
        score: score + j + (entry === "c" && juror === "y" ? 0.5 : 0),
      })),
    ),
  );
  return all.filter((line) => !skip?.(line)).map((line, i) => ({ ...line, line: i + 2 }));
};

const ranked = (given: ScoreLine[], weights = "") => {
  const read = readWeights(weights, new Set(["use", "code"]));
  if (!read.ok) throw new Error(read.refusal.message);
  return rankSheets(given, { ...options, weights: read.value });
};

const sentence = (answer: { ok: boolean; refusal?: { message: string } }) => answer.refusal?.message;

test("criteria count by their weights, or all alike where none is given", () => {
  const first = (weights?: string) => {
    const answer = ranked(lines(), weights);
    return answer.ok ? answer.value.ranking.entries[0]?.id : null;
  };
  expect(first()).toBe("b");
  expect(first("use=3,code=1")).toBe("a");
  expect(first("use=1,code=0")).toBe("a");
});

test("it is told at which share of a criterion somebody else would win", () => {
  const answer = ranked(lines());
  if (!answer.ok) throw new Error(answer.refusal.message);
  const [code, use] = answer.value.weightChanges;
  // a: 4 + 5u, b: 8 − 2u, where u is the share of use; they meet at 4/7.
  expect(use).toMatchObject({ criterion: "use", share: 0.5, below: null, above: { winners: ["a"] } });
  expect(use?.above?.share).toBeCloseTo(4 / 7, 6);
  expect(code?.below?.share).toBeCloseTo(3 / 7, 6);
  expect(code?.above).toBeNull();
});

test("each criterion is also told on its own", () => {
  const answer = ranked(lines());
  if (!answer.ok) throw new Error(answer.refusal.message);
  for (const { share, model, refusal } of answer.value.criteria) {
    expect(share).toBe(0.5);
    expect(refusal).toBeNull();
    expect(model?.juror).toBeGreaterThan(0.5);
  }
});

test("just before a turn the winner still wins, and just behind it another one does", () => {
  const figure = fc.double({ min: 0, max: 10, noNaN: true }).map((value) => Math.round(100 * value) / 100);
  const criterion = fc.record({
    weight: fc.integer({ min: 1, max: 5 }),
    values: fc.array(figure, { minLength: 4, maxLength: 4 }),
  });
  const names = ["a", "b", "c", "d"];
  fc.assert(
    fc.property(fc.array(criterion, { minLength: 2, maxLength: 4 }), (given) => {
      const criteria = given.map(({ weight, values }, i) => ({
        id: `k${i}`,
        weight,
        values: Float64Array.from(values),
      }));
      const now = winnersOf(names, weightedSum(criteria));
      const at = (c: number, share: number) => {
        const rest = criteria.filter((_, i) => i !== c).reduce((sum, { weight }) => sum + weight, 0);
        const moved = criteria.map((one, i) => (i === c ? { ...one, weight: (share / (1 - share)) * rest } : one));
        return winnersOf(names, weightedSum(moved));
      };
      for (const [c, { share, below, above }] of weightChanges(names, criteria).entries())
        for (const turn of [below, above]) {
          if (!turn || now.length > 1 || Math.abs(turn.share - share) < 1e-4) continue;
          expect(at(c, turn.share + (share - turn.share) * 1e-3)).toEqual(now);
        }
    }),
  );
});

test("a sheet that lacks a criterion is left out, and said to be: an empty score is no zero", () => {
  const answer = ranked(lines(({ entry, juror, criterion }) => entry === "a" && juror === "x" && criterion === "code"));
  if (!answer.ok) throw new Error(answer.refusal.message);
  expect(answer.value.warnings[0]?.message).toBe("The sheet of juror x for entry a lacks a criterion and is left out.");
  expect(answer.value.ranking.entries.find(({ id }) => id === "a")?.scores).toBe(2);
});

test("a criterion scored twice on one sheet is refused with both lines", () => {
  const [first, ...rest] = lines();
  if (!first) throw new Error("no line");
  expect(sentence(ranked([first, ...rest, { ...first, line: 20 }]))).toBe(
    "Line 20: juror x scored entry a on use in line 2 already.",
  );
});
