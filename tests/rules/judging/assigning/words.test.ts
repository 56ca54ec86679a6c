import { expect, test } from "vitest";
import { assign } from "~/judging/assigning/assign.server";
import { complaint, planIn, problemOf } from "./stated";

const fine = {
  similarity: [
    [1, 2],
    [3, 4],
  ],
  forbidden: [
    [0, 0],
    [0, 0],
  ],
  reviews: [1, 1],
  min_load: [0, 0],
  max_load: [2, 2],
};

const why = async (stated: Parameters<typeof problemOf>[0]): Promise<string> => {
  const answer = await assign(problemOf(stated));
  return answer.ok ? "possible" : answer.refusal.message;
};

test("what is wrong with a problem is said in one sentence, with its place", () => {
  expect(complaint(fine)).toBe("nothing");
  expect(complaint([])).toBe(
    "The problem must be an object with similarity, forbidden, reviews, min_load and max_load.",
  );
  expect(complaint({ ...fine, similarity: [] })).toBe("There is no entry: similarity has no rows.");
  expect(complaint({ ...fine, similarity: [[], []] })).toBe("There is no juror: the rows of similarity are empty.");
  expect(
    complaint({
      ...fine,
      similarity: [
        [1, Number.NaN],
        [3, 4],
      ],
    }),
  ).toBe("similarity of entry 0 and juror 1 is null, which is not a finite number.");
  expect(
    complaint({
      ...fine,
      similarity: [
        [1, 2],
        [Number.POSITIVE_INFINITY, 4],
      ],
    }),
  ).toMatch(/^similarity of entry 1 and juror 0 is .*, which is not a finite number\.$/);
  expect(complaint({ ...fine, similarity: [[1, 2], [3]] })).toBe(
    "Row 1 of similarity has 1 number, and row 0 of similarity has 2.",
  );
  expect(
    complaint({
      ...fine,
      forbidden: [
        [0, 2],
        [0, 0],
      ],
    }),
  ).toBe("forbidden of entry 0 and juror 1 is 2, which is neither 0 nor 1.");
  expect(complaint({ ...fine, forbidden: [[0, 0]] })).toBe("forbidden has 1 row, and similarity has 2.");
  expect(complaint({ ...fine, reviews: [0, 0] })).toBe("No entry asks for a review.");
  expect(complaint({ ...fine, reviews: [1.5, 1] })).toBe(
    "Number 0 of reviews is 1.5, which is not a whole number from 0 to 1,000,000.",
  );
  expect(complaint({ ...fine, max_load: [2] })).toBe("max_load must be a list of 2 whole numbers.");
  expect(complaint({ ...fine, jurors: ["Ada", "Ada"] })).toBe(
    'Two are called "Ada": each name must be one of its own.',
  );
  expect(complaint({ ...fine, pinned: [[0, 7]] })).toBe(
    "The pinned pair [0,7] names no entry and juror of this problem.",
  );
  expect(
    complaint({
      ...fine,
      pinned: [
        [0, 1],
        [0, 1],
      ],
    }),
  ).toBe("The pair of entry 0 and juror 1 is pinned twice.");
});

test("pins and loads that contradict each other are told with names", () => {
  const named = { ...fine, jurors: ["Ada", "Bo"] };
  expect(
    complaint({
      ...named,
      pinned: [[0, 0]],
      forbidden: [
        [1, 0],
        [0, 0],
      ],
    }),
  ).toBe("The pair of entry 0 and Ada is both pinned and forbidden.");
  expect(
    complaint({
      ...named,
      pinned: [
        [0, 0],
        [0, 1],
      ],
    }),
  ).toBe("2 jurors are pinned to entry 0, which asks for 1 review.");
  expect(
    complaint({
      ...named,
      pinned: [
        [0, 0],
        [1, 0],
      ],
      max_load: [1, 2],
    }),
  ).toBe("2 entries are pinned to Ada, who has 1 place.");
  expect(complaint({ ...named, min_load: [3, 0] })).toBe("Ada must have at least 3 reviews and at most 2.");
});

test("one entry and one juror are a problem like any other", async () => {
  const one = { similarity: [[0.4]], reviews: [1], max_load: [1] };
  expect(planIn(await assign(problemOf(one)))).toMatchObject({
    assignment: [[0]],
    sum: 0.4,
    min: 0.4,
    isOptimal: true,
  });
  expect(await why({ ...one, reviews: [2] })).toBe(
    "Entry 0 can only be scored by juror 0, who has 1 place left for 2 reviews.",
  );
  expect(await why({ ...one, forbidden: [[1]] })).toBe("No juror with a place left can score entry 0, for 1 review.");
});

test("an entry that asks for no review gets none, and is not the smallest", async () => {
  const plan = planIn(await assign(problemOf({ ...fine, reviews: [0, 1] }, { mode: "fair" })));
  expect(plan).toMatchObject({ assignment: [[], [1]], min: 4, sum: 4 });
});

test("entries that together have too few jurors are named with them, and nobody else is", async () => {
  const stated = {
    similarity: Array(5).fill([1, 1, 1, 1]),
    forbidden: [
      [0, 0, 1, 1],
      [0, 0, 1, 1],
      [0, 0, 1, 1],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ],
    reviews: [2, 2, 2, 1, 1],
    max_load: [2, 3, 5, 5],
    entries: ["Bike Map", "Tree Map", "Bin Map", "Bus Map", "Park Map"],
    jurors: ["Ada", "Bo", "Cleo", "Dan"],
  };
  expect(await why(stated)).toBe(
    "Bike Map, Tree Map and Bin Map can only be scored by Ada and Bo, who have 5 places left for 6 reviews.",
  );
});

test("jurors who cannot all have their least are named, with what can go to them", async () => {
  const stated = {
    similarity: [
      [1, 1, 1],
      [1, 1, 1],
    ],
    reviews: [1, 1],
    min_load: [1, 1, 1],
    max_load: [2, 2, 2],
    jurors: ["Ada", "Bo", "Cy"],
  };
  expect(await why(stated)).toBe(
    "Ada, Bo and Cy must have at least 3 reviews between them, and only 2 reviews can go to them.",
  );
});

test("where time is up at once, the plan is one that keeps every promise, and it says by how much it may be short", async () => {
  const similarity = Array.from({ length: 12 }, (_, entry) =>
    Array.from({ length: 6 }, (_, juror) => ((entry * 7 + juror * 5) % 11) / 10),
  );
  const stated = { similarity, reviews: Array(12).fill(3), max_load: Array(6).fill(7) };
  const [fast, best] = [
    planIn(await assign(problemOf(stated, { seconds: 1e-9 }))),
    planIn(await assign(problemOf(stated))),
  ];
  expect(best.isOptimal).toBe(true);
  expect(fast.isOptimal).toBe(false);
  expect(fast.sum + fast.gap).toBeGreaterThanOrEqual(best.sum);
});
