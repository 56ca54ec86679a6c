import canonicalize from "canonicalize";

/** What RFC 8785 can carry. Instants go in as ISO strings, big integers as decimal strings. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** RFC 8785 canonical JSON: one text for one value. Throws on NaN and infinities. */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("not a JSON value");
  return text;
}
