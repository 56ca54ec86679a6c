import { assert, integer, property, uniqueArray } from "fast-check";
import { expect, test } from "vitest";
import { drawnOrder, runSheetOf } from "~/judging/round/run-sheet";
import { fromLocalInput, MINUTE, timeText } from "~/kernel/time";

const ROME = "Europe/Rome";

test("everyone has as many minutes, one after the other", () => {
  const startsAt = fromLocalInput("2026-11-28T18:00", ROME) as Date;
  const sheet = runSheetOf([4, 1, 9], { startsAt, minutesEach: 12 });
  expect(sheet.map(({ entry }) => entry)).toEqual([4, 1, 9]);
  expect(sheet.map((slot) => timeText(slot.startsAt, ROME))).toEqual(["18:00 CET", "18:12 CET", "18:24 CET"]);
  for (const [i, slot] of sheet.entries()) {
    expect(slot.endsAt.getTime() - slot.startsAt.getTime()).toBe(12 * MINUTE);
    expect(slot.startsAt).toEqual(sheet[i - 1]?.endsAt ?? startsAt);
  }
});

test("where clocks go back meanwhile, nobody has an hour more", () => {
  const startsAt = new Date("2026-10-25T00:50:00Z");
  const texts = runSheetOf([1, 2], { startsAt, minutesEach: 15 }).map((slot) => timeText(slot.startsAt, ROME));
  expect(texts).toEqual(["02:50 CEST", "02:05 CET"]);
});

test("the drawn order holds every entry once and depends on the seed alone", () => {
  assert(
    property(uniqueArray(integer({ min: 1, max: 99 }), { maxLength: 20 }), (entries) => {
      const drawn = drawnOrder(entries, "seed");
      expect([...drawn].sort()).toEqual([...entries].sort());
      expect(drawnOrder([...entries].reverse(), "seed")).toEqual(drawn);
    }),
  );
  const ten = Array.from({ length: 10 }, (_, i) => i + 1);
  expect(drawnOrder(ten, "one seed")).not.toEqual(drawnOrder(ten, "another"));
});
