import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "~/kernel/canonical";
import { moneyText, parseMoney, totals } from "~/kernel/money";
import { seeded, shuffled } from "~/kernel/random";
import { bytesText, count, excerpt, list, slugOf, words } from "~/kernel/text";
import { DAY, fromLocalInput, HOUR, instantText, isoDay, relativeText, sinceText, toLocalInput } from "~/kernel/time";

test("a wall-clock time in a zone is the same wall-clock time when shown again", () => {
  const zones = ["Europe/Rome", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"];
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }),
      fc.constantFrom(...zones),
      (at, zone) => {
        const local = toLocalInput(new Date(at), zone);
        const back = fromLocalInput(local, zone);
        expect(back && toLocalInput(back, zone)).toBe(local);
      },
    ),
  );
});

test("an hour that occurs twice is the first one, and an hour that is skipped moves forward", () => {
  expect(fromLocalInput("2026-10-25T02:30", "Europe/Rome")?.toISOString()).toBe("2026-10-25T00:30:00.000Z");
  expect(fromLocalInput("2026-03-29T02:30", "Europe/Rome")?.toISOString()).toBe("2026-03-29T01:30:00.000Z");
});

test("a day that does not exist is no time", () => {
  expect(fromLocalInput("2026-02-30T10:00", "Europe/Rome")).toBeNull();
  expect(fromLocalInput("2026-02-20T10:00", "Nowhere/City")).toBeNull();
});

test("a day without a zone is that of UTC, up to its last millisecond", () => {
  expect(isoDay(new Date("2026-10-30T23:59:59.999Z"))).toBe("2026-10-30");
  expect(isoDay(new Date("2026-10-31T00:30:00+02:00"))).toBe("2026-10-30");
});

test("what was saved today is told by the clock, and earlier with its day, as the zone counts days", () => {
  const saved = new Date("2026-10-12T21:50:00Z");
  expect(sinceText(saved, new Date("2026-10-12T21:59:59Z"), "Europe/Rome")).toBe("at 23:50:00");
  expect(sinceText(saved, new Date("2026-10-12T22:00:00Z"), "Europe/Rome")).toBe("on Mon 12 Oct 2026, 23:50 CEST");
  expect(sinceText(saved, new Date("2026-10-12T22:00:00Z"), "UTC")).toBe("at 21:50:00");
});

test("times are told with their zone, gaps in whole units", () => {
  const at = new Date("2026-10-30T17:00:00Z");
  expect(instantText(at, "Europe/Rome")).toBe("Fri 30 Oct 2026, 18:00 CET");
  expect(relativeText(at, new Date(at.getTime() - 18 * DAY - HOUR))).toBe("in 18 days");
  expect(relativeText(at, new Date(at.getTime() + HOUR))).toBe("1 hour ago");
  expect(relativeText(at, at)).toBe("now");
});

test("amounts are read as people write them and told in full", () => {
  expect(parseMoney("10,000", "EUR")).toEqual({ minor: 1_000_000n, currency: "EUR" });
  expect(parseMoney("10 000.5", "EUR")).toEqual({ minor: 1_000_050n, currency: "EUR" });
  expect(parseMoney("500", "JPY")).toEqual({ minor: 500n, currency: "JPY" });
  for (const wrong of ["", "0", "-5", "1,00", "ten", "1.234", "1e9", "<b>1</b>"])
    expect(parseMoney(wrong, "EUR"), wrong).toBeNull();
  expect(moneyText({ minor: 1_000_000n, currency: "EUR" })).toBe("€10,000");
  expect(moneyText({ minor: 1_000_050n, currency: "EUR" })).toBe("€10,000.50");
  expect(
    totals([
      { minor: 5n, currency: "EUR" },
      { minor: 7n, currency: "USD" },
      { minor: 1n, currency: "EUR" },
    ]),
  ).toEqual([
    { minor: 6n, currency: "EUR" },
    { minor: 7n, currency: "USD" },
  ]);
});

test("canonical JSON does not depend on the order in which a value was built", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed as never)).toBe(canonicalJson(value as never));
      expect(JSON.parse(canonicalJson(value as never))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(() => canonicalJson(Number.NaN)).toThrow();
});

test("a shuffle keeps every item once, and the same seed shuffles alike", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
      const once = shuffled(items, seeded(seed));
      expect([...once].sort()).toEqual([...items].sort());
      expect(shuffled(items, seeded(seed))).toEqual(once);
    }),
  );
});

test("words are counted, joined, cut and turned into addresses", () => {
  expect(count(1, "team")).toBe("1 team");
  expect(count(1200, "entry", "entries")).toBe("1,200 entries");
  expect(list(["a", "b", "c"])).toBe("a, b and c");
  expect(slugOf("Città più verdi, 2026!")).toBe("citta-piu-verdi-2026");
  expect(slugOf("東京")).toBe("untitled");
  expect(excerpt("one two three four", 12)).toBe("one two…");
  expect(bytesText(1_430_000)).toBe("1.4 MB");
  expect(words("maps, Python; maps\nGIS")).toEqual(["maps", "Python", "GIS"]);
});
