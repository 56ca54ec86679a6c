import { expect, test } from "vitest";
import { overlap, similarityOf } from "~/judging/assigning/similarity";

test("tags overlap by the cosine of two sets, whatever their case and spaces", () => {
  expect(overlap(["Mobility", "maps "], ["maps", "mobility"])).toBe(1);
  expect(overlap(["maps"], ["maps", "water", "trees", "noise"])).toBe(0.5);
  expect(overlap(["maps"], [])).toBe(0);
});

test("a bid moves two fifths of the similarity, and silence none", () => {
  const juror = { tags: ["maps"], languages: [] };
  const entry = { tags: ["maps", "water", "trees", "noise"], language: "it" };
  expect(similarityOf(juror, entry, null)).toBeCloseTo(0.1 + 0.9 * 0.5);
  expect(similarityOf(juror, entry, "eager")).toBeCloseTo(0.1 + 0.9 * 0.7);
  expect(similarityOf(juror, entry, "willing")).toBeCloseTo(0.1 + 0.9 * 0.5);
  expect(similarityOf(juror, entry, "rather-not")).toBeCloseTo(0.1 + 0.9 * 0.3);
});

test("an entry in a language that the juror does not read is a last resort", () => {
  const entry = { tags: ["maps"], language: "pt-BR" };
  expect(similarityOf({ tags: ["maps"], languages: ["pt"] }, entry, null)).toBe(1);
  expect(similarityOf({ tags: ["maps"], languages: ["en", "it"] }, entry, null)).toBe(0.25);
  // Also where nothing is known of what either is about.
  const [reader, other] = [["pt"], ["en"]].map((languages) => similarityOf({ tags: [], languages }, entry, null));
  expect(reader).toBeGreaterThan(other as number);
  expect(similarityOf({ tags: ["maps"], languages: ["en"] }, { tags: ["maps"], language: null }, null)).toBe(1);
});
