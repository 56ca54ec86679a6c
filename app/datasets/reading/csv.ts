import { ok, type Result, refuse, refused } from "~/kernel/result";
import { count } from "~/kernel/text";
import { numberIn } from "./cell-value";
import { factsOf } from "./column-facts";
import { addCell, type ColumnTally, newColumn } from "./column-tally";
import { addPlace, newPlaces, type PlaceTally, roundedBbox } from "./coordinates";
import { sniffDelimiter } from "./csv-delimiter";
import { type RecordTrouble, readRecords } from "./csv-records";
import { decodeText } from "./csv-text";
import { pointShapes } from "./shapes";
import { type ByteSource, sourceOf, type Transcode } from "./source";
import {
  columnNames,
  keepRow,
  LIMITS,
  type Preview,
  type ReadingWarning,
  refuseTooLarge,
  refuseTooManyColumns,
  type TableReading,
} from "./table";

/** What the table has told so far, record by record. */
type Tally = {
  names: string[];
  columns: ColumnTally[];
  places: PlaceTally;
  preview: Preview;
  rowCount: number;
  ragged: { rows: number; firstLine: number };
  warnings: ReadingWarning[];
  tooMany: number;
};

type CsvOptions = {
  /** Overrules the sniffer. */
  delimiter?: string;
  /** Where a text of another encoding is written again; in memory where nothing is said. */
  transcode?: Transcode;
  /** Told of the bytes read so far (of the text in UTF-8). */
  onProgress?: (bytes: number) => void;
};

/**
 * Reads a CSV file of any common encoding and delimiter in one pass. The first line is the header, unless all of it
 * is numbers. Refuses (`file-too-large`, `not-text`, `empty-file`, `too-many-columns`) with a sentence for the
 * publisher; everything less is a warning. Never throws on any bytes.
 */
export function readCsv(bytes: Uint8Array | ByteSource, options: CsvOptions = {}): Result<TableReading> {
  const source = bytes instanceof Uint8Array ? sourceOf(bytes) : bytes;
  if (source.size > LIMITS.fileBytes) return refuseTooLarge(source.size);
  const decoded = decodeText(source, options.transcode);
  if (!decoded.ok) return decoded;
  const { utf8, encoding } = decoded.value;
  const sniffed = sniffDelimiter(utf8);
  const delimiter = options.delimiter ?? sniffed.delimiter;
  const start = { offset: sniffed.headerAt, line: sniffed.headerAt > 0 ? 1 : 0 };
  const tally = newTally();
  const troubles = readRecords(
    { utf8, delimiter, start },
    (cells, line) => takeRecord(tally, cells, line),
    options.onProgress,
  );
  if (tally.tooMany > 0) return refuseTooManyColumns(tally.tooMany);
  if (tally.names.length === 0) {
    if (troubles.length > 0) return refuse("record-too-long", "The first line of this file is longer than 1 MB.");
    return refused({ code: "empty-file", message: "This file is empty: it has no header and no rows." });
  }
  const { columns, habits, warnings } = factsOf(tally.columns, delimiter);
  const own = [...decoded.value.warnings, ...troubles.slice(0, 20).map(troubleWarning), ...tallyWarnings(tally)];
  const bbox = roundedBbox(tally.places.bbox);
  return ok({
    kind: "csv",
    encoding,
    delimiter,
    decimalMark: habits.decimalMark,
    dateOrder: habits.hasOpenDates ? habits.dateOrder : null,
    columns,
    rowCount: tally.rowCount,
    preview: tally.preview.rows,
    warnings: [...own, ...warnings],
    bbox,
    shapes: pointShapes(tally.places, bbox),
  });
}

const newTally = (): Tally => ({
  names: [],
  columns: [],
  places: newPlaces([]),
  preview: { rows: [], characters: 0 },
  rowCount: 0,
  ragged: { rows: 0, firstLine: 0 },
  warnings: [],
  tooMany: 0,
});

function takeRecord(tally: Tally, cells: string[], line: number): "stop" | undefined {
  if (tally.names.length > 0) {
    takeRow(tally, cells, line);
    return;
  }
  if (cells.length > LIMITS.columns) {
    tally.tooMany = cells.length;
    return "stop";
  }
  const isData = isAllNumbers(cells);
  const { names, warnings } = columnNames(isData ? cells.map(() => "") : cells);
  const noHeader = { code: "no-header", message: "The first line is numbers: the columns have no names.", line };
  tally.warnings = isData ? [noHeader] : warnings;
  tally.names = names;
  const sample = Math.min(LIMITS.sample, Math.ceil(LIMITS.samples / names.length));
  tally.columns = names.map((name) => newColumn(name, sample));
  tally.places = newPlaces(names);
  if (isData) takeRow(tally, cells, line);
}

/** True for a first line of data; a line of years is a header. */
function isAllNumbers(cells: string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  const isYear = (cell: string) => /^(?:19|20)\d\d$/.test(cell);
  return filled.length > 0 && filled.every((cell) => numberIn(cell, ".") !== null) && !filled.every(isYear);
}

function takeRow(tally: Tally, cells: string[], line: number): void {
  const width = tally.names.length;
  tally.rowCount += 1;
  const isLonger = cells.length > width && cells.slice(width).some((cell) => cell.trim() !== "");
  if (cells.length < width || isLonger) {
    tally.ragged.rows += 1;
    tally.ragged.firstLine ||= line;
  }
  for (let index = 0; index < width; index += 1) addCell(tally.columns[index] as ColumnTally, cells[index] ?? "");
  addPlace(tally.places, cells, tally.rowCount);
  const padded = cells.length < width ? [...cells, ...Array<string>(width - cells.length).fill("")] : cells;
  keepRow(tally.preview, padded.length > width ? padded.slice(0, width) : padded);
}

function tallyWarnings({ ragged, rowCount, places, warnings, names }: Tally): ReadingWarning[] {
  const all = [...warnings];
  if (rowCount === 0) all.push({ code: "no-rows", message: "There is a header, but no row below it." });
  if (ragged.rows > 0) {
    const rows = ragged.rows === 1 ? "1 row has" : `${ragged.rows.toLocaleString("en")} rows have`;
    const message = `${rows} more or fewer cells than the ${count(names.length, "column")} of the first line.`;
    all.push({ code: "ragged-rows", message, line: ragged.firstLine });
  }
  if (places.impossible > 0) {
    const rows = places.impossible === 1 ? "1 row has" : `${places.impossible.toLocaleString("en")} rows have`;
    all.push({ code: "impossible-coordinates", message: `${rows} coordinates that are no place on Earth, or 0, 0.` });
  }
  return all;
}

function troubleWarning({ code, line }: RecordTrouble): ReadingWarning {
  const message =
    code === "literal-quotes"
      ? "A quotation mark opens here and swallows the lines after it; it was read as a plain character."
      : "A row longer than 1 MB begins here; the rows before it were read, the others were not.";
  return { code, message, line };
}
