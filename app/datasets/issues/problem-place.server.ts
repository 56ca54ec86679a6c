import { isId } from "~/kernel/text";
import { db, Prisma, type Tx } from "~/platform/database.server";
import type { Copy } from "./problem";

/** A copy with its place in the history of its file, counted from 1. */
export type NumberedCopy = Copy & { number: number; fileName: string };

const COPY = Prisma.sql`s.id, s.distribution_id AS "distributionId", s.file_name AS "fileName", s.fetched_at AS "fetchedAt",
  (SELECT count(*)::int FROM snapshot e WHERE e.distribution_id = s.distribution_id
    AND (e.fetched_at, e.id) <= (s.fetched_at, s.id)) AS number`;

/** Where in a dataset a report says the problem is. A row is counted from 1; all null for the dataset as a whole. */
export type AskedPlace = { snapshot: string | null; column: string | null; row: number | null };

/** What an address asks a report to be about; null where it names nothing that could be there. */
export function placeAsked(params: URLSearchParams): AskedPlace | null {
  const snapshot = params.get("snapshot") || null;
  const column = params.get("column")?.slice(0, 500) || null;
  const row = params.get("row") || null;
  if (snapshot !== null && !isId(snapshot)) return null;
  if (row !== null && !/^[1-9]\d{0,8}$/.test(row)) return null;
  return { snapshot, column, row: row === null ? null : Number(row) };
}

export type Place = { copy: NumberedCopy | null; column: string | null; row: number | null };

/**
 * The same where it is there, with its copy: the one that is named, else the newest of the first file that is held.
 * Null where the dataset has no such copy, the copy no such column, or no row of that number.
 */
export async function placeIn(datasetId: string, asked: AskedPlace, on: Tx | typeof db = db): Promise<Place | null> {
  const { snapshot, column, row } = asked;
  if (snapshot === null && column === null && row === null) return { copy: null, column, row };
  const [copy] = await on.$queryRaw<(NumberedCopy & { isThere: boolean })[]>`
    SELECT ${COPY}, (${row}::int IS NULL OR ${row}::int <= s.row_count)
      AND (${column}::text IS NULL OR s.columns @> jsonb_build_array(jsonb_build_object('name', ${column}::text))) AS "isThere"
    FROM snapshot s JOIN distribution f ON f.id = s.distribution_id
    WHERE f.dataset_id = ${datasetId}::uuid ${snapshot ? Prisma.sql`AND s.id = ${snapshot}::uuid` : Prisma.empty}
    ORDER BY f.position, s.fetched_at DESC LIMIT 1`;
  if (!copy?.isThere) return null;
  const { isThere: _, ...held } = copy;
  return { copy: held, column, row };
}

/** Copies by their ids, numbered. */
export const copiesNamed = (ids: (string | null)[]): Promise<NumberedCopy[]> =>
  db.$queryRaw`SELECT ${COPY} FROM snapshot s WHERE s.id = ANY(${ids.filter((id) => id !== null)}::uuid[])`;

const MOST_COPIES = 40;

/** The newest copies of a dataset, from which staff choose the one in which a problem is fixed. */
export const newestCopies = (datasetId: string, on: Tx | typeof db = db): Promise<NumberedCopy[]> =>
  on.$queryRaw`
    SELECT ${COPY} FROM snapshot s JOIN distribution f ON f.id = s.distribution_id
    WHERE f.dataset_id = ${datasetId}::uuid ORDER BY s.fetched_at DESC, s.id DESC LIMIT ${MOST_COPIES}`;

const MOST_VALUES = 40;

/** A row's values by the names of their columns, the first forty; null where the row is beyond those that are held. */
export async function rowOf({ copy, row }: Place): Promise<{ name: string; text: string }[] | null> {
  if (!copy || row === null) return null;
  const [held] = await db.$queryRaw<{ cells: string[]; names: string[] }[]>`
    SELECT r.cells[1:${MOST_VALUES}::int] AS cells, ARRAY(SELECT c.facts ->> 'name'
      FROM jsonb_array_elements(s.columns) WITH ORDINALITY AS c(facts, place) ORDER BY c.place LIMIT ${MOST_VALUES}) AS names
    FROM snapshot s JOIN snapshot_row r ON r.snapshot_id = s.id AND r.number = ${row}
    WHERE s.id = ${copy.id}::uuid`;
  return held ? held.names.map((name, index) => ({ name, text: held.cells[index] ?? "" })) : null;
}
