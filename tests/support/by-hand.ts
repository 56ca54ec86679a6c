import { db } from "~/platform/database.server";

/** What somebody with a password to the database does: no trigger and no key is in their way. */
export const byHand = (statement: string): Promise<number[]> =>
  db.$transaction([
    db.$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
    db.$executeRawUnsafe(statement),
  ]);

export type Row = { [column: string]: unknown };

const literal = (row: Row): string => `'${JSON.stringify(row).replaceAll("'", "''")}'::jsonb`;

/** The statement that puts a row into a table as it was read. */
export const put = (table: string, row: Row): string =>
  `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(null::${table}, ${literal(row)})`;
