import fc from "fast-check";
import { expect, test } from "vitest";
import { growth, overdue, waitingFor } from "~/challenges/desk/waiting";
import type { Calendar } from "~/challenges/phase";
import { movesTo, whyNotAmend, whyNotExtend, whyNotMove } from "~/challenges/running/running";
import { DAY } from "~/kernel/time";

const at = (text: string) => new Date(`${text}Z`);
const calendar = {
  timeZone: "Europe/Rome",
  publishedAt: at("2026-10-01T08:00"),
  opensAt: at("2026-10-05T08:00"),
  closesAt: at("2026-10-30T17:00"),
  judgingEndsAt: at("2026-11-20T17:00"),
  resultsDueAt: at("2026-11-25T17:00"),
  decisionDueAt: at("2026-12-20T17:00"),
  judgingClosedAt: null,
  resultsPublishedAt: null,
  decidedAt: null,
} satisfies Calendar;
const { closesAt, judgingEndsAt, resultsDueAt, decisionDueAt } = calendar;
const dates = { closesAt, judgingEndsAt, resultsDueAt, decisionDueAt };
const open = at("2026-10-12T12:00");

test("rules are amended from the announcement up to, but not at, the close of entries", () => {
  expect(whyNotAmend(calendar, calendar.publishedAt)).toBeNull();
  expect(whyNotAmend(calendar, new Date(closesAt.getTime() - 1))).toBeNull();
  expect(whyNotAmend(calendar, closesAt)).toMatchObject({ code: "closed" });
  expect(whyNotAmend({ ...calendar, publishedAt: null }, open)).toMatchObject({ code: "not-published" });
});

test("each date moves until what it is for has happened", () => {
  expect(whyNotMove("closesAt", calendar, closesAt)).toMatchObject({ code: "over" });
  expect(whyNotMove("judgingEndsAt", calendar, closesAt)).toBeNull();
  expect(whyNotMove("judgingEndsAt", { ...calendar, judgingClosedAt: judgingEndsAt }, resultsDueAt)).not.toBeNull();
  expect(whyNotMove("resultsDueAt", { ...calendar, resultsPublishedAt: resultsDueAt }, resultsDueAt)).not.toBeNull();
  expect(whyNotMove("decisionDueAt", { ...calendar, resultsPublishedAt: resultsDueAt }, resultsDueAt)).toBeNull();
  const done = {
    ...calendar,
    judgingClosedAt: judgingEndsAt,
    resultsPublishedAt: resultsDueAt,
    decidedAt: decisionDueAt,
  };
  expect(whyNotExtend(done, decisionDueAt)).toMatchObject({ code: "over" });
});

test("a deadline moves later with the dates after it, and says from where to where", () => {
  const wished = { ...dates, closesAt: at("2026-11-06T17:00") };
  expect(movesTo(wished, calendar, open)).toEqual({
    moves: [
      { field: "closesAt", column: "closes_at", words: "Entries close", before: closesAt, after: wished.closesAt },
    ],
  });
});

test("a deadline that passes a later date asks for that date to move as well", () => {
  expect(movesTo({ ...dates, closesAt: judgingEndsAt }, calendar, open)).toMatchObject({ code: "order" });
  expect(movesTo({ ...dates, resultsDueAt: at("2026-12-21T17:00") }, calendar, open)).toMatchObject({ code: "order" });
});

test("a deadline never moves earlier, not by a minute, nor into the past", () => {
  expect(movesTo({ ...dates, closesAt: new Date(closesAt.getTime() - 60_000) }, calendar, open)).toMatchObject({
    code: "earlier",
  });
  const late = at("2026-12-01T12:00");
  expect(movesTo({ ...dates, judgingEndsAt: at("2026-11-21T17:00") }, calendar, late)).toMatchObject({ code: "past" });
  expect(movesTo(dates, calendar, open)).toMatchObject({ code: "same" });
});

test("whatever is wished, no date comes out earlier or out of order", () => {
  const shift = fc.integer({ min: -20 * DAY, max: 60 * DAY });
  fc.assert(
    fc.property(shift, shift, shift, shift, (a, b, c, d) => {
      const moved = (date: Date, by: number) => new Date(date.getTime() + by);
      const wished = {
        closesAt: moved(closesAt, a),
        judgingEndsAt: moved(judgingEndsAt, b),
        resultsDueAt: moved(resultsDueAt, c),
        decisionDueAt: moved(decisionDueAt, d),
      };
      const answer = movesTo(wished, calendar, open);
      if ("code" in answer) return;
      const next = { ...dates };
      for (const { field, before, after } of answer.moves) {
        expect(after > before).toBe(true);
        next[field] = after;
      }
      expect(next.closesAt < next.judgingEndsAt).toBe(true);
      expect(next.judgingEndsAt <= next.resultsDueAt && next.resultsDueAt <= next.decisionDueAt).toBe(true);
    }),
  );
});

test("what has waited longest stands first, after what may be personal data", () => {
  const running = { ...calendar, slug: "drains", title: "Drains" };
  const challenge = { slug: "drains", title: "Drains" };
  const now = at("2026-11-26T12:00");
  expect(overdue(running, now).map(({ what }) => what)).toEqual([
    "Judging has ended and is not closed",
    "Results are overdue",
  ]);
  const questions = [{ number: 3, body: "May we use forecasts?", askedAt: at("2026-11-24T12:00"), challenge }];
  const problem = { number: 2, title: "Heights are in feet", dataset: "Drains", slug: "storm-drains" };
  const problems = [
    { ...problem, kind: "wrong_values" as const, since: at("2026-11-23T12:00") },
    { ...problem, number: 5, kind: "personal_data" as const, since: at("2026-11-26T11:00") },
  ];
  expect(waitingFor({ questions, problems, running: [running], now }).map(({ what }) => what)).toEqual([
    "Problem 5: May hold personal data",
    "Judging has ended and is not closed",
    "Problem 2: Heights are in feet",
    "Question 3: May we use forecasts?",
    "Results are overdue",
  ]);
  const decided = { ...running, judgingClosedAt: now, resultsPublishedAt: now };
  expect(overdue(decided, at("2026-12-21T12:00")).map(({ what }) => what)).toEqual(["The city’s decision is overdue"]);
});

test("reviews that no juror has wait since they were free, with the way to assign them", () => {
  const running = { ...calendar, slug: "drains", title: "Drains" };
  const since = at("2026-11-02T09:00");
  const row = (reviews: number) => overdue({ ...running, unplaced: { reviews, since } }, at("2026-11-03T12:00"));
  expect(row(1)).toEqual([
    { what: "1 review is not assigned to a juror", of: "Drains", href: "/challenges/drains/jury/assign", since },
  ]);
  expect(row(3)[0]?.what).toBe("3 reviews are not assigned to a juror");
  expect(overdue(running, at("2026-11-03T12:00"))).toEqual([]);
});

test("the line of teams rises on the days on which some registered, and reaches today", () => {
  expect(growth([{ day: 2, teams: 3 }], 5)).toEqual([
    { x: 0, y: 0 },
    { x: 2, y: 0 },
    { x: 2, y: 3 },
    { x: 5, y: 3 },
  ]);
});
