import { expect, test } from "vitest";
import { assign } from "~/judging/assigning/assign.server";
import type { Mode, Plan } from "~/judging/assigning/problem";
import type { Stated } from "~/judging/assigning/read-problem";
import { aamas, isAbsent, midl, smallCases, synthetic } from "./real-instances";
import { brokenPromises, planIn, problemOf } from "./stated";

const needs = "(needs the shared data, absent here)";
const label = (name: string) => (isAbsent ? `${name} ${needs}` : name);
const onData = test.skipIf(isAbsent);

async function bestOf(stated: Stated, mode: Mode): Promise<Plan> {
  const problem = problemOf(stated, { mode });
  const plan = planIn(await assign(problem));
  expect(brokenPromises(problem, plan)).toEqual([]);
  expect(plan).toMatchObject({ isOptimal: true, gap: 0, minGap: 0 });
  return plan;
}

onData(
  label("all 22 small cases have the sums and floors that integer programs found, and the same ones are impossible"),
  async () => {
    const cases = smallCases();
    expect(cases.length).toBe(22);
    for (const { name, feasible, max_sum, fair, ...stated } of cases) {
      const answer = await assign(problemOf(stated));
      expect(answer.ok, name).toBe(feasible);
      if (!feasible) continue;
      expect((await bestOf(stated, "sum")).sum, name).toBeCloseTo(max_sum as number, 9);
      const fairest = await bestOf(stated, "fair");
      expect(fairest.min, name).toBeCloseTo(fair?.max_min as number, 9);
      expect(fairest.sum, name).toBeCloseTo(fair?.sum_at_max_min as number, 9);
    }
  },
);

onData(label("MIDL 2018: the largest sums, and the largest floor with its sum"), async () => {
  expect((await bestOf(midl({ least: 0, most: 4 }), "sum")).sum).toBeCloseTo(201.88488, 6);
  expect((await bestOf(midl({ least: 2, most: 4 }), "sum")).sum).toBeCloseTo(150.043125, 6);
  const fairest = await bestOf(midl({ least: 0, most: 4 }), "fair");
  expect(fairest.min).toBeCloseTo(0.9448391607, 9);
  expect(Math.abs(fairest.sum - 201.7687317)).toBeLessThan(1e-5);
});

onData(label("AAMAS 2015: the largest sums, and the largest floor with its sum"), async () => {
  expect((await bestOf(aamas({ least: 0, most: 12 }), "sum")).sum).toBe(1406.25);
  expect((await bestOf(aamas({ least: 7, most: 12 }), "sum")).sum).toBe(1406.25);
  expect((await bestOf(aamas({ least: 9, most: 10 }), "sum")).sum).toBe(1356.5);
  expect(await bestOf(aamas({ least: 0, most: 12 }), "fair")).toMatchObject({ min: 1.5, sum: 1375.75 });
});

onData(label("2,000 entries and 500 jurors: the largest sum is found and proven"), async () => {
  expect((await bestOf(synthetic({ least: 8, most: 14 }), "sum")).sum).toBe(4_033_567);
});
