import { expect, test } from "vitest";
import { calendarOf, isBetween, runningRound, type SecondState } from "~/challenges/running-round";
import { whoGoesOnToSecond } from "~/judging/round/who-goes-on";
import { whyNotOpenSecond, whyNotSkip, whyNotUntil } from "~/judging/second/opening";

const day = (n: number) => new Date(Date.UTC(2026, 10, n, 12));
const calendar = {
  timeZone: "UTC",
  ...{ publishedAt: day(1), opensAt: day(2), closesAt: day(3), judgingEndsAt: day(10), resultsDueAt: day(20) },
  ...{ decisionDueAt: day(28), judgingClosedAt: null, resultsPublishedAt: null, decidedAt: null },
};
const published = { firstClosedAt: null, openedAt: null, endsAt: null, reviewsPerEntry: 2 };
const closed = { ...published, firstClosedAt: day(8) };
const open = { ...closed, openedAt: day(9), endsAt: day(15) };

test("a challenge of one round keeps its calendar, and each of two rounds has its own end", () => {
  const ends = (second: SecondState, round: 1 | 2) => {
    const { judgingEndsAt, judgingClosedAt } = calendarOf(calendar, second, round);
    return [judgingEndsAt, judgingClosedAt];
  };
  for (const second of [null, published]) expect(calendarOf(calendar, second, 1)).toBe(calendar);
  expect(ends(closed, 1)).toEqual([day(10), day(8)]);
  expect(ends(open, 1)).toEqual([day(10), day(8)]);
  expect(ends(open, 2)).toEqual([day(15), null]);
  expect([null, published, closed, open].map(runningRound)).toEqual([1, 1, 1, 2]);
  expect([null, published, closed, open].map(isBetween)).toEqual([false, false, true, false]);
});

test("the second round is opened between the rounds, once the first is ranked and if two or more go on", () => {
  const why = (second: NonNullable<SecondState>, going: number | null) =>
    whyNotOpenSecond(calendar, { second, going })?.code ?? null;
  expect([why(published, null), why(closed, null), why(closed, 1), why(closed, 2), why(open, 2)]).toEqual([
    ...["not-closed", "no-ranking", "too-few", null, "open"],
  ]);
  expect(whyNotOpenSecond({ ...calendar, judgingClosedAt: day(9) }, { second: closed, going: 3 })?.code).toBe("closed");
});

test("a second round that was promised is not skipped, but where it cannot be held", () => {
  const why = (second: SecondState, going: number | null) => whyNotSkip(second, going)?.code ?? null;
  expect([why(null, null), why(published, null), why(open, 5)]).toEqual([null, null, null]);
  expect([why(closed, null), why(closed, 0), why(closed, 1), why(closed, 2)]).toEqual([
    ...["no-ranking", null, null, "second-round"],
  ]);
});

test("its sheets are taken until an hour that lies ahead, up to when results are due and not after", () => {
  expect(whyNotUntil(day(9), calendar, day(9))?.code).toBe("past");
  expect(whyNotUntil(day(20), calendar, day(9))).toBeNull();
  expect(whyNotUntil(day(21), calendar, day(9))?.code).toBe("too-late");
});

test("by the rule of chances the best so many go on where the ranking tells none, equals with them", () => {
  const rows = [90, 80, 80, 70].map((score, i) => ({ entry: i + 1, score, pPlaces: null }));
  expect(whoGoesOnToSecond(rows, { rule: "chance", value: 2 })).toEqual([1, 2, 3]);
  const told = rows.map((row, i) => ({ ...row, pPlaces: [0.9, 0.06, 0.04, 0][i] ?? null }));
  expect(whoGoesOnToSecond(told, { rule: "chance", value: 1 })).toEqual([1, 2, 3]);
  expect(whoGoesOnToSecond(told, { rule: "threshold", value: 85 })).toEqual([1]);
  expect(whoGoesOnToSecond(told, { rule: "top", value: 4 })).toEqual([1, 2, 3, 4]);
});
