import { expect, test } from "vitest";
import { type AlertSheet, alertsOf } from "~/judging/jury/alerts";
import { DAY } from "~/kernel/time";

const start = new Date("2026-10-01T00:00:00Z");
const day = (n: number) => new Date(start.getTime() + n * DAY);

const sheet = (juror: number, entry: number, score: number | null, of: Partial<AlertSheet> = {}): AlertSheet => ({
  ...{ juror, entry, score, assignedAt: start, savedAt: score === null ? null : day(entry / 10), hasFeedback: true },
  ...of,
});

const jury = (...scores: (number | null)[][]): AlertSheet[] =>
  scores.flatMap((row, juror) => row.map((score, entry) => sheet(juror + 1, entry + 1, score)));

test("a juror who has not begun, or has gone silent, is named after three days and not before", () => {
  expect(alertsOf([sheet(1, 1, null)], day(2.99))).toEqual([]);
  expect(alertsOf([sheet(1, 1, null), sheet(1, 2, null)], day(3))).toEqual([
    "Juror 1 has not begun: 2 sheets, assigned 3 days ago. Remind them.",
  ]);
  expect(alertsOf([sheet(1, 1, 50), sheet(1, 2, null)], day(4.5))).toEqual([
    "Juror 1 has saved nothing for 4 days, and 1 sheet is missing. Remind them.",
  ]);
  expect(alertsOf([sheet(1, 1, 50)], day(30))).toEqual([]);
});

test("entries whose sheets are all in without a word for the team are named", () => {
  const silent = { hasFeedback: false };
  expect(alertsOf([sheet(1, 1, 50, silent), sheet(2, 1, 50, silent), sheet(1, 2, 50)], day(1))).toEqual([
    "Entry 1 has all sheets and no feedback for the team. Ask one of the jurors to reopen theirs.",
  ]);
  expect(alertsOf([sheet(1, 1, 50, silent), sheet(2, 1, null)], day(1))).toEqual([]);
});

test("a strict, a drifting and a narrow juror are told apart in words, without a score", () => {
  const others = [80, 30, 70, 40, 60, 50];
  expect(alertsOf(jury(others, others), day(1))).toEqual([]);
  expect(
    alertsOf(
      jury(
        others,
        others.map((score) => score - 20),
      ),
      day(1),
    ),
  ).toEqual([
    "Juror 1 is more lenient than the others on the same entries.",
    "Juror 2 is stricter than the others on the same entries.",
  ]);
  expect(alertsOf(jury(others, others, others, [90, 40, 80, 30, 50, 40]), day(1))).toEqual([
    "Juror 4 grew stricter from their first sheets to their last.",
  ]);
  const narrow = alertsOf(jury(others, others, [55, 55, 55, 55, 55, 55]), day(1));
  expect(narrow).toEqual([
    "Juror 3 scores nearly every entry the same, so that their sheets hardly tell entries apart.",
  ]);
  expect(narrow.join()).not.toMatch(/55/);
});

test("how a juror scores is told when all their sheets are in, and not of a few sheets", () => {
  const strict = [60, 10, 50, 20, 40, null];
  expect(alertsOf(jury([80, 30, 70, 40, 60, 50], strict), day(1)).join()).not.toContain("Juror 2");
  expect(alertsOf(jury([80, 30, 70, 40], [60, 10, 50, 20]), day(1))).toEqual([]);
});
