import type { Refusal } from "~/kernel/result";

/** What a file is by its content. */
export type FileKind = "csv" | "geojson" | "json" | "parquet" | "xlsx" | "html" | "zip" | "unknown";

/** A file as it arrived: its name and its media type may be wrong, or "". */
export type ArrivedFile = { fileName: string; mediaType: string; bytes: Uint8Array };

const HEAD_BYTES = 64_000;

/** What the file is; its bytes have the last word, its name and media type decide between CSV and unknown text. */
export function sniffKind({ fileName, mediaType, bytes }: ArrivedFile): FileKind {
  if (isCompressed(bytes)) return isWorkbook(bytes) ? "xlsx" : "zip";
  if (startsWith(bytes, "PAR1")) return "parquet";
  const head = textOf(bytes.subarray(0, HEAD_BYTES)).trimStart();
  if (/^(?:<\?xml[^<>]*>\s*)?(?:<!--[^<>]*-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(head.slice(0, 2_000)))
    return "html";
  if (/^[{[]/.test(head)) {
    if (isGeoJson(head + textOf(bytes.subarray(Math.max(HEAD_BYTES, bytes.length - 4_000))))) return "geojson";
    return isNamed({ fileName, mediaType }, CSV) ? "csv" : "json";
  }
  if (head === "" || head.startsWith("<") || isBinary(head)) return "unknown";
  return isNamed({ fileName, mediaType }, CSV) || looksTabular(head) ? "csv" : "unknown";
}

type Kind = { endings: RegExp; types: RegExp };
const CSV: Kind = {
  endings: /\.(?:csv|tsv|tab|txt)$/i,
  types: /^(?:text\/(?:x-)?csv|application\/(?:x-)?csv|text\/tab-separated-values)/i,
};

const isNamed = ({ fileName, mediaType }: { fileName: string; mediaType: string }, kind: Kind): boolean =>
  kind.endings.test(fileName) || kind.types.test(mediaType);

const startsWith = (bytes: Uint8Array, magic: string): boolean =>
  Buffer.from(bytes.subarray(0, magic.length)).toString("latin1") === magic;

/** A ZIP archive whose first files are those of a workbook in Office Open XML. */
const isWorkbook = (bytes: Uint8Array): boolean =>
  /\[Content_Types\]\.xml|xl\/(?:workbook|worksheets|styles|sharedStrings)/.test(
    Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString("latin1") +
      Buffer.from(bytes.subarray(-HEAD_BYTES)).toString("latin1"),
  ) && /xl\//.test(Buffer.from(bytes.subarray(-HEAD_BYTES)).toString("latin1"));

/** ZIP (so XLSX and ODS too) or gzip, by their first bytes. */
const isCompressed = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)) ||
  (bytes[0] === 0x1f && bytes[1] === 0x8b);

/** UTF-8, or UTF-16 where the mark says so; the mark goes. */
function textOf(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

const isGeoJson = (text: string): boolean =>
  /"type"\s*:\s*"(?:FeatureCollection|Feature)"/.test(text) ||
  (/"type"\s*:\s*"(?:Multi)?(?:Point|LineString|Polygon)"/.test(text) && /^\{[^{}]*"coordinates"\s*:/.test(text));

/** PDF and other formats that begin like text, or hold bytes that no text has. */
const isBinary = (head: string): boolean => head.startsWith("%PDF") || head.slice(0, 8_000).includes("\0");

/** True where the first three lines have one delimiter equally often. */
function looksTabular(head: string): boolean {
  const lines = head
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, 3);
  if (lines.length < 2) return false;
  return [",", ";", "\t", "|"].some((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length);
    return (counts[0] ?? 0) > 1 && counts.every((count) => count === counts[0]);
  });
}

/** Why a file of this kind cannot be read as a table; null where it can. `promised` is the catalogue's format, or "". */
export function whyNotTable(kind: FileKind, promised: string): Refusal | null {
  const instead = promised === "" ? "" : ` where ${promised} was promised`;
  switch (kind) {
    case "csv":
    case "geojson":
    case "json":
    case "parquet":
    case "xlsx":
      return null;
    case "html":
      return {
        code: "html",
        message: `The address answers with a web page${instead}: it may have moved, or ask for a sign-in.`,
      };
    case "zip":
      return {
        code: "zip",
        message: `This is an archive${instead}. Publish the table itself, as CSV.`,
      };
    case "unknown":
      return {
        code: "unknown-format",
        message: `This file is none of the kinds that Palio reads${instead}: CSV, GeoJSON, JSON, Parquet, or an Excel workbook.`,
      };
  }
}
