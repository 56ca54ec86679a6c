import { type Result, refused } from "~/kernel/result";
import { readCsv } from "./csv";
import { readGeoJson } from "./geojson";
import { readJson } from "./json-rows";
import { readParquet } from "./parquet";
import { sniffKind, whyNotTable } from "./sniff";
import { type ByteSource, sourceOf, type Transcode } from "./source";
import { LIMITS, refuseTooLarge, type TableReading } from "./table";
import { readXlsx } from "./workbook";

/** A file as it arrived, in memory or elsewhere: its name and its media type may be wrong, or "". */
export type FileToRead = { fileName: string; mediaType: string; bytes: Uint8Array | ByteSource };

export type ReadOptions = { transcode?: Transcode; onProgress?: (bytes: number) => void };

const ENDS = 64_000;

/** Reads a file by what it is (CSV, GeoJSON, JSON, Parquet, XLSX), or says why not; `promised` is the catalogue's format, or "". */
export async function readTable(
  file: FileToRead,
  promised = "",
  options: ReadOptions = {},
): Promise<Result<TableReading>> {
  const source = file.bytes instanceof Uint8Array ? sourceOf(file.bytes) : file.bytes;
  if (source.size > LIMITS.fileBytes) return refuseTooLarge(source.size);
  const kind = sniffKind({ ...file, bytes: endsOf(source) });
  const refusal = whyNotTable(kind, promised);
  if (refusal) return refused(refusal);
  const whole = () => source.read(0, source.size);
  switch (kind) {
    case "geojson":
      return readGeoJson(whole());
    case "json":
      return readJson(whole());
    case "parquet":
      return readParquet(source);
    case "xlsx":
      return readXlsx(whole());
    default:
      return readCsv(source, options);
  }
}

/** The beginning and the end of a file: enough to tell what it is. */
const endsOf = (source: ByteSource): Uint8Array =>
  source.size <= 2 * ENDS
    ? source.read(0, source.size)
    : Buffer.concat([source.read(0, ENDS), source.read(source.size - ENDS, source.size)]);
