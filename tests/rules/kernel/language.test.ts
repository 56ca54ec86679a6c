import { expect, test } from "vitest";
import { languageName, languageTag } from "~/kernel/language";

test("a language is known by its English name, its own name and its tag, in any case", () => {
  for (const text of ["Italian", "italiano", " IT ", "it-CH", "it_IT"]) expect(languageTag(text), text).toBe("it");
  expect(["Deutsch", "français", "Ελληνικά", "日本語"].map(languageTag)).toEqual(["de", "fr", "el", "ja"]);
  expect(languageName("it")).toBe("Italian");
});

test("what is no language is none", () => {
  for (const text of ["", "Elvish", "xx", "it-", "C++", "__proto__"]) expect(languageTag(text), text).toBeNull();
});
