import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Calendar } from "~/challenges/phase";
import { ChallengeCalendar } from "~/challenges/reading/overview";
import { RunningDesk } from "~/challenges/running/running-desk";
import type { SecondState } from "~/challenges/running-round";

const day = (n: number) => new Date(Date.UTC(2026, 10, n, 12));
const calendar = {
  timeZone: "UTC",
  ...{ publishedAt: day(1), opensAt: day(2), closesAt: day(5), judgingEndsAt: day(10), resultsDueAt: day(20) },
  ...{ decisionDueAt: day(28), judgingClosedAt: null, resultsPublishedAt: null, decidedAt: null },
} satisfies Calendar;
const published = { firstClosedAt: null, openedAt: null, endsAt: null, reviewsPerEntry: 2 };
const closed = { ...published, firstClosedAt: day(8) };
const open = { ...closed, openedAt: day(9), endsAt: day(15) };

/** Each date of the line as it is read, "9 Nov Second round ends", and how many stretches the jury works. */
function line(secondRound: SecondState, now: Date, more: Partial<Calendar> = {}) {
  const html = renderToStaticMarkup(<ChallengeCalendar calendar={{ ...calendar, ...more, secondRound }} now={now} />);
  const items = [...html.matchAll(/<li[^>]*><b>(.*?)<\/b> ?(?:<span>(.*?)<\/span>)?/g)];
  return { dates: items.map(([, date, words = ""]) => `${date} ${words}`), judging: html.split("run jud").length - 1 };
}

test("a challenge of one round has one end of judging on its calendar", () => {
  const { dates, judging } = line(null, day(6));
  expect(dates).toContain("10 Nov Judging ends");
  expect(dates).toContain("Today the jury scores");
  expect(dates.join()).not.toContain("round");
  expect(judging).toBe(1);
});

test("of two rounds each has its end: the second from its opening on, and where it moves to", () => {
  expect(line(published, day(6)).dates).toContain("10 Nov First round ends");
  const between = line(closed, day(9));
  expect(between.dates).toContain("8 Nov First round ends");
  expect(between.dates).toContain("Today between the rounds");
  expect([between.judging, between.dates.join().includes("Second")]).toEqual([1, false]);
  const running = line(open, day(12));
  expect(running.dates).toContain("15 Nov Second round ends");
  expect(running.dates).toContain("Today the jury scores");
  expect(running.judging).toBe(2);
});

test("a second round that is closed early ended when judging was closed, and results are then on their way", () => {
  const { dates } = line(open, day(14), { judgingClosedAt: day(13) });
  expect(dates).toEqual(expect.arrayContaining(["8 Nov First round ends", "13 Nov Second round ends"]));
  expect(dates).toContain("Today results are on their way");
});

test("the city's own desk draws the second round as everyone sees it", () => {
  const details = {
    ...{ teams: 3, submissions: 3, questions: 0, announcements: 1, seekers: 0, waiting: 0, changes: 0 },
    ...{ rules: { number: 1, hash: "", publishedAt: day(1) }, chairs: [], troubles: [] },
  };
  const challenge = { ...calendar, slug: "rain", title: "Rain", mayEdit: true, secondRound: open };
  const html = renderToStaticMarkup(<RunningDesk challenge={challenge} details={details} now={day(12)} />);
  for (const words of ["First round ends", "Second round ends", "the jury scores"]) expect(html).toContain(words);
  expect(html.split("run jud").length - 1).toBe(2);
});
