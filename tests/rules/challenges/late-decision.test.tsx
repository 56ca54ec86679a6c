import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { nextWords } from "~/challenges/challenge-reading";
import { type Calendar, decisionLateBy } from "~/challenges/phase";
import { factsOf } from "~/challenges/reading/frame";
import { ChallengeList } from "~/challenges/reading/list";
import { ChallengeCalendar } from "~/challenges/reading/overview";
import { DAY } from "~/kernel/time";
import { Facts } from "~/ui/layout";

const at = (text: string) => new Date(`${text}Z`);
const calendar = {
  timeZone: "Europe/Rome",
  publishedAt: at("2026-10-01T08:00"),
  opensAt: at("2026-10-05T08:00"),
  closesAt: at("2026-10-20T17:00"),
  judgingEndsAt: at("2026-11-05T17:00"),
  resultsDueAt: at("2026-11-10T17:00"),
  decisionDueAt: at("2026-11-19T11:00"),
  judgingClosedAt: at("2026-11-05T17:00"),
  resultsPublishedAt: at("2026-11-10T17:00"),
  decidedAt: null,
} satisfies Calendar;
const { decisionDueAt } = calendar;
const later = new Date(decisionDueAt.getTime() + 6 * DAY);
const counts = { datasets: 1, questions: 0, announcements: 0, criteria: 3, teams: 4, submissions: 3, draws: 0 };
const head = { ...calendar, slug: "storm-drains", prizes: [], rules: [{ number: 1 }], _count: counts };

const facts = (now: Date, more: Partial<Calendar> = {}) =>
  renderToStaticMarkup(<Facts items={factsOf({ ...head, ...more }, now)} />);
const line = (now: Date, more: Partial<Calendar> = {}) =>
  renderToStaticMarkup(<ChallengeCalendar calendar={{ ...calendar, ...more }} now={now} />);

test("a decision is late from its day until it is made, even while results are", () => {
  expect(decisionLateBy(calendar, new Date(decisionDueAt.getTime() - 1))).toBeNull();
  expect(decisionLateBy(calendar, decisionDueAt)).toBe("a moment");
  expect(decisionLateBy(calendar, later)).toBe("6 days");
  expect(decisionLateBy({ ...calendar, resultsPublishedAt: null }, later)).toBe("6 days");
  expect(decisionLateBy({ ...calendar, decidedAt: later }, later)).toBeNull();
  expect(decisionLateBy({ ...calendar, publishedAt: null }, later)).toBeNull();
});

test("a late decision is late in the facts, and in a list such as the organisation's", () => {
  expect(facts(calendar.resultsPublishedAt)).toContain("<dt>Decision by</dt><dd>19 November 2026</dd>");
  expect(facts(later)).toContain("Overdue by 6 days");
  expect(facts(later)).toContain("promised by 19 November 2026");
  expect(facts(later, { decidedAt: decisionDueAt })).toContain("<dt>City decided</dt><dd>19 November 2026</dd>");
  expect(nextWords(calendar, later)).toMatchObject({ lead: "Decision overdue by 6 days", isLate: true });
  const card = { ...head, id: "1", title: "Storm drains", theme: "water", arms: null, summary: "Which drains first?" };
  const list = <ChallengeList challenges={[{ ...card, organisation: { slug: "prova", name: "Prova" } }]} now={later} />;
  expect(renderToStaticMarkup(list)).toContain('<b class="warn">Decision overdue by 6 days</b>');
  expect(renderToStaticMarkup(list)).toContain("promised by 19 November 2026");
});

test("today stays on the calendar when every day on it has passed, and says how late the city is", () => {
  const late = line(later);
  expect(late).toMatch(/<li class="now before" style="--x:1\.0000"><b>Today<\/b> <span>the decision is 6 days late/);
  expect(late).toContain("Decision promised");
  expect(late).not.toContain("City decides");
  const done = line(later, { decidedAt: new Date(decisionDueAt.getTime() - DAY) });
  expect(done).toContain("<b>Today</b>");
  expect(done).toContain("City decided");
  expect(done).not.toContain("late");
  expect(line(calendar.resultsPublishedAt)).toContain("City decides");
});
