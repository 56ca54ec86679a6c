import { expect, test } from "vitest";
import {
  awardOrder,
  departingAwards,
  departures,
  reasonLead,
  whyNotPublish,
  whyNotTheseAwards,
} from "~/outcomes/awards";
import { standingOf, whyNotThisDay } from "~/outcomes/decisions";

const at = (iso: string) => new Date(iso);
const ranking = [
  { entry: 4, rank: 1 },
  { entry: 2, rank: 2 },
  { entry: 7, rank: 2 },
  { entry: 1, rank: 4 },
  { entry: 9, rank: null },
];
const prize = (title: string, entry: number | null, reason = "") => ({ prizeId: title, title, entry, reason });
const departing = (...choices: ReturnType<typeof prize>[]) => departures(choices, ranking).map(({ title }) => title);

test("prizes that follow the order need no reasons, and tied entries may stand in for one another", () => {
  expect(departing(prize("First", 4), prize("Second", 2), prize("Third", 7))).toEqual([]);
  expect(departing(prize("First", 4), prize("Second", 7))).toEqual([]);
});

test("a prize that passes over a better entry departs from the order, as does a second prize for one entry", () => {
  expect(departing(prize("First", 2), prize("Second", 4))).toEqual(["First"]);
  expect(departing(prize("First", 4), prize("Second", 1))).toEqual(["Second"]);
  expect(departing(prize("First", 4), prize("Second", 4))).toEqual(["Second"]);
  expect(departing(prize("First", 9))).toEqual(["First"]);
});

test("after a final its places come first, and behind them the ranking of those who did not go on", () => {
  const final = { entries: [2, 4].map((entry, i) => ({ entry, rank: i + 1 })) };
  expect(awardOrder(ranking, null)).toBe(ranking);
  expect(awardOrder(ranking, final)).toEqual([
    { entry: 2, rank: 1 },
    { entry: 4, rank: 2 },
    { entry: 7, rank: 4 },
    { entry: 1, rank: 6 },
    { entry: 9, rank: null },
  ]);
  const after = (...entries: number[]) =>
    departures(
      entries.map((entry) => prize(`To ${entry}`, entry)),
      awardOrder(ranking, final),
    ).map(({ title }) => title);
  expect(after(2, 4, 7)).toEqual([]);
  expect(after(4, 2)).toEqual(["To 4"]);
});

test("a prize that is not awarded changes nothing for the next", () => {
  expect(departing(prize("First", null), prize("Second", 4))).toEqual([]);
});

test("words written for a prize that follows the order are not called a departure", () => {
  const given = (title: string, number: number) => ({
    id: `award of ${title}`,
    prize: { id: title, title },
    reason: "It is clear to everyone who tried it.",
    submission: { number },
  });
  const mention = { ...given("Mention", 1), prize: null };
  expect(departingAwards([given("First", 4), given("Second", 2), mention], ranking).size).toBe(0);
  expect([...departingAwards([given("First", 2), given("Second", 4), mention], ranking)]).toEqual(["award of First"]);
  expect(reasonLead(false)).not.toContain("departs");
});

test("a departure without its reason is refused and named", () => {
  expect(whyNotTheseAwards([prize("First", 1)], [], ranking)?.message).toMatch(
    /^“First” to entry 1 departs from the order/,
  );
  expect(
    whyNotTheseAwards([prize("First", 1, "It is the only one that runs on the city's own machines.")], [], ranking),
  ).toBeNull();
  expect(whyNotTheseAwards([prize("First", 99)], [], ranking)?.code).toBe("no-such-entry");
  expect(whyNotTheseAwards([prize("First", null)], [], ranking)?.code).toBe("nothing");
});

test("results wait for the closing, for every team's feedback and for the awards", () => {
  const closed = {
    judgingClosedAt: at("2026-03-01T00:00:00Z"),
    resultsPublishedAt: null,
    timeZone: "Europe/Rome",
    isFinalOpen: false,
  };
  const silence = { code: "no-feedback", message: "Entry 3 has none." };
  expect(whyNotPublish({ ...closed, awards: 1, ranked: 2, silence: null })).toBeNull();
  expect(whyNotPublish({ ...closed, awards: 1, ranked: 2, silence })).toBe(silence);
  expect(whyNotPublish({ ...closed, awards: 1, ranked: 2, silence: null, isFinalOpen: true })?.code).toBe("final-open");
  expect(whyNotPublish({ ...closed, awards: 0, ranked: 2, silence: null })?.code).toBe("no-awards");
  expect(whyNotPublish({ ...closed, judgingClosedAt: null, awards: 1, ranked: 2, silence: null })?.code).toBe(
    "not-closed",
  );
});

test("a decision is overdue from the promised moment, a report from the end of its day in the city's zone", () => {
  const due = { decisionDueAt: at("2026-05-01T16:00:00Z"), timeZone: "Europe/Rome" };
  expect(standingOf(null, due, at("2026-05-01T15:59:59Z")).isOverdue).toBe(false);
  expect(standingOf(null, due, at("2026-05-04T16:00:00Z"))).toEqual({
    isOverdue: true,
    text: "Decision overdue by 3 days: promised by 1 May 2026.",
  });
  const pilot = { kind: "pilot" as const, dueOn: at("2026-06-10T00:00:00Z") };
  expect(standingOf(pilot, due, at("2026-06-10T21:59:59Z")).isOverdue).toBe(false);
  expect(standingOf(pilot, due, at("2026-06-10T22:00:00Z")).isOverdue).toBe(true);
  expect(standingOf({ ...pilot, kind: "decline" }, due, at("2027-01-01T00:00:00Z"))).toEqual({
    isOverdue: false,
    text: "Final.",
  });
});

test("a promised day is today or later where the city is", () => {
  const now = at("2026-05-01T22:30:00Z");
  expect(whyNotThisDay("2026-05-01", "Europe/Rome", now)?.code).toBe("past");
  expect(whyNotThisDay("2026-05-02", "Europe/Rome", now)).toBeNull();
  expect(whyNotThisDay("2099-01-01", "Europe/Rome", now)?.code).toBe("too-far");
});
