import { isId } from "~/kernel/text";
import { db } from "~/platform/database.server";
import { mapOf } from "./map";
import type { Bbox, ColumnFacts, ReadingWarning, Shape } from "./reading/table";
import { summaryOf } from "./summary";

/** How many rows of the preview stand on one page. */
export const PREVIEW_PAGE = 25;

const MAP_WIDTH = 800;

/** A copy's facts, its map, and one page of its preview. Pages count from 1; one that is not there is the last one. */
export async function copyForVisitor(id: string, page: number) {
  const snapshot = await db.snapshot.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      kind: true,
      encoding: true,
      delimiter: true,
      rowCount: true,
      columns: true,
      warnings: true,
      bbox: true,
      shapes: true,
      sha256: true,
      fetchedAt: true,
      _count: { select: { rows: true } },
    },
  });
  const { _count, columns, warnings, shapes, ...rest } = snapshot;
  const pages = Math.max(1, Math.ceil(_count.rows / PREVIEW_PAGE));
  const at = Math.min(Math.max(1, page), pages);
  const rows = await db.snapshotRow.findMany({
    where: { snapshotId: id, number: { gt: (at - 1) * PREVIEW_PAGE, lte: at * PREVIEW_PAGE } },
    orderBy: { number: "asc" },
    select: { number: true, cells: true },
  });
  // Written by `writeSnapshot` from what the readers return, and never changed since.
  const held = { ...rest, kind: rest.kind as "csv" | "geojson", bbox: rest.bbox as Bbox };
  const facts = columns as unknown as ColumnFacts[];
  return {
    ...held,
    columns: facts,
    warnings: warnings as unknown as ReadingWarning[],
    map: mapOf((shapes ?? []) as unknown as Shape[], held.bbox, MAP_WIDTH),
    summary: summaryOf({ ...held, columns: facts }),
    rows,
    previewRows: _count.rows,
    page: at,
    pages,
  };
}

/** Where the bytes of a copy are, and what they are called. */
export const snapshotFile = async (id: string) =>
  isId(id)
    ? db.snapshot.findUnique({
        where: { id },
        select: { sha256: true, bytes: true, fileName: true, kind: true, encoding: true },
      })
    : null;

const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

type SnapshotFile = NonNullable<Awaited<ReturnType<typeof snapshotFile>>>;

/** As an attachment that is never shown as a page of this site, and that nobody on the way compresses or rewrites. */
export const downloadHeaders = ({ fileName, kind, encoding }: SnapshotFile): Record<string, string> => ({
  "Content-Type": kind === "geojson" ? "application/geo+json" : `text/csv; charset=${encoding}`,
  "Content-Disposition": `attachment; filename="${fileName.replace(/[^\w. ()-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, percent)}`,
  "Cache-Control": "public, max-age=31536000, immutable, no-transform",
  "Content-Security-Policy": "default-src 'none'; sandbox",
});
