import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY } from "~/kernel/time";
import { digestWeek } from "~/submissions/uses/digest-week";
import { type Digest, weeklyDigestMail } from "~/submissions/uses/weekly-digest.mail";

test("a digest's week ends on Monday at 05:00 UTC, and is the same until the next Monday", () => {
  const week = (at: string) => digestWeek(new Date(at));
  expect(week("2026-10-12T05:00:00Z")).toEqual({
    from: new Date("2026-10-05T05:00:00Z"),
    to: new Date("2026-10-12T05:00:00Z"),
    key: "2026-10-12",
  });
  expect(week("2026-10-12T04:59:59.999Z").key).toBe("2026-10-05");
  expect(week("2026-10-19T04:59:59.999Z").key).toBe("2026-10-12");
});

test("weeks follow one another without a gap, and every moment lies after the week that is told of", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (time) => {
      const { from, to } = digestWeek(new Date(time));
      expect(to.getUTCDay()).toBe(1);
      expect(to.getTime() <= time && time < to.getTime() + 7 * DAY).toBe(true);
      expect(digestWeek(new Date(to.getTime() - 1)).to).toEqual(from);
    }),
  );
});

const use = {
  dataset: "Storm drains",
  slug: "storm-drains",
  title: "Leaky buckets",
  team: "Contrafforte",
  challenge: "Drains that warn",
  challengeSlug: "drains-that-warn",
  number: 3,
  how: "They size\nthe buckets.",
};
const problem = {
  dataset: "Storm drains",
  slug: "storm-drains",
  number: 7,
  kind: "wrong_values" as const,
  state: "open" as const,
  title: "Heights are in feet",
  reportedAt: new Date("2026-10-09T08:00:00Z"),
};
const about = { to: new Date("2026-10-12T05:00:00Z"), origin: "https://palio.example.org", zone: "Europe/Rome" };
const letter = (digest: Partial<Digest>) =>
  weeklyDigestMail({ uses: [], usesInAll: 0, problems: [], problemsInAll: 0, ...digest }, about);

test("the letter names each use and problem with its address, and counts what it leaves out", () => {
  const { subject, text } = letter({ uses: [use], usesInAll: 21, problems: [problem], problemsInAll: 1 });
  expect(subject).toBe("Your data this week: 21 new uses, 1 problem");
  for (const words of [
    "in the week to 12 October 2026.",
    "- “Leaky buckets” by Contrafforte, on “Drains that warn”, uses “Storm drains”: They size the buckets.",
    "https://palio.example.org/challenges/drains-that-warn/entries/3",
    "And 20 more, on the pages of your datasets.",
    "- Problem 7 in “Storm drains”: Heights are in feet",
    "Open, reported on 9 October 2026. https://palio.example.org/datasets/storm-drains/problems/7",
  ])
    expect(text).toContain(words);
  expect(text).not.toContain("your desk");
});

test("what may be personal data is told of without its title, and a part with nothing in it is left out", () => {
  const { subject, text } = letter({
    problems: [{ ...problem, kind: "personal_data", title: "SECRET" }],
    problemsInAll: 1,
  });
  expect(subject).toBe("Your data this week: 1 problem");
  expect(text).toContain("Problem 7 in “Storm drains”: May hold personal data");
  expect(text).not.toMatch(/SECRET|New uses/);
});
