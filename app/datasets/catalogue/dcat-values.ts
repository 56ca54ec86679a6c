import { isRecord } from "../json";
import { momentIn } from "../reading/cell-value";
import { type Bbox, storable } from "../reading/table";
import { CATALOGUE_LIMITS, type FieldNote } from "./model";
import { plainLine, plainText } from "./plain-text";

/*
 * What catalogues put where a text, a link, a date or a box belongs: a string, a number, a list, or one of the
 * objects that JSON-LD makes of them. Each reader answers "", null or [] for what it cannot use, and never throws.
 */

const TEXT_KEYS = ["@value", "value", "title", "name", "prefLabel", "label", "fn", "notation", "en", "@id"];
const LINK_KEYS = ["@id", "url", "href", "@value", "value"];
const IDENTIFIER_KEYS = ["@id", "notation", "identifier", "@value", "value"];

function firstOf(value: unknown, keys: string[], depth = 0): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if (depth > 3) return "";
  const inner = Array.isArray(value) ? value.slice(0, 10) : isRecord(value) ? keys.map((key) => value[key]) : [];
  for (const member of inner) {
    const text = firstOf(member, keys, depth + 1);
    if (text.trim() !== "") return text;
  }
  return "";
}

const ADDRESS = /(?:mailto:)?[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gi;

/** The text without the e-mail addresses in it: they are people's, and the source has them. */
const withoutAddresses = (text: string): string => text.replace(ADDRESS, "[e-mail address]");

/** Several lines of plain text, at most `most` characters. */
export const textOf = (value: unknown, most: number): string =>
  withoutAddresses(plainText(firstOf(value, TEXT_KEYS), most));

/** One line of plain text, at most `most` characters. */
export const lineOf = (value: unknown, most: number): string =>
  withoutAddresses(plainLine(firstOf(value, TEXT_KEYS), most));

/** A name for a person or an office, "" where only an e-mail address is given. */
export const nameOf = (value: unknown, most: number): string =>
  plainLine(firstOf(value, TEXT_KEYS), most)
    .replace(ADDRESS, "")
    .replace(/^https?:\S+$/, "")
    .replace(/\(\s*\)|<\s*>/g, "")
    .trim();

/** An e-mail address that stands alone, in lower case, else "". */
export function emailOf(value: unknown): string {
  const text = firstOf(value, ["hasEmail", ...LINK_KEYS, "email"])
    .trim()
    .replace(/^mailto:/i, "");
  return /^[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+$/.test(text) ? text.toLowerCase() : "";
}

/** A size in bytes, else null. */
export function sizeOf(value: unknown): number | null {
  const size = Number(firstOf(value, TEXT_KEYS).trim() || Number.NaN);
  return Number.isSafeInteger(Math.round(size)) && size >= 0 ? Math.round(size) : null;
}

/** The place that a `spatial` field names, in words or as an address; "" where it is a box or a geometry. */
export function placeOf(value: unknown): string {
  if (Array.isArray(value))
    return (
      value
        .slice(0, 20)
        .map(placeOf)
        .find((name) => name !== "") ?? ""
    );
  const place = lineOf(value, 300);
  return bboxInText(place, 4).length > 0 || /^[{[<\d(]|^(?:SRID|ENVELOPE|MULTI|POINT|POLYGON|LINESTRING)/i.test(place)
    ? ""
    : place;
}

/** Notes on columns: a list of objects with a `name`. */
export function fieldsOf(value: unknown): FieldNote[] {
  const members = Array.isArray(value) ? value.slice(0, CATALOGUE_LIMITS.fields) : [];
  return members.filter(isRecord).flatMap((member) => {
    const name = lineOf(member.name, 200);
    if (name === "") return [];
    const [title, type] = [lineOf(member.title, 200), lineOf(member.type, 60)];
    return [{ name, title, description: textOf(member.description, 2_000), type }];
  });
}

type Period = { temporalStart: string | null; temporalEnd: string | null };

/** The two ends of an ISO 8601 interval, or of the objects of DCAT around them. */
export function periodOf(value: unknown): Period {
  const one = Array.isArray(value) ? value[0] : value;
  if (isRecord(one)) return { temporalStart: dateOf(one.startDate), temporalEnd: dateOf(one.endDate) };
  const [start, end] = typeof one === "string" ? one.split("/") : [];
  return { temporalStart: start ? dateOf(start) : null, temporalEnd: end ? dateOf(end) : null };
}

/** An identifier as it stands, at most 500 characters. */
export const identifierOf = (value: unknown): string => storable(firstOf(value, IDENTIFIER_KEYS).trim(), 500);

/** A licence as it was written, markup and all (it is read by `readLicence` and shown as text only). */
export const licenceOf = (value: unknown): string =>
  withoutAddresses(storable(firstOf(value, ["@id", ...TEXT_KEYS]).trim(), 2_000));

/** An http or https address without a password in it, else null. */
export function linkOf(value: unknown): string | null {
  const text = firstOf(value, LINK_KEYS).trim();
  if (!/^https?:\/\//i.test(text) || text.length > 2_000 || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username || url.password ? null : url.href;
}

/** The texts of a list, of objects in a list, or of one text with commas; at most 50, without repeats. */
export function textsOf(value: unknown): string[] {
  const members = Array.isArray(value) ? value : typeof value === "string" ? value.split(/[,;]/) : [value];
  const texts = members.map((member) => lineOf(member, 100)).filter((text) => text !== "");
  return [...new Set(texts)].slice(0, 50);
}

/** A year, month, date or instant as ISO 8601 text that `new Date()` accepts, else null. */
export function dateOf(value: unknown): string | null {
  if (typeof value === "number" && value > 1e11 && value < 1e14) return new Date(value).toISOString();
  const text = firstOf(value, TEXT_KEYS).trim();
  if (/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/.test(text)) return text;
  return momentIn(text, "mdy")?.text ?? null;
}

/** True for an ISO 8601 repeating interval such as "R/P1Y". */
export const isInterval = (value: unknown): value is string => typeof value === "string" && /^R\/P/i.test(value.trim());

const NUMBER = /[+-]?\d{1,3}(?:\.\d{1,20})?/g;

/**
 * The box of a `spatial` field: "w,s,e,n", "ENVELOPE(w,e,n,s)", WKT, GeoJSON, or the objects and lists of DCAT-US 3
 * around them. A place name has none.
 */
export function bboxOf(value: unknown, depth = 0): Bbox {
  if (depth > 4) return [];
  if (typeof value === "string") return bboxInText(value.trim().slice(0, 20_000), depth);
  if (Array.isArray(value)) {
    if (value.length === 4 && value.every((member) => typeof member === "number")) return validBox(value);
    return firstBox(value.slice(0, 20), depth);
  }
  if (!isRecord(value)) return [];
  if (Array.isArray(value.coordinates)) return aroundNumbers(value.coordinates.flat(4).slice(0, 2_000));
  return firstBox(
    ["bbox", "dcat:bbox", "geometry", "locn:geometry", "@value", "centroid"].map((key) => value[key]),
    depth,
  );
}

function firstBox(members: unknown[], depth: number): Bbox {
  for (const member of members) {
    const box = bboxOf(member, depth + 1);
    if (box.length > 0) return box;
  }
  return [];
}

function bboxInText(text: string, depth: number): Bbox {
  if (text.startsWith("{")) return bboxOf(jsonIn(text), depth + 1);
  const numbers = text.match(NUMBER)?.map(Number) ?? [];
  if (/^ENVELOPE\s*\(/i.test(text)) {
    const [west, east, north, south] = numbers;
    return validBox([west, south, east, north]);
  }
  if (/^(?:SRID=\d{1,6};|<[^<>]*>)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\b/i.test(text)) {
    return aroundNumbers(text.slice(text.indexOf("(")).match(NUMBER)?.map(Number) ?? []);
  }
  return /^[\d\s,.+-]+$/.test(text) ? validBox(text.split(/\s*,\s*|\s+/).map(Number)) : [];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The box around longitude, latitude, longitude, latitude, … */
function aroundNumbers(numbers: unknown[]): Bbox {
  const flat = numbers.filter((number) => typeof number === "number");
  const longitudes = flat.filter((_, index) => index % 2 === 0);
  const latitudes = flat.filter((_, index) => index % 2 === 1);
  if (latitudes.length === 0) return [];
  return validBox([Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)]);
}

function validBox(numbers: (number | undefined)[]): Bbox {
  const [west, south, east, north] = numbers;
  if (numbers.length !== 4 || west === undefined || south === undefined || east === undefined || north === undefined)
    return [];
  const isOnGlobe = [west, east].every((x) => Math.abs(x) <= 180) && [south, north].every((y) => Math.abs(y) <= 90);
  return isOnGlobe && west <= east && south <= north ? [west, south, east, north] : [];
}
