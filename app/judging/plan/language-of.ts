import { franc } from "franc-min";

/** Shorter texts say too little for a guess. */
const LEAST = 80;
/** What the language is told by; more changes nothing and takes time. */
const MOST = 600;

/** The language that a text is written in, by its trigrams, as a BCP 47 tag: "it"; null where that cannot be told. */
export function languageOf(text: string): string | null {
  const code = franc(text.slice(0, MOST), { minLength: LEAST });
  return code === "und" ? null : (Intl.getCanonicalLocales(code)[0] ?? null);
}
