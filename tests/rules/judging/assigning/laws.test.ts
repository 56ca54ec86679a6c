import fc from "fast-check";
import { expect, test } from "vitest";
import { assign } from "~/judging/assigning/assign.server";
import { type Mode, worthOf } from "~/judging/assigning/problem";
import type { Stated } from "~/judging/assigning/read-problem";
import { brokenPromises, everyPlan, planIn, problemOf } from "./stated";

const stated = (grid: fc.Arbitrary<number>): fc.Arbitrary<Stated> =>
  fc
    .record({ rows: fc.integer({ min: 1, max: 4 }), width: fc.integer({ min: 1, max: 4 }) })
    .chain(({ rows, width }) => {
      const matrix = <T>(of: fc.Arbitrary<T>) =>
        fc.array(fc.array(of, { minLength: width, maxLength: width }), { minLength: rows, maxLength: rows });
      const row = (least: number, most: number) =>
        fc.array(fc.integer({ min: least, max: most }), { minLength: width, maxLength: width });
      return fc.record({
        similarity: matrix(grid),
        forbidden: matrix(fc.integer({ min: 0, max: 5 }).map((die) => (die === 0 ? 1 : 0))),
        reviews: fc
          .array(fc.integer({ min: 0, max: Math.min(3, width) }), { minLength: rows, maxLength: rows })
          .filter((all) => all.some((one) => one > 0)),
        min_load: row(0, 1),
        max_load: row(1, 4),
      });
    });

const whole = stated(fc.integer({ min: -3, max: 6 }));
const real = stated(fc.double({ min: -1, max: 1, noNaN: true }).map((value) => Math.round(value * 1e12) / 1e12));

for (const [name, problems] of [
  ["whole", whole],
  ["real", real],
] as const) {
  for (const mode of ["sum", "fair"] satisfies Mode[]) {
    test(`with ${name} similarities no plan among all is better than the one of mode ${mode}, and none is where it says so`, async () => {
      await fc.assert(
        fc.asyncProperty(problems, async (given) => {
          const problem = problemOf(given, { mode });
          const worths = everyPlan(problem).map((plan) => worthOf(problem, plan));
          const answer = await assign(problem);
          expect(answer.ok).toBe(worths.length > 0);
          if (!answer.ok) return;
          const plan = answer.value;
          expect(brokenPromises(problem, plan)).toEqual([]);
          const min = Math.max(...worths.map((one) => one.min));
          const asGood = mode === "fair" ? worths.filter((one) => one.min >= min - 1e-6) : worths;
          if (mode === "fair") expect(plan.min).toBeCloseTo(min, 5);
          expect(plan.sum).toBeCloseTo(Math.max(...asGood.map((one) => one.sum)), 5);
          expect(plan.isOptimal).toBe(true);
        }),
        { numRuns: 150 },
      );
    });
  }
}

test("the same problem and seed give the same plan, in whatever order entries and jurors are listed", async () => {
  await fc.assert(
    fc.asyncProperty(whole, fc.constantFrom<Mode>("sum", "fair"), async (given, mode) => {
      const turn = <T>(rows: T[]) => [...rows].reverse();
      const { similarity, forbidden, reviews, min_load, max_load } = given as Record<string, number[][]> &
        Record<string, number[]>;
      const entries = (reviews as unknown as number[]).map((_, place) => `entry ${place}`);
      const jurors = (max_load as unknown as number[]).map((_, place) => `juror ${place}`);
      const turned = {
        similarity: turn((similarity as number[][]).map(turn)),
        forbidden: turn((forbidden as number[][]).map(turn)),
        ...{
          reviews: turn(reviews as number[]),
          min_load: turn(min_load as number[]),
          max_load: turn(max_load as number[]),
        },
        ...{ entries: turn(entries), jurors: turn(jurors) },
      };
      const [one, again, other] = [
        await assign(problemOf(given, { mode })),
        await assign(problemOf(given, { mode })),
        await assign(problemOf(turned, { mode })),
      ];
      expect(again).toEqual(one);
      expect(other.ok).toBe(one.ok);
      if (!one.ok || !other.ok) return;
      const back = turn(other.value.assignment).map((row) =>
        row.map((juror) => jurors.length - 1 - juror).sort((a, b) => a - b),
      );
      expect(back).toEqual(one.value.assignment);
    }),
    { numRuns: 100 },
  );
});

test("where all plans are equally good, another seed chooses another one", async () => {
  const even = {
    similarity: Array(6).fill(Array(4).fill(0.5)),
    reviews: Array(6).fill(2),
    min_load: Array(4).fill(3),
    max_load: Array(4).fill(3),
  };
  const plans = new Set<string>();
  for (const seed of ["1", "2", "3", "4", "5"])
    plans.add(JSON.stringify(planIn(await assign(problemOf(even, { seed }))).assignment));
  expect(plans.size).toBeGreaterThan(1);
});

test("pinned pairs stand, and count as reviews and as load", async () => {
  await fc.assert(
    fc.asyncProperty(whole, fc.nat(), fc.nat(), async (given, e, j) => {
      const { forbidden, reviews, max_load } = given as {
        forbidden: number[][];
        reviews: number[];
        max_load: number[];
      };
      const [entry, juror] = [e % reviews.length, j % max_load.length];
      fc.pre(forbidden[entry]?.[juror] === 0 && (reviews[entry] as number) > 0);
      const problem = problemOf({ ...given, pinned: [[entry, juror]] });
      const worths = everyPlan(problem).map((plan) => worthOf(problem, plan).sum);
      const answer = await assign(problem);
      expect(answer.ok).toBe(worths.length > 0);
      if (!answer.ok) return;
      expect(brokenPromises(problem, answer.value)).toEqual([]);
      expect(answer.value.sum).toBeCloseTo(Math.max(...worths), 9);
    }),
    { numRuns: 100 },
  );
});
