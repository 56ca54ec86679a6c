import { Prisma } from "#generated/client";

/**
 * Stands in front of a statement that is asked all the time and whose best plan does not depend on its values: each
 * connection has PostgreSQL plan it a few times and then keeps the plan. https://www.postgresql.org/docs/current/sql-prepare.html
 */
export const OFTEN = Prisma.raw("/* often */");
const names = new Map<string, string>();

/** The name by which a connection keeps a statement; empty for those that it does not keep. */
export function statementName({ sql }: { sql: string }): string {
  if (!sql.startsWith(OFTEN.sql)) return "";
  const name = names.get(sql) ?? `often_${names.size + 1}`;
  names.set(sql, name);
  return name;
}

/** A NUL or half of a surrogate pair, as JSON.stringify writes them; also a backslash before what looks like one. */
const REFUSED = /\\u(?:0000|d[89a-f])/;
const kept = (text: string): string => text.replaceAll("\0", "").toWellFormed();

/**
 * JSON that PostgreSQL takes as one parameter, for rows by the thousand: without NUL and without half of a surrogate pair,
 * which it refuses. Throws on a bigint. https://www.postgresql.org/docs/current/datatype-json.html
 */
export function asJsonb(value: unknown): string {
  const text = JSON.stringify(value);
  // Almost never: to look at every value by itself takes twice as long.
  return REFUSED.test(text) ? JSON.stringify(value, (_, one) => (typeof one === "string" ? kept(one) : one)) : text;
}
