import { expect, test } from "vitest";
import { languageOf } from "~/judging/plan/language-of";

test("a paragraph tells its language; a few words do not", () => {
  expect(
    languageOf("We treat each drain as a bucket with a leak. Eleven years of readings give every bucket its size."),
  ).toBe("en");
  expect(
    languageOf(
      "Ogni tombino è un secchio bucato: undici anni di misure ne danno la grandezza, e la pioggia fa il resto.",
    ),
  ).toBe("it");
  expect(
    languageOf(
      "Jeder Gully ist ein Eimer mit einem Loch; elf Jahre an Messungen sagen, wie groß er ist und wann er voll ist.",
    ),
  ).toBe("de");
  expect(languageOf("Leaky buckets")).toBeNull();
  expect(languageOf("")).toBeNull();
});
