import { expect, test } from "vitest";
import { type CountedVote, finalOrderOf, orderSentence } from "~/judging/round/final-order";
import { pairsAsked, whyNotOpenFinal, whyNotVote } from "~/judging/round/round";

const PAIRS = [
  [1, 2],
  [1, 3],
  [2, 3],
] as const;
/** Every juror finds the entry of the lower number better, each pair once. */
const agreed = (jurors: number[]): CountedVote[] =>
  jurors.flatMap((juror) => PAIRS.map(([winner, loser]) => ({ juror, winner, loser, isTie: false })));
const title = (entry: number): string => `Entry ${entry}`;

test("votes put entries in order, whatever the order of the votes", () => {
  const votes = agreed([1, 2, 3, 4]);
  const order = finalOrderOf([3, 2, 1], votes, "seed");
  expect(order?.entries.map(({ entry, rank }) => [entry, rank])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
  expect(order?.entries.map(({ votes: seen }) => seen)).toEqual([8, 8, 8]);
  expect(order?.entries.reduce((sum, { pBest }) => sum + pBest, 0)).toBeCloseTo(1, 5);
  expect(order?.jurors.map(({ juror, votes: given }) => [juror, given])).toEqual([1, 2, 3, 4].map((n) => [n, 3]));
  expect(finalOrderOf([1, 2, 3], [...votes].reverse(), "seed")).toEqual(order);
});

test("without a vote there is no order", () => {
  expect(finalOrderOf([1, 2], [], "seed")).toBeNull();
});

test("the sentence says who is first, and how sure that is", () => {
  const sure = finalOrderOf([1, 2, 3], agreed(Array.from({ length: 30 }, (_, i) => i + 1)), "seed");
  expect(sure && orderSentence(sure, title)).toMatch(/^The votes put “Entry 1” first, .* truly the best\.$/);
  const open = finalOrderOf([1, 2], [{ juror: 1, winner: 2, loser: 1, isTie: false }], "seed");
  expect(open && orderSentence(open, title)).toContain("It may yet be “Entry 1” with");
  const tied = finalOrderOf([1, 2], [{ juror: 1, winner: 2, loser: 1, isTie: true }], "seed");
  expect(tied?.entries.map(({ rank }) => rank)).toEqual([1, 1]);
  expect(tied && orderSentence(tied, title)).toBe(
    "The votes put “Entry 1” and “Entry 2” first and do not tell them apart.",
  );
});

test("a juror is asked about three pairs to an entry, and never more than there are", () => {
  expect([2, 3, 5, 6, 8, 10, 30].map(pairsAsked)).toEqual([1, 3, 10, 15, 24, 30, 90]);
});

test("a final follows the ranking and comes before the results, and there is one", () => {
  const day = new Date("2026-11-28T10:00:00Z");
  const closed = { judgingClosedAt: day, resultsPublishedAt: null, timeZone: "Europe/Rome" };
  const ready = { isRanked: true, jurors: 2, last: null };
  const why = (moments: Partial<typeof closed>, state: Partial<Parameters<typeof whyNotOpenFinal>[1]> = {}) =>
    whyNotOpenFinal({ ...closed, ...moments }, { ...ready, ...state })?.code ?? null;
  expect(why({})).toBeNull();
  expect(why({ judgingClosedAt: null as never })).toBe("not-closed");
  expect(why({ resultsPublishedAt: day as never })).toBe("published");
  expect(why({}, { isRanked: false })).toBe("no-ranking");
  expect(why({}, { jurors: 0 })).toBe("no-jurors");
  expect(why({}, { last: { closedAt: null, hasOrder: false } })).toBe("open");
  expect(why({}, { last: { closedAt: day, hasOrder: true } })).toBe("decided");
  expect(why({}, { last: { closedAt: day, hasOrder: false } })).toBeNull();
  expect(whyNotVote({ closedAt: null })).toBeNull();
  expect(whyNotVote({ closedAt: day })?.code).toBe("closed");
});
