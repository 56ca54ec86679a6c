import fc from "fast-check";
import { expect, test } from "vitest";
import { assign } from "~/judging/assigning/assign.server";
import { costOf } from "~/judging/assigning/cost.server";
import { graphOf } from "~/judging/assigning/graph";
import { worthOf } from "~/judging/assigning/problem";
import { pairsOf, repair } from "~/judging/assigning/repair.server";
import { brokenPromises, everyPlan, planIn, problemOf } from "./stated";

const tiny = fc.record({
  similarity: fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 }), {
    minLength: 4,
    maxLength: 4,
  }),
  out: fc.nat({ max: 3 }),
  entry: fc.nat({ max: 3 }),
});

test("after a juror drops out as few pairs change as can, and of those plans the one with the largest sum is taken", async () => {
  await fc.assert(
    fc.asyncProperty(tiny, async ({ similarity, out }) => {
      const stated = { similarity, reviews: [2, 2, 2, 2], max_load: [3, 3, 3, 3] };
      const before = planIn(await assign(problemOf(stated)));
      const standing = pairsOf(before.assignment);
      const without = problemOf({ ...stated, max_load: [3, 3, 3, 3].map((load, juror) => (juror === out ? 0 : load)) });
      const repaired = await repair(without, standing);
      const kept = (plan: number[][]) => standing.filter(([entry, juror]) => plan[entry]?.includes(juror)).length;
      const all = everyPlan(without);
      expect(repaired.ok).toBe(all.length > 0);
      if (!repaired.ok) return;
      const { plan, given, taken } = repaired.value;
      const most = Math.max(...all.map(kept));
      expect(brokenPromises(without, plan)).toEqual([]);
      expect(standing.length - given.length).toBe(most);
      expect(taken.length).toBe(8 - most);
      expect(plan.sum).toBe(
        Math.max(...all.filter((one) => kept(one) === most).map((one) => worthOf(without, one).sum)),
      );
    }),
    { numRuns: 60 },
  );
});

test("what is scored is pinned and stays when a new conflict changes the rest", async () => {
  const stated = {
    similarity: [
      [9, 8, 1],
      [9, 8, 1],
      [9, 8, 1],
    ],
    reviews: [1, 1, 1],
    max_load: [2, 2, 2],
  };
  const problem = problemOf({
    ...stated,
    forbidden: [
      [0, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
    ],
    pinned: [[0, 0]],
  });
  const repaired = await repair(problem, [
    [0, 0],
    [1, 0],
    [2, 1],
  ]);
  expect(repaired).toMatchObject({
    ok: true,
    value: { given: [[1, 0]], taken: [[1, 1]], plan: { assignment: [[0], [1], [1]] } },
  });
});

test("the chair sees what a pin, a conflict and a move cost before saying yes", async () => {
  const problem = problemOf({
    similarity: [
      [1, 0.99],
      [0.98, 0],
    ],
    reviews: [1, 1],
    max_load: [1, 1],
  });
  const plan = planIn(await assign(problem));
  expect(plan.assignment).toEqual([[1], [0]]);
  const rounded = async (wish: Parameters<typeof costOf>[2]) => {
    const cost = await costOf(problem, plan, wish);
    return cost.ok ? [cost.value.sum.toFixed(2), cost.value.min.toFixed(2), cost.value.changes] : cost.refusal.message;
  };
  expect(await rounded({ kind: "pin", entry: 0, juror: 0 })).toEqual(["0.97", "0.98", 2]);
  expect(await rounded({ kind: "pin", entry: 0, juror: 1 })).toEqual(["0.00", "0.00", 0]);
  expect(await rounded({ kind: "move", entry: 0, from: 1, to: 0 })).toEqual(["0.97", "0.98", 2]);
  expect(await rounded({ kind: "forbid", entry: 1, juror: 0 })).toEqual(["0.97", "0.98", 2]);
  const blocked = problemOf({ similarity: [[1, 1]], forbidden: [[1, 0]], reviews: [1], max_load: [1, 1] });
  expect(await costOf(blocked, planIn(await assign(blocked)), { kind: "pin", entry: 0, juror: 0 })).toMatchObject({
    refusal: { message: "The pair of entry 0 and juror 0 is both pinned and forbidden." },
  });
});

// Two panels that like only their own half.
const panels = {
  similarity: [
    [9, 8, 0, 0],
    [8, 9, 0, 0],
    [0, 0, 9, 8],
    [0, 0, 7, 9],
  ],
  reviews: [2, 2, 2, 2],
  max_load: [2, 2, 2, 2],
};

test("two panels are joined by the cheapest exchange, and its cost is told", async () => {
  const apart = planIn(await assign(problemOf(panels)));
  expect(apart.connection).toMatchObject({ isConnected: false, exchanges: 0 });
  const problem = problemOf(panels, { connected: true });
  const joined = planIn(await assign(problem));
  expect(brokenPromises(problem, joined)).toEqual([]);
  expect(joined.connection).toEqual({
    isConnected: true,
    exchanges: 1,
    cost: { sum: 15, min: expect.any(Number) },
    reason: null,
  });
  expect(joined.sum).toBe(apart.sum - 15);
  expect(joined).toMatchObject({ isOptimal: false, gap: 15 });
});

test("where nothing joins two panels, it says who is kept apart or what is too little", async () => {
  const reason = async (stated: Parameters<typeof problemOf>[0]) =>
    planIn(await assign(problemOf(stated, { connected: true }))).connection.reason;
  const forbidden = [
    [0, 0, 1, 1],
    [0, 0, 1, 1],
    [1, 1, 0, 0],
    [1, 1, 0, 0],
  ];
  expect(await reason({ ...panels, forbidden })).toBe(
    "The entries cannot hang together: no juror may score both entry 0 and entry 1 and entry 2 and entry 3.",
  );
  expect(await reason({ ...panels, reviews: [1, 1, 1, 1], max_load: [1, 1, 1, 1] })).toMatch(
    /^The entries cannot hang together: 4 reviews are too few to join 4 entries and their jurors\./,
  );
});

test("joining keeps every promise, and leaves one part wherever it says so", async () => {
  await fc.assert(
    fc.asyncProperty(tiny, async ({ similarity }) => {
      const problem = problemOf(
        { similarity, reviews: [2, 2, 2, 2], min_load: [1, 1, 1, 1], max_load: [3, 3, 3, 3] },
        { mode: "fair", connected: true },
      );
      const plan = planIn(await assign(problem));
      expect(brokenPromises(problem, plan)).toEqual([]);
      expect(graphOf(plan.assignment, 4).sizes.length === 1).toBe(plan.connection.isConnected);
      expect(plan.connection.isConnected).toBe(true);
    }),
    { numRuns: 60 },
  );
});
