import { parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { type Result, refuse } from "~/kernel/result";
import { bytesText } from "~/kernel/text";
import { readRows } from "./rows";
import type { ByteSource } from "./source";
import type { TableReading } from "./table";

const MOST_BYTES = 50_000_000;
const MOST_ROWS = 2_000_000;
const GROUP = 100_000;

/** Reads a Parquet file, a row group at a time. Refuses (`file-too-large`, `not-parquet`); never throws. */
export async function readParquet(source: ByteSource): Promise<Result<TableReading>> {
  if (source.size > MOST_BYTES)
    return refuse(
      "file-too-large",
      `This file has ${bytesText(source.size)}; Palio reads Parquet of up to ${bytesText(MOST_BYTES)}.`,
    );
  const slice = (start: number, end = source.size): ArrayBuffer => {
    const bytes = source.read(start, end);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  };
  const file = { byteLength: source.size, slice };
  try {
    const metadata = await parquetMetadataAsync(file);
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    const total = Number(metadata.num_rows);
    if (total > MOST_ROWS)
      return refuse(
        "too-many-rows",
        `This file has ${total.toLocaleString("en")} rows; Palio reads Parquet of up to ${MOST_ROWS.toLocaleString("en")}.`,
      );
    const rows: unknown[][] = [];
    for (let rowStart = 0; rowStart < total; rowStart += GROUP) {
      const onComplete = (read: unknown[][]) => {
        for (const row of read) rows.push(row);
      };
      await parquetRead({ file, metadata, rowStart, rowEnd: Math.min(rowStart + GROUP, total), onComplete });
    }
    return readRows({ kind: "parquet", names, rows, warnings: [] });
  } catch (error) {
    const why = /compress/i.test((error as Error).message)
      ? " Its compression is not one that Palio reads; use Snappy."
      : "";
    return refuse("not-parquet", `This Parquet file cannot be read: it is damaged or cut off.${why}`);
  }
}
