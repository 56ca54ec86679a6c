import type { Prisma, Tx } from "~/platform/database.server";
import { storeFile } from "~/platform/storage/files.server";
import { personalWarnings } from "./personal";
import type { ArrivedFile } from "./reading/sniff";
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

/** Stores the bytes of a file that was read; they wait for the transaction that names them. */
export async function holdFile(file: ArrivedFile, reading: TableReading): Promise<HeldFile> {
  const sha256 = await storeFile(file.bytes, MEDIA_TYPES[reading.kind]);
  return { fileName: plainFileName(file.fileName, reading.kind), sha256, bytes: file.bytes.byteLength, reading };
}

/** Writes a copy of a distribution with its preview rows. */
export async function writeSnapshot(distributionId: string, held: HeldFile, tx: Tx): Promise<{ id: string }> {
  const { reading, fileName, sha256, bytes } = held;
  const { kind, encoding, delimiter, rowCount, columns, bbox, shapes, preview } = reading;
  const warnings = [...reading.warnings, ...personalWarnings(reading)];
  const snapshot = await tx.snapshot.create({
    data: {
      ...{ distributionId, sha256, bytes: BigInt(bytes), fileName, kind, encoding, delimiter, rowCount },
      columns: columns as Prisma.InputJsonValue,
      warnings: warnings as Prisma.InputJsonValue,
      bbox: [...bbox],
      ...(shapes.length > 0 ? { shapes: shapes as Prisma.InputJsonValue } : {}),
    },
    select: { id: true },
  });
  await tx.snapshotRow.createMany({
    data: preview.map((cells, index) => ({ snapshotId: snapshot.id, number: index + 1, cells })),
  });
  await askForScoreOf(distributionId, tx);
  return snapshot;
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
