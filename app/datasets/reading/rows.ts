import { ok, type Result, refused } from "~/kernel/result";
import { factsOf } from "./column-facts";
import { addCell, newColumn } from "./column-tally";
import { addPlace, newPlaces, roundedBbox } from "./coordinates";
import { pointShapes } from "./shapes";
import {
  columnNames,
  keepRow,
  LIMITS,
  type Preview,
  type ReadingWarning,
  refuseTooManyColumns,
  storable,
  type TableReading,
} from "./table";

/** A table whose rows are values of JSON, or of a format with types of its own, column by column. */
export type ValueTable = {
  kind: "json" | "parquet" | "xlsx";
  names: string[];
  rows: Iterable<unknown[]>;
  warnings: ReadingWarning[];
};

/** Reads typed rows as every other table is read: each value becomes the cell that a CSV file would have. */
export function readRows({ kind, names: given, rows, warnings }: ValueTable): Result<TableReading> {
  if (given.length === 0)
    return refused({ code: "empty-file", message: "This file is empty: it has no columns and no rows." });
  if (given.length > LIMITS.columns) return refuseTooManyColumns(given.length);
  const { names, warnings: nameWarnings } = columnNames(given);
  const sample = Math.min(LIMITS.sample, Math.ceil(LIMITS.samples / names.length));
  const columns = names.map((name) => newColumn(name, sample));
  const places = newPlaces(names);
  const preview: Preview = { rows: [], characters: 0 };
  let rowCount = 0;
  for (const row of rows) {
    const cells = names.map((_, index) => cellText(row[index]));
    for (const [index, column] of columns.entries()) addCell(column, cells[index] ?? "");
    addPlace(places, cells, rowCount + 1);
    keepRow(preview, cells);
    rowCount += 1;
  }
  const facts = factsOf(columns, null);
  const bbox = roundedBbox(places.bbox);
  const noRows = rowCount === 0 ? [{ code: "no-rows", message: "There are columns, but no row in them." }] : [];
  return ok({
    ...{ kind, encoding: "utf-8", delimiter: null, decimalMark: facts.habits.decimalMark },
    dateOrder: facts.habits.hasOpenDates ? facts.habits.dateOrder : null,
    ...{ columns: facts.columns, rowCount, preview: preview.rows, bbox },
    warnings: [...warnings, ...nameWarnings, ...noRows, ...facts.warnings],
    shapes: pointShapes(places, bbox),
  });
}

/** A value as a cell: null is empty, moments are ISO 8601, lists and objects are JSON, what is nested too deep "…". */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return storable(value, 10_000);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : momentText(value);
  if (typeof value !== "object") return String(value);
  try {
    return storable(
      JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner)),
      10_000,
    );
  } catch (error) {
    if (error instanceof RangeError) return "…";
    throw error;
  }
}

/** Midnight is a day. */
const momentText = (at: Date): string =>
  at
    .toISOString()
    .replace(/T00:00:00\.000Z$/, "")
    .replace(/\.000Z$/, "Z");
