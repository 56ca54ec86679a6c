import parseSpdx, { type Info } from "spdx-expression-parse";
import licences from "spdx-license-list/simple.js";
import { excerpt, list } from "~/kernel/text";
import { nearest } from "./nearest";
import { CATEGORIES, COUNTRIES, DEPRECATED_LICENCES, type Minor, SCOPES } from "./vocabulary";

/** What is wrong with one text: a sentence, and whether the text can be used all the same. */
export type Finding = { severity: "error" | "warning"; message: string; usable: boolean };

/** Looks at one text, trimmed and not empty, as a file of this minor version may hold it. */
export type Check = (text: string, minor: Minor) => Finding | null;

const wrong = (message: string): Finding => ({ severity: "error", message, usable: false });
const odd = (message: string): Finding => ({ severity: "warning", message, usable: true });

/** A text of the file as a sentence may show it. */
export const shown = (text: string): string => `“${excerpt(text.slice(0, 500), 60)}”`;

/**
 * How many characters a reader counts: a letter with its accents is one, and so is a family of emoji. Segments of
 * Intl.Segmenter would be exact, and take minutes for the longest file.
 */
export const size = (text: string): number => [...text.replace(/\p{M}|\p{Emoji_Modifier}|\u200d\P{M}?/gu, "")].length;

export const oneOf =
  (what: string, known: string[]): Check =>
  (text) =>
    known.includes(text) ? null : wrong(`${shown(text)} is not ${what}: write ${list(known, "or")}.`);

const listed =
  (what: string, known: string[], page: string): Check =>
  (text) => {
    if (known.includes(text)) return null;
    const meant = nearest(text, known);
    return wrong(
      `${shown(text)} is not ${what} of the standard; ${meant ? `did you mean ${meant}?` : `choose one of ${page}.`}`,
    );
  };

export const category = listed("a category", CATEGORIES, "https://yml.publiccode.tools/categories-list.html");
export const scope = listed("a scope", SCOPES, "https://yml.publiccode.tools/scope-list.html");

const isWeb = (text: string): boolean => {
  if (!URL.canParse(text) || /\s/.test(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return (protocol === "https:" || protocol === "http:") && hostname !== "" && username === "" && password === "";
};

export const webAddress: Check = (text) =>
  isWeb(text) ? null : wrong(`${shown(text)} is not an address of the web: it begins with https:// or http://.`);

/** Where code lives: any address with a scheme, of which only those of the web can be followed by a reader. */
export const codeAddress: Check = (text) => {
  if (isWeb(text)) return null;
  if (!/^(?:git|ssh|svn|ftps?)(?:\+\w+)?:\/\/[^\s/@]*[^\s@]+$/.test(text)) return webAddress(text, 0);
  return {
    ...odd("Prefer an address that begins with https://, which anybody can read without an account."),
    usable: false,
  };
};

/** A URL or a URN. */
export const uri: Check = (text) =>
  isWeb(text) || /^urn:[a-z0-9][a-z0-9-]{0,31}:[^\s]+$/i.test(text)
    ? null
    : wrong(`${shown(text)} is not an identifier: write an address that begins with https://, or a urn:.`);

export const supported: Check = (text) => (/^alias:[\w.-]+$/.test(text) ? null : uri(text, 0));

export const day: Check = (text) => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text)) return null;
  return wrong(`${shown(text)} is not a day: write it as year, month and day, as in 2026-10-30.`);
};

export const email: Check = (text) =>
  text.length <= 254 && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/.test(text)
    ? null
    : wrong(`${shown(text)} is not an e-mail address: write one as name@example.org.`);

export const mediaType: Check = (text) =>
  /^[a-z0-9][\w!#$&^-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}$/i.test(text)
    ? null
    : wrong(`${shown(text)} is not a media type: write one as text/plain.`);

/** A file of the repository by its path, or an address of one; only some endings are pictures. */
export const picture =
  (endings: string[]): Check =>
  (text) => {
    const other = file(text, 0);
    if (other) return other;
    const name = isWeb(text) ? new URL(text).pathname : text;
    return endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`))
      ? null
      : odd(
          `${shown(text)} should be a picture that ends in ${list(
            endings.map((ending) => `.${ending}`),
            "or",
          )}.`,
        );
  };

export const file: Check = (text) => {
  if (isWeb(text) || !/^(?:\/|[a-z][a-z0-9+.-]*:)/i.test(text)) return null;
  return wrong(
    `${shown(text)} is neither a path from the top of the repository nor an address that begins with https://.`,
  );
};

const LANGUAGES = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

export const language: Check = (text) => {
  const canonical = canonicalLanguage(text);
  if (canonical === null) {
    const meant = canonicalLanguage(text.replaceAll("_", "-"));
    return wrong(`${shown(text)} is not a language tag: write ${meant ?? "one as en, it or pt-BR"}, as BCP 47 has it.`);
  }
  if (LANGUAGES.of(canonical) === undefined) return odd(`No language is known by the tag ${shown(text)}.`);
  return canonical.toLowerCase() === text.toLowerCase()
    ? null
    : odd(`The usual tag for ${shown(text)} is ${canonical}.`);
};

function canonicalLanguage(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}

const MISTAKEN_COUNTRIES: Record<string, string> = { UK: "GB", EL: "GR" };

export const country: Check = (text, minor) => {
  const upper = text.toUpperCase();
  const isLower = text === text.toLowerCase();
  if (!COUNTRIES.has(upper) || (text !== upper && !isLower)) {
    const meant = COUNTRIES.has(upper) ? upper : MISTAKEN_COUNTRIES[upper];
    return wrong(
      `${shown(text)} is not a country: write ${meant ?? "its two letters, as IT or DE"}, as ISO 3166 has it.`,
    );
  }
  return isLower && minor >= 5 ? odd(`Write the country in capitals: ${upper}.`) : null;
};

const MOST_LICENCE = 1_000;

/** An SPDX expression (SPDX 2.3, annex D). Ids that are deprecated are named, with what stands in their place. */
export const licence: Check = (text) => {
  const parsed = text.length > MOST_LICENCE ? null : spdxOf(text);
  if (parsed === null) return wrong(notALicence(text));
  const old = idsOf(parsed).find((id) => Object.hasOwn(DEPRECATED_LICENCES, id));
  return old ? odd(`The SPDX id ${old} is deprecated: write ${DEPRECATED_LICENCES[old]}.`) : null;
};

function spdxOf(text: string): Info | null {
  try {
    return parseSpdx(text);
  } catch {
    return null;
  }
}

const idsOf = (of: Info): string[] => ("conjunction" in of ? [...idsOf(of.left), ...idsOf(of.right)] : [of.license]);

function notALicence(text: string): string {
  const asks = "write ids of https://spdx.org/licenses, joined by AND, OR and WITH";
  const unknown = text
    .slice(0, MOST_LICENCE)
    .split(/[\s()]+|\+$/)
    .find((word) => word !== "" && !/^(?:AND|OR|WITH)$/i.test(word) && !spdxOf(word));
  const meant = nearest(text, licences) ?? (unknown === undefined ? null : nearest(unknown, licences));
  if (meant) return `${shown(text)} is not an SPDX expression; did you mean ${meant}?`;
  return `${shown(text)} is not an SPDX expression: ${asks}.`;
}
