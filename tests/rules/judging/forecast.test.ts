import { expect, test } from "vitest";
import { forecastOf, forecastText, type Reading, whyNotInTime } from "~/challenges/forecast";
import { type Live, outlookOf } from "~/judging/forecast";
import { DAY } from "~/kernel/time";

const reading = (of: Partial<Reading> = {}): Reading => ({
  ...{ entries: 30, reviewsPerEntry: 3, jurors: 6, minutes: 20, days: 10 },
  ...of,
});

test("a jury is told its load with the numbers: reviews, each juror's share, and the minutes a day", () => {
  expect(forecastOf(reading())).toEqual({ reviews: 90, each: 15, minutesADay: 30, missing: 0, is: "easy" });
  expect(forecastText(reading())).toBe(
    "30 entries with 3 reviews each are 90 reviews: 15 a juror for 6 jurors. At 20 minutes a review and 10 days that is 30 minutes a day for each.",
  );
});

test("more than two hours a day is tight, more than eight is impossible, to the minute", () => {
  expect(forecastOf(reading({ days: 2.5 })).is).toBe("easy");
  expect(forecastOf(reading({ days: 2.49 })).is).toBe("tight");
  expect(whyNotInTime(reading({ days: 0.625 }))).toBeNull();
  expect(whyNotInTime(reading({ days: 0.62 }))?.message).toBe(
    "Judging cannot be done in this time. 30 entries with 3 reviews each are 90 reviews: 15 a juror for 6 jurors. At 20 minutes a review and 0.6 days that is 8.1 hours a day for each. 24 jurors more would bring it to two hours a day or less.",
  );
  expect(whyNotInTime(reading({ days: 0 }))?.message).toContain("There is no time between the close of entries");
});

test("fewer jurors than each entry has reviews are too few, whatever the time", () => {
  expect(whyNotInTime(reading({ entries: 1, jurors: 2 }))?.message).toMatch(
    /^Each entry is to be read by 3 jurors, and 2 jurors are expected\..* 1 juror more would bring it to what each entry needs\.$/,
  );
  expect(whyNotInTime(reading({ entries: 0, jurors: 0 }))).toBeNull();
});

const start = new Date("2026-10-01T00:00:00Z");
const day = (n: number) => new Date(start.getTime() + n * DAY);

const live = (done: number, of: Partial<Live> = {}): Live => ({
  ...{ unplaced: 0, jurors: 3, entries: 10, reviewsPerEntry: 3, minutes: 20 },
  ...{ closesAt: start, judgingEndsAt: day(10) },
  sheets: Array.from({ length: 30 }, (_, i) => ({ assignedAt: start, handedInAt: i < done ? day(1) : null })),
  ...of,
});

test("once a few sheets are in, the pace observed says whether the jury will be done", () => {
  expect(outlookOf(live(15), day(4))).toEqual({
    isLate: false,
    text: "15 of 30 sheets are in after 4 days: 3.8 a day. At this pace the rest takes 4 days, and judging ends in 6 days.",
  });
  expect(outlookOf(live(6), day(6))).toEqual({
    isLate: true,
    text: "6 of 30 sheets are in after 6 days: 1 a day. At this pace the rest takes 24 days, and judging ends in 4 days. 20 sheets will be missing. 15 more jurors at that pace would make it.",
  });
  expect(outlookOf(live(3), day(9))?.text).toContain("one in 3 days");
});

test("before that the minutes said of a review do, and nothing is said when all is in or nothing is to be read", () => {
  expect(outlookOf(live(2), day(1))?.text).toContain("2 sheets are in so far.");
  expect(outlookOf(live(0), day(-5))?.text).toContain("10 days");
  expect(outlookOf(live(30), day(5))).toBeNull();
  expect(outlookOf(live(0, { entries: 0 }), day(5))).toBeNull();
  expect(outlookOf(live(29), day(10))).toEqual({
    isLate: true,
    text: "Judging has ended by the calendar, and 1 sheet is missing.",
  });
});
