import fc from "fast-check";
import { expect, test } from "vitest";
import { type Compared, changeSentences, changesBetween, hasDrifted } from "~/datasets/health/changes";
import { isUnchanged, type LookOutcome, nextCheck } from "~/datasets/health/next-check";
import type { ColumnType } from "~/datasets/reading/table";
import { DAY, HOUR } from "~/kernel/time";

const NOW = new Date("2026-11-25T12:00:00Z");
const ago = (milliseconds: number): Date => new Date(NOW.getTime() - milliseconds);

const waitOf = (outcome: LookOutcome, more: { unchanged?: number; failingFor?: number; isPromised?: boolean } = {}) => {
  const { unchanged = 0, failingFor, isPromised = false } = more;
  const failingSince = failingFor === undefined ? null : ago(failingFor);
  return nextCheck({ outcome, unchanged, failingSince, isPromised }, NOW).getTime() - NOW.getTime();
};

test.each([
  ["changed", 0, 12 * HOUR],
  ["unchanged", 1, DAY],
  ["unchanged", 2, 7 * DAY],
  ["unchanged", 3, 30 * DAY],
  ["unchanged", 400, 30 * DAY],
] as const)(
  "after a look that found it %s for the %dth time in a row the next comes %d ms later",
  (outcome, unchanged, wait) => {
    expect(waitOf(outcome, { unchanged })).toBe(wait);
  },
);

test.each([
  [0, HOUR],
  [HOUR - 1, HOUR],
  [HOUR, 3 * HOUR],
  [6 * HOUR, 12 * HOUR],
  [2 * DAY, DAY],
  [14 * DAY, 7 * DAY],
  [900 * DAY, 7 * DAY],
])("an address that has failed for %d ms is looked at again %d ms later", (failingFor, wait) => {
  expect(waitOf("failed", { failingFor })).toBe(wait);
});

test("what a challenge is tied to is looked at daily at least", () => {
  expect(waitOf("unchanged", { unchanged: 9, isPromised: true })).toBe(DAY);
  expect(waitOf("failed", { failingFor: 90 * DAY, isPromised: true })).toBe(DAY);
  expect(waitOf("failed", { failingFor: 0, isPromised: true })).toBe(HOUR);
});

test("bytes are the same where the server says so, or where its marks do", () => {
  const none = { etag: null, lastModified: null };
  expect(isUnchanged(none, { ...none, unchanged: true })).toBe(true);
  expect(isUnchanged({ ...none, etag: 'W/"a-gzip"' }, { ...none, etag: '"a"', unchanged: false })).toBe(true);
  expect(isUnchanged({ ...none, etag: '"a"' }, { ...none, etag: '"b"', unchanged: false })).toBe(false);
  const dated = { ...none, lastModified: "Wed, 25 Nov 2026 10:00:00 GMT" };
  expect(isUnchanged(dated, { ...dated, unchanged: false })).toBe(true);
  expect(isUnchanged(dated, { ...none, unchanged: false })).toBeNull();
});

const column = (name: string, type: ColumnType = "text", values: string[] = []) => ({
  ...{ name, type, min: null, max: null },
  top: values.map((value) => ({ value, count: 1 })),
});
const copy = (rowCount: number, ...columns: Compared["columns"]): Compared => ({ rowCount, columns });

test("a column that came, one that went and one of another type are told, what breaks programs first", () => {
  const changes = changesBetween(
    copy(1_000, column("id", "integer"), column("street"), column("height", "number")),
    copy(1_120, column("id", "text"), column("height", "number"), column("depth", "number")),
  );
  expect(changes).toMatchObject({ added: ["depth"], removed: ["street"], renamed: [] });
  expect(changeSentences(changes)).toEqual([
    "Without the column “street”.",
    "“id” was whole numbers and is text.",
    "With the new column “depth”.",
    "12% more rows: 1,120 after 1,000.",
  ]);
  expect(hasDrifted(changes)).toBe(true);
});

test("columns seem renamed by their letters, or by what is in them, and each only once", () => {
  const before = copy(3, column("Street Name"), column("stato", "text", ["good", "bad"]), column("x"), column("y"));
  const after = copy(3, column("street_name"), column("state", "text", ["good", "bad"]), column("z"));
  expect(changesBetween(before, after)).toMatchObject({
    renamed: [
      { from: "Street Name", to: "street_name" },
      { from: "stato", to: "state" },
    ],
    removed: ["x", "y"],
    added: ["z"],
  });
});

test("columns that only change places, and rows that grow, are no drift", () => {
  const changes = changesBetween(copy(1_000, column("a"), column("b")), copy(1_001, column("b"), column("a")));
  expect(hasDrifted(changes)).toBe(false);
  expect(changeSentences(changes)).toEqual(["Under 1% more rows: 1,001 after 1,000."]);
});

test("new bytes in the same shape are other values; many columns are named by a few", () => {
  expect(changeSentences(changesBetween(copy(2, column("a")), copy(2, column("a"))))).toEqual([
    "Other values; the columns and the number of rows are the same.",
  ]);
  const many = Array.from({ length: 7 }, (_, n) => column(`c${n}`));
  expect(changeSentences(changesBetween(copy(0), copy(5, ...many)))).toEqual([
    "With the new columns “c0”, “c1”, “c2”, “c3” and 3 more.",
    "It has rows now: 5.",
  ]);
});

test("whatever two copies hold: every column is the same, retyped, renamed, added or removed, and nothing twice", () => {
  const columns = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom("a", "A", "a ", "b", "c", "d_e", "d e", "Ä", ""),
      type: fc.constantFrom<ColumnType>("text", "integer"),
      min: fc.constantFrom(null, 1),
      max: fc.constantFrom(null, 9),
      top: fc.constant<{ value: string; count: number }[]>([]),
    }),
    { selector: ({ name }) => name },
  );
  const one = fc.record({ rowCount: fc.nat(9), columns });
  fc.assert(
    fc.property(one, one, (before, after) => {
      const { added, removed, renamed } = changesBetween(before, after);
      const kept = before.columns.filter(({ name }) => after.columns.some((other) => other.name === name)).length;
      expect(kept + removed.length + renamed.length).toBe(before.columns.length);
      expect(kept + added.length + renamed.length).toBe(after.columns.length);
      expect(hasDrifted(changesBetween(before, before))).toBe(false);
    }),
  );
});
