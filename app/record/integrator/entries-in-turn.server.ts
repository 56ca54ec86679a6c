import { db } from "~/platform/database.server";
import { type Edge, EMPTY_EDGE, edgeFiles, grown, type LogFile } from "../log/grow";
import { FULL } from "../log/tiles";

/** Entries read at once; whole tiles, so that growing by them writes no file twice. */
const AT_ONCE = 16 * FULL;

/** The record's entries from place `begin` up to, but not including, `end`, as the database has them. */
export async function entriesBetween(begin: number, end: number): Promise<Uint8Array[]> {
  const rows = await db.recordEntry.findMany({
    where: { index: { gte: BigInt(begin), lt: BigInt(end) } },
    orderBy: { index: "asc" },
    select: { index: true, leaf: true },
  });
  rows.forEach(({ index }, n) => {
    if (Number(index) !== begin + n) throw new Error(`the database has no entry ${begin + n} of the record`);
  });
  return rows.map(({ leaf }) => Buffer.from(leaf));
}

/** How many entries have a place in the record. */
export async function placedEntries(): Promise<number> {
  const last = await db.recordEntry.aggregate({ _max: { index: true } });
  return last._max.index === null ? 0 : Number(last._max.index) + 1;
}

/** The first place below the last that no entry has; null where all have one. */
export async function firstGap(): Promise<number | null> {
  const [gap] = await db.$queryRaw<{ place: bigint }[]>`
    SELECT place FROM (SELECT index, row_number() OVER (ORDER BY index) - 1 AS place FROM record_entry
      WHERE index IS NOT NULL) AS placed
    WHERE index <> place ORDER BY place LIMIT 1`;
  return gap ? Number(gap.place) : null;
}

/** A log with the record's entries from its edge up to `size`, and the full files that it gained, batch by batch. */
async function* steps(from: Edge, size: number): AsyncGenerator<{ edge: Edge; files: LogFile[] }> {
  let edge = from;
  while (edge.size < size) {
    const end = Math.min(size, (Math.floor(edge.size / AT_ONCE) + 1) * AT_ONCE);
    const next = grown(edge, await entriesBetween(edge.size, end));
    if (next.edge.size !== end) throw new Error(`the database has no entry ${next.edge.size} of the record`);
    edge = next.edge;
    yield { edge, files: next.files.filter((file) => !isNarrow(file)) };
  }
}

/** The edge of the record's first `size` entries, going on from a smaller one. */
export async function grownTo(size: number, from: Edge): Promise<Edge> {
  let edge = from;
  for await (const step of steps(from, size)) edge = step.edge;
  return edge;
}

/** All files of the record's first `size` entries, as the database gives them; at last the edge. */
export async function* filesUpTo(size: number): AsyncGenerator<LogFile, Edge> {
  let edge = EMPTY_EDGE;
  for await (const step of steps(EMPTY_EDGE, size)) {
    yield* step.files;
    edge = step.edge;
  }
  yield* edgeFiles(edge);
  return edge;
}

/** Whether a tile or file of entries is not full, and goes by its width. */
export const isNarrow = ({ path }: LogFile): boolean => path.includes(".p/");
