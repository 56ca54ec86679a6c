/** Every language that has a code of two letters in ISO 639-1, by its names in English and in itself. */
let names: Map<string, string> | undefined;

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

function byName(): Map<string, string> {
  const english = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  const known = new Map<string, string>();
  for (const first of LETTERS)
    for (const second of LETTERS) {
      const tag = first + second;
      const name = english.of(tag);
      // Codes that were withdrawn, as "iw", have a successor that is listed too.
      if (name === undefined || Intl.getCanonicalLocales(tag)[0] !== tag) continue;
      known.set(tag, tag);
      for (const one of [name, new Intl.DisplayNames([tag], { type: "language" }).of(tag)])
        if (one !== undefined) known.set(folded(one), tag);
    }
  return known;
}

const folded = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

/** "Italian", "italiano", "IT" or "it-CH" as its BCP 47 tag, "it"; null where no language is called so. */
export function languageTag(text: string): string | null {
  names ??= byName();
  const word = folded(text);
  return names.get(word) ?? names.get(/^([a-z]{2})[-_][a-z0-9]+$/.exec(word)?.[1] ?? "") ?? null;
}

/** "it" as "Italian". */
export const languageName = (tag: string): string => new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
