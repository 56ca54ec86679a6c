/** A decimal mark as a file writes it. */
export type DecimalMark = "." | ",";

/** Which comes first in a date such as 4/5/2018. */
export type DateOrder = "dmy" | "mdy";

/** A date or date-time: `at` orders it (milliseconds, local times taken as UTC), `text` is ISO 8601. */
export type Moment = { at: number; text: string; hasTime: boolean };

/** As they are written: "Nan" is a town in Thailand, "NaN" is not. */
const NULLS = new Set(
  "- -- – — . .. ... ? NULL Null null (null) <null> NaN nan NA na N/A n/a #N/A n.a. N.A. \\N".split(" ").concat(""),
);

/** True for an empty cell, or one that spells a null: NULL, -, –, n/a, … */
export const isMissing = (trimmed: string): boolean => trimmed.length <= 6 && NULLS.has(trimmed);

const PLAIN_INTEGER = /^[+-]?\d{1,15}$/;
const NUMBER_WITH = {
  ".": {
    plain: /^[+-]?(?:\d{1,15}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,3})?$/,
    grouped: /^[+-]?\d{1,3}(?:([, '’\u00a0\u202f])\d{3})(?:\1\d{3}){0,4}(?:\.\d{1,20})?$/,
    separators: /[, '’\u00a0\u202f]/g,
  },
  ",": {
    plain: /^[+-]?(?:\d{1,15}(?:,\d{0,20})?|,\d{1,20})(?:[eE][+-]?\d{1,3})?$/,
    grouped: /^[+-]?\d{1,3}(?:([. '’\u00a0\u202f])\d{3})(?:\1\d{3}){0,4}(?:,\d{1,20})?$/,
    separators: /[. '’\u00a0\u202f]/g,
  },
} as const;

/**
 * The number that a trimmed cell spells when the decimal mark is `mark`, else null. Thousands may be grouped by the
 * other mark, a space or an apostrophe. Numbers that overflow are null.
 */
export function numberIn(trimmed: string, mark: DecimalMark): number | null {
  if (PLAIN_INTEGER.test(trimmed)) return Number(trimmed);
  const rule = NUMBER_WITH[mark];
  let digits = trimmed;
  if (!rule.plain.test(trimmed)) {
    if (!rule.grouped.test(trimmed)) return null;
    digits = trimmed.replace(rule.separators, "");
  }
  const value = Number(mark === "," ? digits.replace(",", ".") : digits);
  return Number.isFinite(value) ? value : null;
}

/** "007", "02124" and "+49301234567" are codes: as numbers they would lose what they begin with. */
export const isCode = (trimmed: string): boolean => /^(?:0\d+|\+\d{7,})$/.test(trimmed);

/** Pairs of words that say true and false, in the languages of the catalogues seen so far. */
const BOOLEAN_PAIRS: [string, string][] = [
  ["true", "false"],
  ["yes", "no"],
  ["y", "n"],
  ["t", "f"],
  ["oui", "non"],
  ["ja", "nein"],
  ["ja", "nee"],
  ["ja", "nej"],
  ["si", "no"],
  ["sí", "no"],
  ["sì", "no"],
  ["sim", "não"],
  ["vrai", "faux"],
  ["wahr", "falsch"],
];
const BOOLEAN_WORDS = new Set(BOOLEAN_PAIRS.flat());

/** True where the words, in lower case, are one pair of truth words, or one of its longer words alone. */
export function areBooleanWords(words: string[]): boolean {
  const [first, second] = words;
  if (first === undefined || words.length > 2) return false;
  if (second === undefined) return first.length > 1 && BOOLEAN_WORDS.has(first);
  return BOOLEAN_PAIRS.some((pair) => pair.includes(first) && pair.includes(second));
}

const ISO = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]+(\S.*))?$/;
const SPELT = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:[T ,]+(\S.*))?$/;
const TIME =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([AaPp])\.?[Mm]\.?)?( ?(?:Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2}))?$/;

/** The date or date-time that a trimmed cell spells, else null. Years of two digits lie in 1970–2069. */
export function momentIn(trimmed: string, order: DateOrder): Moment | null {
  if (trimmed.length < 6 || trimmed.length > 40) return null;
  const iso = ISO.exec(trimmed);
  if (iso) return moment({ year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]) }, iso[5]);
  const spelt = SPELT.exec(trimmed);
  if (!spelt) return null;
  const [first, second, written] = [Number(spelt[1]), Number(spelt[3]), Number(spelt[4])];
  const year = spelt[4]?.length === 4 ? written : written < 70 ? 2000 + written : 1900 + written;
  const [day, month] = order === "dmy" ? [first, second] : [second, first];
  return moment({ year, month, day }, spelt[5]);
}

/** True for a date whose day and month could be exchanged only in the spelt order, never for ISO 8601. */
export const isSlashDate = (trimmed: string): boolean => SPELT.exec(trimmed)?.[2] === "/";

const two = (value: number): string => String(value).padStart(2, "0");

function moment(date: { year: number; month: number; day: number }, time: string | undefined): Moment | null {
  const { year, month, day } = date;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  const dayText = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  const midnight = Date.UTC(year, month - 1, day);
  if (time === undefined) return { at: midnight, text: dayText, hasTime: false };
  const clock = clockIn(time.trimEnd());
  return clock && { at: midnight + clock.ms, text: `${dayText}T${clock.text}`, hasTime: true };
}

/** A time of day with its offset: milliseconds after midnight UTC, and ISO 8601. */
function clockIn(time: string): { ms: number; text: string } | null {
  const parts = TIME.exec(time);
  if (!parts) return null;
  let hour = Number(parts[1]);
  const [minute, second] = [Number(parts[2]), Number(parts[3] ?? 0)];
  if (parts[5]) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (parts[5].toLowerCase() === "p" ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 60) return null;
  const offset = offsetIn((parts[6] ?? "").trim());
  const fraction = parts[4] ? `.${parts[4].slice(0, 3)}` : "";
  const ms = ((hour * 60 + minute - offset.minutes) * 60 + second) * 1000 + Math.round(Number(`0${fraction}`) * 1000);
  return { ms, text: `${two(hour)}:${two(minute)}:${two(second)}${fraction}${offset.text}` };
}

function offsetIn(text: string): { minutes: number; text: string } {
  if (text === "") return { minutes: 0, text: "" };
  if (text === "Z" || text === "UTC") return { minutes: 0, text: "Z" };
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.slice(1).replace(":", "").padEnd(4, "0");
  const [hours, minutes] = [digits.slice(0, 2), digits.slice(2)];
  return { minutes: sign * (Number(hours) * 60 + Number(minutes)), text: `${text[0]}${hours}:${minutes}` };
}

const daysIn = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const WKT = /^(?:SRID=\d{1,6};\s*)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\s*(?:Z|M|ZM)?\s*\(/i;
const GEOJSON = /^\{\s*"(?:type|coordinates|geometry|geometries)"\s*:/;
const PAIR = /^([[(])?\s*([+-]?\d{1,3}\.\d{2,20})\s*(?:[,;]\s*|\s+)([+-]?\d{1,3}\.\d{2,20})\s*[\])]?$/;

/** True for WKT, a GeoJSON geometry, or two coordinates in one cell. */
export function isGeometry(trimmed: string): boolean {
  return pairIn(trimmed) !== null || WKT.test(trimmed.slice(0, 60)) || GEOJSON.test(trimmed.slice(0, 60));
}

/** The two coordinates in one cell, in their order, and whether they stand in brackets as GeoJSON writes them. */
export function pairIn(trimmed: string): { first: number; second: number; isBracketed: boolean } | null {
  if (trimmed.length < 9 || trimmed.length > 60) return null;
  const parts = PAIR.exec(trimmed);
  return parts && { first: Number(parts[2]), second: Number(parts[3]), isBracketed: parts[1] === "[" };
}

/**
 * A text of digits, with a sign before and one point among them, as the number that it is: null for anything else. Up to
 * fifteen digits it is one whole number divided by a power of ten, both exact, so that the quotient is rounded as
 * `Number` would (Clinger, “How to read floating point numbers accurately”, 1990).
 */
export function plainNumberIn(text: string): number | null {
  const { length } = text;
  const sign = text.charCodeAt(0);
  let at = sign === 43 || sign === 45 ? 1 : 0;
  let digits = 0;
  let whole = 0;
  let decimals = -1;
  if (length - at > 16) return null;
  for (; at < length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 48 && unit <= 57) {
      whole = whole * 10 + (unit - 48);
      digits += 1;
      if (decimals >= 0) decimals += 1;
    } else if (unit === 46 && decimals < 0 && digits > 0) decimals = 0;
    else return null;
  }
  if (digits === 0 || digits > 15 || decimals === 0) return null;
  const value = decimals > 0 ? whole / (TENS[decimals] as number) : whole;
  return sign === 45 ? -value : value;
}

const TENS = Array.from({ length: 16 }, (_, power) => 10 ** power);

const COORDINATE = /^[+-]?\d{1,3}(?:[.,]\d{1,20})?$/;

/** A coordinate with either decimal mark, in degrees, else null: coordinates never have thousands. */
export function coordinateIn(trimmed: string): number | null {
  const point = trimmed.indexOf(".");
  const plain = point > 0 && point <= 3 ? plainNumberIn(trimmed) : null;
  if (plain !== null) return plain;
  if (trimmed.length > 25 || !COORDINATE.test(trimmed)) return null;
  return Number(trimmed.includes(",") ? trimmed.replace(",", ".") : trimmed);
}
