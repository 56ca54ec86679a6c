import { expect, test } from "vitest";
import { nextWords, prizesText } from "~/challenges/challenge-reading";
import { answerTimeText, whyNotAsk } from "~/challenges/questions/asking";
import { askedWords, phaseAsked, themeAsked } from "~/challenges/reading/list";
import { DAY, HOUR } from "~/kernel/time";

const day = (n: number) => new Date(Date.UTC(2026, 9, n, 16));
const calendar = {
  timeZone: "Europe/Rome",
  publishedAt: day(1),
  opensAt: day(3),
  closesAt: day(10),
  judgingEndsAt: day(15),
  resultsDueAt: day(17),
  decisionDueAt: day(20),
  judgingClosedAt: null,
  resultsPublishedAt: null,
  decidedAt: null,
};

test("questions are taken from publication until the results are published", () => {
  expect(whyNotAsk(calendar, day(1))).toBeNull();
  expect(whyNotAsk(calendar, day(16))).toBeNull();
  expect(whyNotAsk({ ...calendar, publishedAt: null }, day(2))?.code).toBe("not-published");
  const out = { ...calendar, judgingClosedAt: day(15), resultsPublishedAt: day(16) };
  expect(whyNotAsk(out, new Date(day(16).getTime() - 1))).toBeNull();
  expect(whyNotAsk(out, day(16))?.message).toMatch(
    /^Questions closed with the results, on Fri 16 Oct 2026, 18:00 CEST\./,
  );
});

test("how long answers take is said in words, in the singular where it is one", () => {
  expect(answerTimeText({ answered: 0, waiting: 0, median: null })).toBe("Nobody has asked anything yet.");
  expect(answerTimeText({ answered: 1, waiting: 0, median: 3 * HOUR })).toBe(
    "The one answer so far came within 3 hours.",
  );
  expect(answerTimeText({ answered: 4, waiting: 1, median: 2 * DAY })).toBe(
    "Half of 4 answers came within 2 days. 1 question waits.",
  );
});

test("prizes are one total per currency, and prizes in kind are counted beside", () => {
  const euro = (amountMinor: bigint) => ({ amountMinor, currency: "EUR", inKind: null });
  const kind = { amountMinor: null, currency: null, inKind: "A year of hosting" };
  expect(prizesText([euro(1_000_000n), euro(500_000n)])).toBe("€15,000");
  expect(prizesText([euro(1_000_000n), { amountMinor: 200_000n, currency: "USD", inKind: null }, kind])).toBe(
    "€10,000 + $2,000 and 1 in kind",
  );
  expect(prizesText([kind])).toBe("1 in kind");
  expect(prizesText([])).toBe("");
});

test("a list says what comes next for each challenge", () => {
  expect(nextWords(calendar, day(2)).lead).toBe("Opens in 1 day");
  expect(nextWords(calendar, day(4)).lead).toBe("Closes in 6 days");
  expect(nextWords(calendar, day(12))).toEqual({ lead: "With the jury", what: "results due", at: day(17) });
});

test("an address asks only for phases and themes that there are, and never for drafts", () => {
  expect(phaseAsked("open")).toBe("open");
  expect(phaseAsked("draft")).toBeUndefined();
  expect(phaseAsked("<script>")).toBeUndefined();
  expect(themeAsked("water")).toBe("water");
  expect(themeAsked("toString")).toBeUndefined();
  expect(askedWords({ q: "drain", theme: "water", phase: "open" })).toBe("about “drain”, on water and open now");
});
