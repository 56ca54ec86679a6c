import { db } from "~/platform/database.server";

/** The tables in which a row says one of some words, anywhere and in any case. */
export async function tablesSaying(words: string[]): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'graphile_worker')`;
  const saying: string[] = [];
  for (const { name } of tables) {
    const [found] = await db.$queryRawUnsafe<{ is: boolean }[]>(
      `SELECT EXISTS (SELECT 1 FROM ${name} t WHERE t::text ~* $1) AS is`,
      words.join("|"),
    );
    if (found?.is) saying.push(name);
  }
  return saying.sort();
}
