/** Makes a text one that names nobody known. Null stands for a challenge that is not judged blind. */
export type Mask = (text: string) => string;

/** What stands where a name stood. */
export const BLOCKED = "▇▇▇";

/** Who and what must not be named: whole names as they stand, and people's, whose parts name them too. */
export type Names = { whole: string[]; people: string[] };

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** A word of fewer letters names nobody by itself, and stands in too many others' texts. */
const LEAST_PART = 3;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** "Ada Bianchi" is also AdaBianchi, ada_bianchi and ada.bianchi. */
const patternOf = (name: string): string =>
  name
    .split(/[\s._-]+/)
    .filter((part) => part !== "")
    .map(escaped)
    .join("[\\s._-]*");

/**
 * Masks names as whole words, whatever their case and whatever joins their parts, and every mail address. The longest
 * name is taken first, so that a part of it does not leave the rest.
 */
export function maskOf({ whole, people }: Names): Mask {
  const parts = people.flatMap((name) => name.split(/[\s._-]+/)).filter((part) => [...part].length >= LEAST_PART);
  const names = [...new Set([...whole, ...people, ...parts].map((name) => name.normalize("NFC").trim().toLowerCase()))]
    .filter((name) => [...name].length > 1)
    .sort((a, b) => b.length - a.length)
    .map(patternOf)
    .filter((pattern) => pattern !== "");
  const known =
    names.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${names.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return (text) => {
    const unaddressed = text.normalize("NFC").replace(EMAIL, BLOCKED);
    return known ? unaddressed.replace(known, BLOCKED) : unaddressed;
  };
}

/** An address that names nobody known; null where it does. */
export const unnamedUrl = (url: string | null, mask: Mask): string | null =>
  url !== null && mask(decoded(url)) === decoded(url) ? url : null;

function decoded(url: string): string {
  try {
    return decodeURIComponent(url).normalize("NFC");
  } catch {
    return url;
  }
}

/** The title of an entry's newest version, without a known name where nobody may be named. */
export function titleIn([newest]: readonly { title: string }[], mask: Mask | null | undefined): string {
  const title = newest?.title ?? "";
  return mask ? mask(title) : title;
}
