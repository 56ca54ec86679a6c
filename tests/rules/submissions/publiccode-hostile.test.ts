import fc from "fast-check";
import { expect, test } from "vitest";
import { readPubliccode } from "~/submissions/publiccode/publiccode";
import { FILE } from "../../support/publiccode";

const UNREADABLE: [text: string, message: string][] = [
  ["", "The file is empty."],
  ["# only a comment\n", "The file is empty."],
  ["just words", "The file is a section: write its keys below it, indented."],
  [`name: ${"x".repeat(256_000)}`, "The file is larger than 256 kB, and was not read."],
  ["name: caf\ufffd", "The file is not text in UTF-8: save it with that encoding."],
  ["[".repeat(100_000), "The file is nested too deeply to be read."],
  ["- ".repeat(100_000), "The file is nested too deeply to be read."],
  [
    `platforms: [${",".repeat(200_000)}]`,
    "The file has too many parts to be read: leave out what the standard does not ask for.",
  ],
  [`a: &a 1\n${"b: *a\n".repeat(30)}`, "The file uses more than 20 aliases: write each value out."],
];

test("what cannot be read is refused in one sentence, before the parser can exhaust the program", () => {
  for (const [text, message] of UNREADABLE)
    expect(readPubliccode(text)).toEqual({
      problems: [{ line: 1, column: 1, key: "", severity: "error", message }],
      value: null,
    });
});

test("a list that points at itself ends, and a file that is wrong throughout tells a hundred things", () => {
  expect(readPubliccode("platforms: &a [*a, *a]\ndescription: &b\n  en: *b\n").value).not.toBeNull();
  const many = FILE.replace(/- geographic.*/, "- x\n  ".repeat(499).trimEnd());
  expect(readPubliccode(many).problems).toHaveLength(101);
  expect(readPubliccode(many).problems.at(-1)?.message).toBe("There may be more; put these right first.");
});

/** Every problem points into the file and is one or two plain sentences. */
function expectPlain(text: string) {
  const { problems } = readPubliccode(text);
  const lines = text.split("\n").length;
  for (const { line, column, message } of problems) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(message).toMatch(/^[^\n]{5,300}[.?]$/);
  }
}

test("no text makes the reader fail, nor point outside the file", () => {
  const yamlish = fc.stringMatching(/^[-a-z0-9:#&*!|>'"%@`{}[\],?<=\n\t ]{0,80}$/);
  fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), yamlish), expectPlain), { numRuns: 500 });
});

test("no change to a good file makes the reader fail, nor point outside the file", () => {
  const bit = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom("\n", ": ", "- ", "  ", "*a ", "&a ", "[", "}", "null"),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(FILE.length), fc.nat(12), bit), { minLength: 1, maxLength: 4 }), (changes) => {
      expectPlain(changes.reduce((text, [at, gone, put]) => text.slice(0, at) + put + text.slice(at + gone), FILE));
    }),
    { numRuns: 300 },
  );
});
