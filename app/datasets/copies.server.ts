import type { Prisma, Tx } from "~/platform/database.server";
import { storeFileFrom } from "~/platform/storage/files.server";
import { personalWarnings } from "./personal";
import type { TableReading } from "./reading/table";
import { askForScoreOf } from "./scores/score-jobs.server";

/** What a copy is served and stored as; a reading knows better than the server it came from. */
export const MEDIA_TYPES: Record<TableReading["kind"], string> = {
  csv: "text/csv",
  geojson: "application/geo+json",
  json: "application/json",
  parquet: "application/vnd.apache.parquet",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Bytes that are stored under their hash, with what reading them told. */
export type HeldFile = { fileName: string; sha256: string; bytes: number; reading: TableReading };

/** A file of this machine that was read. */
type ReadFile = { path: string; fileName: string; bytes: number; sha256: string };

/** Stores a file that was read; its bytes wait for the transaction that names them. */
export async function holdFile(file: ReadFile, reading: TableReading): Promise<HeldFile> {
  const { path, fileName, bytes } = file;
  const sha256 = await storeFileFrom(path, { sha256: file.sha256, bytes, mediaType: MEDIA_TYPES[reading.kind] });
  return { fileName: plainFileName(fileName, reading.kind), sha256, bytes, reading };
}

const FORMAT_NAMES: Record<TableReading["kind"], string> = {
  csv: "CSV",
  geojson: "GeoJSON",
  json: "JSON",
  parquet: "Parquet",
  xlsx: "XLSX",
};

/** What people call the format of a file that was read. */
export const formatNameOf = (kind: TableReading["kind"]): string => FORMAT_NAMES[kind];

/** Writes a copy of a distribution with the first of its rows. */
export async function writeSnapshot(distributionId: string, held: HeldFile, tx: Tx): Promise<{ id: string }> {
  const { reading, fileName, sha256, bytes } = held;
  const { kind, encoding, delimiter, decimalMark, dateOrder, rowCount, columns, bbox, shapes, preview } = reading;
  const warnings = [...reading.warnings, ...personalWarnings(reading)];
  const snapshot = await tx.snapshot.create({
    data: {
      ...{ distributionId, sha256, bytes: BigInt(bytes), fileName, kind, encoding, delimiter, decimalMark, dateOrder },
      rowCount,
      columns: columns as Prisma.InputJsonValue,
      warnings: warnings as Prisma.InputJsonValue,
      bbox: [...bbox],
      ...(shapes.length > 0 ? { shapes: shapes as Prisma.InputJsonValue } : {}),
    },
    select: { id: true },
  });
  await writeRows(snapshot.id, preview, tx);
  await forgetRows({ distributionId, but: snapshot.id }, tx);
  await askForScoreOf(distributionId, tx);
  return snapshot;
}

const ROWS_AT_ONCE = 2_000;

async function writeRows(snapshotId: string, rows: string[][], tx: Tx): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE));
    await tx.$executeRaw`INSERT INTO snapshot_row (snapshot_id, number, cells)
      SELECT ${snapshotId}::uuid, ${from}::int + place, ARRAY(SELECT jsonb_array_elements_text(cells))
      FROM jsonb_array_elements(${some}::jsonb) WITH ORDINALITY AS row (cells, place)`;
  }
}

/** Rows are kept of the newest copy, of those that a challenge pinned, and of those that a problem points at. */
async function forgetRows({ distributionId, but }: { distributionId: string; but: string }, tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM snapshot_row USING snapshot
    WHERE snapshot.id = snapshot_row.snapshot_id AND snapshot.distribution_id = ${distributionId}::uuid
      AND snapshot.id <> ${but}::uuid
      AND NOT EXISTS (SELECT 1 FROM pinned_snapshot WHERE pinned_snapshot.snapshot_id = snapshot.id)
      AND NOT EXISTS (SELECT 1 FROM data_issue WHERE data_issue.snapshot_id = snapshot.id)`;
}

/** The last part of a path or an address, free of what file systems and headers cannot hold, with a fitting ending. */
export function plainFileName(name: string, kind: TableReading["kind"]): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(/[\p{Cc}\p{Cs}"<>:|?*]+/gu, "")
    .replace(/^\.+/, "")
    .trim()
    .slice(-120);
  const base = plain === "" ? "data" : plain;
  return /\.[a-z0-9]{2,8}$/i.test(base) ? base : `${base}.${kind}`;
}
