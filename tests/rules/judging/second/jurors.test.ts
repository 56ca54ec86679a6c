import { expect, test } from "vitest";
import { type Pool, whyNoTime, whyNotName, whyTooSmall } from "~/judging/second/jurors";

const jury = (...conflicts: number[][]): Pool["jurors"] =>
  conflicts.map((entries, i) => ({ number: i + 1, conflicts: entries }));
const pool = (more: Partial<Pool> = {}): Pool => ({
  ...{ jurors: jury([], [], []), entries: [4, 7], reviewsPerEntry: 2, handedIn: [] },
  ...more,
});

test("a second round has as many jurors at least as it promises each entry reviews, and the words say both", () => {
  expect(whyNotName([1, 3], pool())).toBeNull();
  expect(whyNotName([2], pool())?.message).toBe(
    "Each entry is scored by 2 jurors, and 1 is chosen: 2 entries with 2 reviews each are 4 reviews.",
  );
  expect(whyTooSmall(pool())).toBeNull();
  expect(whyTooSmall(pool({ jurors: jury([]) }))?.message).toBe(
    "The rules promise each entry 2 reviews in the second round, and the jury has 1 juror. Invite more first.",
  );
});

test("whoever is not on the jury scores nothing", () => {
  expect(whyNotName([1, 2, 9], pool())?.code).toBe("no-such-juror");
});

test("conflicts leave each entry the reviews that the jury as a whole could give it, and the words say whom to add", () => {
  const torn = pool({ jurors: jury([4], [], [], [7]) });
  expect(whyNotName([2, 3], torn)).toBeNull();
  expect(whyNotName([1, 2], torn)?.message).toBe(
    "Entry 4 needs 2 jurors without a conflict and has 1 among these: choose 1 of jurors 3 and 4 as well.",
  );
  // Nobody else could: a second review of entry 4 is wanting whoever is chosen.
  const barred = pool({ jurors: jury([4], [], [4]) });
  expect(whyNotName([1, 2], barred)).toBeNull();
  expect(whyNotName([1, 3], barred)?.message).toBe(
    "Entry 4 needs 1 juror without a conflict and has none among these: choose juror 2 as well.",
  );
});

test("reviews that are in count, whoever wrote them, and a jury that has shrunk may still be changed", () => {
  const going = pool({
    handedIn: [
      [4, 1],
      [7, 1],
    ],
  });
  expect(whyNotName([2], going)).toBeNull();
  expect(whyNotName([1], going)?.code).toBe("too-few-jurors");
  expect(whyNotName([2, 3], pool({ reviewsPerEntry: 3, jurors: jury([], [], []) }))?.code).toBe("too-few-jurors");
  expect(whyNotName([1, 2], pool({ reviewsPerEntry: 3, jurors: jury([], []) }))).toBeNull();
});

test("the minutes of each juror's reviews fit into the time that there is, up to the last", () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 9, 12, minutes));
  const why = (endsAt: Date, jurors: number) => whyNoTime(pool(), { jurors, minutes: 20, now: at(0), endsAt });
  expect(why(at(40), 2)).toBeNull();
  expect(why(at(39), 2)?.message).toBe(
    "4 reviews are 2 a juror for 2 jurors. At 20 minutes a review each needs 40 minutes, and sheets are taken for 39 minutes. Choose more jurors or a later hour.",
  );
  expect(why(at(39), 4)).toBeNull();
});
