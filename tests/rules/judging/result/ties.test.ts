import fc from "fast-check";
import { expect, test } from "vitest";
import { type Contender, placesOf, type TieChain } from "~/judging/result/ties";
import { sha256 } from "~/platform/secret.server";
import { lotsOf } from "~/record/draw/lots";

const SEED = "5eed".repeat(16);
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
const shared: TieChain = { priority: null, direct: false, last: "shared" };
const one = (entry: number, score: number, more: { priority?: number; by?: number[] } = {}): Contender => ({
  ...{ entry, score, priority: more.priority ?? null },
  byJuror: new Map((more.by ?? []).map((given, juror) => [juror, given])),
});
const order = (contenders: Contender[], chain: Partial<TieChain>, seed = SEED) =>
  placesOf(contenders, { ...shared, ...chain }, (entries) => lotsOf(entries, seed)).map(({ entries, step }) => [
    entries.map(({ entry }) => entry),
    step,
  ]);

test("scores decide first, and without a chain equals share their place", () => {
  expect(order([one(1, 50), one(2, 70), one(3, 70), one(4, 90)], {})).toEqual([
    [[4], null],
    [[2, 3], "shared"],
    [[1], null],
  ]);
});

test("the declared criterion sets equals apart before anything else does", () => {
  const tied = [one(1, 70, { priority: 2, by: [9, 9] }), one(2, 70, { priority: 3, by: [1, 1] })];
  expect(order(tied, { priority: "a", direct: true, last: "draw" })).toEqual([
    [[2], "priority"],
    [[1], "priority"],
  ]);
});

test("in a direct comparison the entry wins that more of the jurors who scored both put higher", () => {
  const tied = [one(1, 70, { by: [9, 5, 5] }), one(2, 70, { by: [1, 6, 6] })];
  expect(order(tied, { direct: true })).toEqual([
    [[2], "direct"],
    [[1], "direct"],
  ]);
  // One juror each way says nothing.
  expect(order([one(1, 70, { by: [9, 5] }), one(2, 70, { by: [1, 6] })], { direct: true })).toEqual([
    [[1, 2], "shared"],
  ]);
});

test("three that beat each other in a ring stay tied, and the draw decides", () => {
  const ring = [one(1, 70, { by: [3, 1, 2] }), one(2, 70, { by: [2, 3, 1] }), one(3, 70, { by: [1, 2, 3] })];
  expect(order(ring, { direct: true })).toEqual([[[1, 2, 3], "shared"]]);
  const drawn = order(ring, { direct: true, last: "draw" });
  expect(drawn.map(([, step]) => step)).toEqual(["draw", "draw", "draw"]);
});

test("a draw is the same for the same seed whatever the order given, and fair over seeds", () => {
  const tied = [one(1, 70), one(2, 70), one(3, 70)];
  fc.assert(
    fc.property(hash, fc.shuffledSubarray(tied, { minLength: 3 }), (seed, given) => {
      expect(order(given, { last: "draw" }, seed)).toEqual(order(tied, { last: "draw" }, seed));
    }),
  );
  const first = [0, 0, 0];
  for (let i = 0; i < 3000; i++) {
    const [winner] = placesOf(tied, { ...shared, last: "draw" }, (entries) => lotsOf(entries, sha256(`seed ${i}`)));
    const place = (winner?.entries[0]?.entry ?? 1) - 1;
    first[place] = (first[place] ?? 0) + 1;
  }
  for (const wins of first) expect(Math.abs(wins - 1000)).toBeLessThan(120);
});
