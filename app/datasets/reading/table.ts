import { type Result, refuse } from "~/kernel/result";
import { bytesText } from "~/kernel/text";

/** What a column's cells are; `geometry` is WKT, GeoJSON, or a pair of coordinates in one cell. */
export type ColumnType = "integer" | "number" | "boolean" | "date" | "datetime" | "text" | "geometry" | "empty";

/** One column as it was found. */
export type ColumnFacts = {
  name: string;
  type: ColumnType;
  /** Cells that are empty or spell a null. */
  missing: number;
  /** Different values among the others: exact up to 10,000, estimated beyond (within 2% or so). */
  distinct: number;
  isDistinctEstimated: boolean;
  /** Numbers as numbers, dates and date-times as ISO 8601 text, null for every other type. */
  min: number | string | null;
  max: number | string | null;
  /** Of numbers, their arithmetic mean (in floating point, as they come); null for other types. */
  mean: number | null;
  /** Cells that are not missing and not of the type (at most one in twenty). */
  misfits: number;
  /** Of numbers and dates, how they lie; null for other types and where all are the same. */
  spread: ColumnSpread | null;
  /** Of numbers, the share that lies far outside the others, 0 to 1; null for other types. */
  outliers: number | null;
  /** The five commonest values, commonest first, cut to 100 characters; none where more than five all differ. */
  top: { value: string; count: number }[];
};

/** Counts in twenty intervals of one width; the ends as `min` and `max` are told. Sampled where values are very many. */
export type ColumnSpread = {
  from: number | string;
  to: number | string;
  median: number | string;
  counts: number[];
  isSampled: boolean;
};

/** Something that a reader should know about the file; `line` counts from 1 where there is one. */
export type ReadingWarning = { code: string; message: string; line?: number };

/** West, south, east, north in degrees (WGS 84), or empty where nothing is known. */
export type Bbox = [number, number, number, number] | [];

/** A position in degrees: longitude first. */
export type Position = [number, number];

/** Simplified geometry: a point, one or more lines, or the rings of an area (drawn with the even-odd rule). */
export type Shape = {
  kind: "point" | "line" | "area";
  rings: Position[][];
  /** The row that it is of, counted from 1; the first of several that fall on one place. */
  row?: number | undefined;
};

/** What reading a file told: the same for every format. */
export type TableReading = {
  kind: "csv" | "geojson" | "json" | "parquet" | "xlsx";
  /** IANA name in lower case, such as `utf-8` or `windows-1252`. */
  encoding: string;
  /** One character for CSV, otherwise null. */
  delimiter: string | null;
  decimalMark: "." | ",";
  /** Which comes first in dates such as 4/5/2018; null where no date leaves it open. */
  dateOrder: "dmy" | "mdy" | null;
  columns: ColumnFacts[];
  /** Rows of data: the header is not counted, blank lines are not counted. */
  rowCount: number;
  preview: string[][];
  warnings: ReadingWarning[];
  bbox: Bbox;
  shapes: Shape[];
};

export const LIMITS = {
  fileBytes: 100_000_000,
  recordBytes: 1_000_000,
  columns: 2_000,
  previewRows: 20_000,
  /** Of all cells kept, in characters. */
  previewCharacters: 8_000_000,
  previewColumns: 100,
  cellCharacters: 500,
  distinct: 10_000,
  /** Cells that are sampled of a column with more different values than that, and of all columns together. */
  sample: 5_000,
  samples: 500_000,
} as const;

/** The text cut to `most` characters, and free of what PostgreSQL cannot hold (NUL, half characters). */
export function storable(text: string, most: number): string {
  const cut = text.length > most ? text.slice(0, most) : text;
  return cut.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "");
}

/** The first rows of a table, as many as are kept. */
export type Preview = { rows: string[][]; characters: number };

/** Keeps a row unless enough of them are kept. */
export function keepRow(preview: Preview, cells: string[]): void {
  if (preview.rows.length >= LIMITS.previewRows || preview.characters >= LIMITS.previewCharacters) return;
  const row = previewRow(cells);
  preview.rows.push(row);
  preview.characters += row.reduce((sum, cell) => sum + cell.length, 0);
}

/** A row as the preview keeps it: at most 100 cells of at most 500 characters. */
const previewRow = (cells: string[]): string[] =>
  cells.slice(0, LIMITS.previewColumns).map((cell) => storable(cell, LIMITS.cellCharacters));

export const refuseTooLarge = (bytes: number): Result<never> =>
  refuse(
    "file-too-large",
    `This file has ${bytesText(bytes)}; Palio reads files of up to ${bytesText(LIMITS.fileBytes)}. Publish it in parts, or in a smaller extract.`,
  );

export const refuseTooManyColumns = (columns: number): Result<never> =>
  refuse(
    "too-many-columns",
    `This file has ${columns.toLocaleString("en")} columns; Palio reads tables of up to ${LIMITS.columns.toLocaleString("en")}.`,
  );

/** Names as people can point at them: trimmed, never empty, never twice; says what it had to change. */
export function columnNames(header: string[]): { names: string[]; warnings: ReadingWarning[] } {
  const taken = new Map<string, number>();
  const unnamed: number[] = [];
  const repeated = new Set<string>();
  const names = header.map((cell, index) => {
    const given = storable(cell.replace(/\s+/g, " ").trim(), 200);
    if (given === "") unnamed.push(index + 1);
    const name = given || `column ${index + 1}`;
    const before = taken.get(name) ?? 0;
    taken.set(name, before + 1);
    if (before > 0) repeated.add(name);
    return name;
  });
  return { names: withoutRepeats(names), warnings: nameWarnings(unnamed, [...repeated]) };
}

function withoutRepeats(names: string[]): string[] {
  const used = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    if (!seen.has(name)) {
      seen.add(name);
      return name;
    }
    let number = 2;
    while (used.has(`${name} (${number})`)) number += 1;
    used.add(`${name} (${number})`);
    return `${name} (${number})`;
  });
}

function nameWarnings(unnamed: number[], repeated: string[]): ReadingWarning[] {
  const warnings: ReadingWarning[] = [];
  const few = (items: (string | number)[]) => items.slice(0, 3).join(", ") + (items.length > 3 ? " …" : "");
  if (unnamed.length > 0) {
    const message =
      unnamed.length === 1
        ? `Column ${unnamed[0]} has no name in the first line.`
        : `${unnamed.length} columns have no name in the first line (${few(unnamed)}).`;
    warnings.push({ code: "unnamed-columns", message, line: 1 });
  }
  if (repeated.length > 0) {
    warnings.push({ code: "repeated-names", message: `Columns share a name: ${few(repeated)}.`, line: 1 });
  }
  return warnings;
}
