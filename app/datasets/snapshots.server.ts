import { isId } from "~/kernel/text";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { db } from "~/platform/database.server";
import { MEDIA_TYPES } from "./copies.server";
import { mapOf } from "./map";
import type { DecimalMark } from "./reading/cell-value";
import type { Bbox, ColumnFacts, ReadingWarning, Shape, TableReading } from "./reading/table";
import { snippetsOf } from "./snippets";
import { summaryOf } from "./summary";
import { rowsFound } from "./table/rows.server";
import type { TableAsked } from "./table/table-asked";

const MAP_WIDTH = 800;

/** A copy's facts, its map, code that reads it, and the page of its rows that was asked for. */
export async function copyForVisitor(id: string, asked: TableAsked) {
  const snapshot = await db.snapshot.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      kind: true,
      encoding: true,
      delimiter: true,
      decimalMark: true,
      dateOrder: true,
      fileName: true,
      rowCount: true,
      columns: true,
      warnings: true,
      bbox: true,
      shapes: true,
      sha256: true,
      fetchedAt: true,
    },
  });
  const { columns, warnings, shapes, ...rest } = snapshot;
  // Written by `writeSnapshot` from what the readers return, and never changed since.
  const facts = columns as unknown as ColumnFacts[];
  const held = { ...rest, kind: rest.kind as TableReading["kind"], bbox: rest.bbox as Bbox, columns: facts };
  const decimalMark = held.decimalMark as DecimalMark;
  return {
    ...held,
    warnings: warnings as unknown as ReadingWarning[],
    map: mapOf((shapes ?? []) as unknown as Shape[], held.bbox, MAP_WIDTH),
    summary: summaryOf({ ...held, columns: facts }),
    table: await rowsFound({ id, columns: facts, decimalMark }, asked),
    snippets: snippetsOf({ ...held, url: `${config().origin}${paths.snapshotFile(id)}` }),
  };
}

/** The simplified shapes of a copy; null where there is none of that id, or nothing to draw. */
export async function snapshotShapes(id: string): Promise<Shape[] | null> {
  if (!isId(id)) return null;
  const snapshot = await db.snapshot.findUnique({ where: { id }, select: { shapes: true } });
  return (snapshot?.shapes ?? null) as unknown as Shape[] | null;
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
  "Content-Type": kind === "csv" ? `text/csv; charset=${encoding}` : MEDIA_TYPES[kind as TableReading["kind"]],
  // Code on other sites may read it: it is public, and nobody's cookie comes along.
  "Access-Control-Allow-Origin": "*",
  "Content-Disposition": `attachment; filename="${fileName.replace(/[^\w. ()-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, percent)}`,
  "Cache-Control": "public, max-age=31536000, immutable, no-transform",
  "Content-Security-Policy": "default-src 'none'; sandbox",
});
