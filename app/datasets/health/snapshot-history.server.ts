import { db } from "~/platform/database.server";
import { type Changes, type Compared, changesBetween } from "./changes";

const PAGE = 10;

/** One copy of a file in its history; `changes` is null for the first. */
export type HistoricCopy = {
  id: string;
  sha256: string;
  bytes: bigint;
  rowCount: number;
  columnCount: number;
  fetchedAt: Date;
  changes: Changes | null;
};

/** The copies of a distribution, newest first, each with what changed from the one before it; ten by keyset. */
export async function snapshotsOf(distributionId: string, { before }: { before?: string } = {}) {
  const rows = await db.snapshot.findMany({
    where: { distributionId, ...(before ? { id: { lt: before } } : {}) },
    // Identifiers are UUIDs of version 7: their order is that of fetching.
    orderBy: { id: "desc" },
    take: PAGE + 1,
    select: { id: true, sha256: true, bytes: true, rowCount: true, columns: true, fetchedAt: true },
  });
  const copies = rows.slice(0, PAGE).map(({ columns, ...row }, index): HistoricCopy => {
    const older = rows[index + 1];
    // Written by `writeSnapshot` from what the readers return, and never changed since.
    const compared = (one: { rowCount: number; columns: unknown }): Compared => ({
      rowCount: one.rowCount,
      columns: one.columns as Compared["columns"],
    });
    return {
      ...row,
      columnCount: compared({ ...row, columns }).columns.length,
      changes: older ? changesBetween(compared(older), compared({ ...row, columns })) : null,
    };
  });
  return { copies, next: rows.length > PAGE ? (copies.at(-1)?.id ?? null) : null };
}
