import { expect, test } from "vitest";
import { isNamed, rangeAsked } from "~/platform/http/byte-range";

test.each<[string | null, ReturnType<typeof rangeAsked>]>([
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=2-5", { start: 2, end: 5 }],
  ["bytes=2-", { start: 2, end: 9 }],
  ["bytes=9-", { start: 9, end: 9 }],
  ["bytes=0-9", { start: 0, end: 9 }],
  ["bytes=0-10", { start: 0, end: 9 }],
  ["bytes=5-99999999999999", { start: 5, end: 9 }],
  ["bytes=-1", { start: 9, end: 9 }],
  ["bytes=-10", { start: 0, end: 9 }],
  ["bytes=-11", { start: 0, end: 9 }],
  [" Bytes = 2 - 5".trim(), { start: 2, end: 5 }],
  ["bytes=10-", "beyond"],
  ["bytes=10-12", "beyond"],
  ["bytes=-0", "beyond"],
  ["bytes=5-4", "none"],
  ["bytes=-", "none"],
  ["bytes=", "none"],
  ["bytes=a-b", "none"],
  ["bytes=0-1,3-4", "none"],
  ["bytes=1-9999999999999999", "none"],
  ["rows=0-1", "none"],
  ["0-1", "none"],
  ["", "none"],
  [null, "none"],
])("of ten bytes, the Range header %j asks for %j", (header, asked) => {
  expect(rangeAsked(header, 10)).toEqual(asked);
});

test("nothing of an empty file can be asked for by its range", () => {
  for (const header of ["bytes=0-", "bytes=0-0", "bytes=-1"]) expect(rangeAsked(header, 0)).toBe("beyond");
});

test.each<[string | null, boolean]>([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ["*", true],
  ['"ab"', false],
  ["a", false],
  ["", false],
  [null, false],
])('If-None-Match %j names the tag "a": %j', (header, is) => {
  expect(isNamed('"a"', header)).toBe(is);
});
