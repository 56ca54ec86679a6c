import { expect, test } from "vitest";
import { linkedGroups } from "~/judging/pairwise/connection";
import { type Desk, informationOf, nextPair } from "~/judging/pairwise/next-pair";
import { tallyOf } from "~/judging/pairwise/tally";
import type { Vote } from "~/judging/pairwise/votes";
import { seeded, shuffled } from "~/kernel/random";

const entries = Array.from({ length: 9 }, (_, i) => `e${i}`);
const desk = (more: Partial<Desk> = {}): Desk => ({
  ...{ entries, votes: [], juror: "x", barred: new Set<string>(), seed: "s", ...more },
});

/** Three jurors in turn answer what they are asked; the higher number wins, mostly. */
function session(rounds: number, barred: Record<string, string[]> = {}): Vote[] {
  const random = seeded("answers");
  const votes: Vote[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const juror = ["x", "y", "z"][round % 3] as string;
    const pair = nextPair(desk({ votes, juror, barred: new Set(barred[juror] ?? []) }));
    if (!pair) continue;
    const { left, right } = pair;
    const isLeft = random() < 1 / (1 + Math.exp(Number(right.slice(1)) - Number(left.slice(1))));
    votes.push({ juror, winner: isLeft ? left : right, loser: isLeft ? right : left, isTie: false });
  }
  return votes;
}

test("the first votes link all entries, and none is seen much more often than another", () => {
  const votes = session(48);
  expect(linkedGroups(9, tallyOf(votes.slice(0, 8), entries).pairs).length).toBe(1);
  for (const so of [12, 24, 36, 48]) {
    const views = entries.map(
      (entry) => votes.slice(0, so).filter(({ winner, loser }) => winner === entry || loser === entry).length,
    );
    expect(Math.max(...views) - Math.min(...views)).toBeLessThanOrEqual(3);
  }
});

test("the same votes in another order, and the same seed, ask the same", () => {
  const votes = session(20);
  const turned = desk({ votes: shuffled(votes, seeded("t")), entries: [...entries].reverse() });
  expect(nextPair(turned)).toEqual(nextPair(desk({ votes })));
});

test("no juror is asked about a pair twice, or about an entry they may not see; then there is nothing to ask", () => {
  const votes = session(300, { x: ["e0", "e5"] });
  const asked = votes.map(({ juror, winner, loser }) => [juror, ...[winner, loser].sort()].join(" "));
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.some((pair) => /^x .*(?:e0|e5)/.test(pair))).toBe(false);
  expect(asked.length).toBe((9 * 8) / 2 + (9 * 8) / 2 + (7 * 6) / 2);
  expect(nextPair(desk({ votes, barred: new Set(["e0", "e5"]) }))).toBeNull();
  expect(nextPair(desk({ entries: ["e0"] }))).toBeNull();
});

test("another seed asks otherwise, and either entry may stand left", () => {
  const pairs = ["a", "b", "c", "d", "e", "f", "g", "h"].map((seed) => nextPair(desk({ seed })));
  expect(new Set(pairs.map((pair) => [pair?.left, pair?.right].sort().join())).size).toBeGreaterThan(2);
  const sides = pairs.map((pair) => (pair?.left as string) < (pair?.right as string));
  expect(new Set(sides).size).toBe(2);
});

test("a vote tells more about a pair in doubt than about one that is settled, and nothing about one that is known", () => {
  expect(informationOf(0, 2)).toBeGreaterThan(informationOf(0, 1));
  expect(informationOf(0, 1)).toBeGreaterThan(informationOf(3, 1));
  expect(informationOf(-3, 1)).toBeCloseTo(informationOf(3, 1), 12);
  expect(informationOf(1, 0)).toBeCloseTo(0, 12);
  expect(informationOf(0, 1e6)).toBeLessThanOrEqual(Math.LN2);
});
