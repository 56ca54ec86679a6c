import { type Result, refused } from "~/kernel/result";
import { readCsv } from "./csv";
import { readGeoJson } from "./geojson";
import { type ArrivedFile, sniffKind, whyNotTable } from "./sniff";
import type { TableReading } from "./table";

/** Reads a file by what it is, CSV or GeoJSON, or says why not; `promised` is the catalogue's format, or "". */
export function readTable(file: ArrivedFile, promised = ""): Result<TableReading> {
  const kind = sniffKind(file);
  const refusal = whyNotTable(kind, promised);
  if (refusal) return refused(refusal);
  return kind === "geojson" ? readGeoJson(file.bytes) : readCsv(file.bytes);
}
