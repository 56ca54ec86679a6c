import fc from "fast-check";
import { expect, test } from "vitest";
import { changesIn, minutesSpent, type SheetVersion, whyNotBringBack } from "~/judging/desk/sheet-history";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 9) + minutes * 60_000);
const RUBRIC = [
  { id: "reach", title: "Reach", description: "", weight: 60, levels: [] },
  { id: "craft", title: "Craft", description: "", weight: 40, levels: [] },
];
const version = (of: Partial<SheetVersion>): SheetVersion => ({
  ...{ number: 1, state: "draft", savedAt: at(0), scores: {}, feedback: "", privateNote: "", ...of },
});

test("a sitting counts from its first save to its last, and a pause of ten minutes or more counts for nothing", () => {
  expect(minutesSpent([])).toBe(0);
  expect(minutesSpent([at(0)])).toBe(1);
  expect(minutesSpent([at(0), at(5)])).toBe(6);
  expect(minutesSpent([at(0), at(9.99)])).toBe(11);
  expect(minutesSpent([at(0), at(10)])).toBe(2);
  expect(minutesSpent([at(0), at(4), at(300), at(303)])).toBe(9);
});

test("more saves never make the work shorter than the time between the first and the last of one sitting", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }), (pauses) => {
      let end = 0;
      const saves = [0, ...pauses.map((pause) => (end += pause))];
      return minutesSpent(saves.map(at)) === end + 1;
    }),
  );
});

test("a version says what it changed of the one before it, and zero is a score", () => {
  const first = version({ scores: { reach: 0 }, feedback: "Good." });
  expect(changesIn(first, null, RUBRIC)).toEqual(["“Reach” 0", "Feedback now 5 characters"]);
  const second = version({ number: 2, scores: { reach: 3, craft: 2 }, feedback: "" });
  expect(changesIn(second, first, RUBRIC)).toEqual(["“Reach” 0 to 3", "“Craft” 2", "Feedback emptied"]);
  const third = version({ number: 3, scores: { craft: 2 }, state: "handed_in", privateNote: "x" });
  expect(changesIn(third, second, RUBRIC)).toEqual([
    "“Reach” taken back, was 3",
    "Private note now 1 character",
    "Handed in",
  ]);
  expect(changesIn(version({ ...third, number: 4, state: "draft" }), third, RUBRIC)).toEqual(["Reopened"]);
  expect(changesIn(second, { ...second, number: 1 }, RUBRIC)).toEqual([]);
});

test("the version that stands is not brought back over itself", () => {
  expect(whyNotBringBack(3, 3)?.message).toBe("Version 3 is the one that stands.");
  expect(whyNotBringBack(2, 3)).toBeNull();
});
