import fc from "fast-check";
import { expect, test } from "vitest";
import { diffText } from "~/kernel/diff";

const without = (kind: "added" | "removed", before: string, after: string): string =>
  diffText(before, after)
    .filter((change) => change.kind !== kind)
    .map(({ text }) => text)
    .join("");

test("a changed word is shown as that word, and nothing around it", () => {
  expect(diffText("Entries close on Friday.\nBe kind.\n", "Entries close on Monday.\nBe kind.\n")).toEqual([
    { kind: "same", text: "Entries close on " },
    { kind: "removed", text: "Friday." },
    { kind: "added", text: "Monday." },
    { kind: "same", text: "\nBe kind.\n" },
  ]);
});

test("a paragraph that was put in between is added whole", () => {
  expect(diffText("One.\nThree.\n", "One.\nTwo.\nThree.\n")).toEqual([
    { kind: "same", text: "One.\n" },
    { kind: "added", text: "Two.\n" },
    { kind: "same", text: "Three.\n" },
  ]);
});

test("the same text has no change, and an empty one becomes everything", () => {
  expect(diffText("As it was.", "As it was.")).toEqual([{ kind: "same", text: "As it was." }]);
  expect(diffText("", "All of it.")).toEqual([{ kind: "added", text: "All of it." }]);
  expect(diffText("", "")).toEqual([]);
});

test("whatever the texts, both can be read out of their difference to the letter", () => {
  const text = fc
    .array(fc.constantFrom("a ", "b", "c\n", "\n", " ", "é"), { maxLength: 40 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(without("added", before, after)).toBe(before);
      expect(without("removed", before, after)).toBe(after);
    }),
  );
});

test("two long texts that share nothing are told apart at once", () => {
  const lines = (word: string) => Array.from({ length: 6_000 }, (_, i) => `${word} ${i}\n`).join("");
  const [before, after] = [lines("old"), lines("new")];
  const start = performance.now();
  expect(without("added", before, after)).toBe(before);
  expect(performance.now() - start).toBeLessThan(2_000);
});
