import { searchWords } from "~/kernel/text";
import { Prisma } from "./database.server";

/**
 * The query for every word of `q`, or the beginning of one, in what is indexed as
 * `to_tsvector('simple', palio_fold(…))`: capitals, accents and hyphens make no difference. Null where `q` asks for
 * nothing; what holds no word at all asks for what nothing holds.
 */
export const textQuery = (q: string | undefined): Prisma.Sql | null =>
  q?.trim()
    ? Prisma.sql`to_tsquery('simple', (SELECT string_agg(palio_fold(word) || ':*', ' & ') FROM unnest(${searchWords(q)}::text[]) word))`
    : null;
