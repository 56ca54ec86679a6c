import { isUtf8 } from "node:buffer";
import { ok, type Result, refuse } from "~/kernel/result";
import { isOwnColumn } from "../catalogue/socrata";
import { isRecord } from "../json";
import { readRows } from "./rows";
import { LIMITS, type ReadingWarning, refuseTooLarge, type TableReading } from "./table";

type Members = Record<string, unknown>;
type Listed = { names: string[]; rows: unknown[][] };

/**
 * Reads rows of JSON: a list of objects, one below `data`, `results`, `records` or `rows`, Socrata's `rows.json` (its own columns
 * left out), or one object a line. Refuses (`file-too-large`, `not-json`, `no-table`). Never throws on any bytes.
 */
export function readJson(bytes: Uint8Array): Result<TableReading> {
  if (bytes.length > LIMITS.fileBytes) return refuseTooLarge(bytes.length);
  if (!isUtf8(bytes)) return refuse("not-json", "This file is not UTF-8, which JSON has to be.");
  const text = new TextDecoder("utf-8").decode(bytes);
  const document = parsed(text);
  const listed = document.ok ? tableIn(document.value) : linesIn(text);
  if (listed) return readRows({ kind: "json", warnings: nested(listed), ...listed });
  return document.ok
    ? refuse("no-table", "This is JSON, but not a list of rows. Publish the table as CSV, or the map as GeoJSON.")
    : document;
}

function parsed(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse("not-json", "This file is not valid JSON; it may be cut off. Export it again.");
  }
}

function tableIn(document: unknown): Listed | null {
  if (!isRecord(document)) return Array.isArray(document) ? objectsIn(document) : null;
  const view = isRecord(document.meta) && isRecord(document.meta.view) ? document.meta.view : null;
  if (view && Array.isArray(view.columns) && Array.isArray(document.data))
    return socrataRows(view.columns, document.data);
  for (const key of ["data", "results", "records", "rows", "items", "value"]) {
    const list = document[key];
    if (Array.isArray(list)) return objectsIn(list.map(innerRow));
  }
  return null;
}

/** Opendatasoft's first version wraps each row in `fields`. */
const innerRow = (row: unknown): unknown => (isRecord(row) && isRecord(row.fields) ? row.fields : row);

function objectsIn(list: unknown[]): Listed | null {
  const rows = list.filter(isRecord);
  if (rows.length < list.length || rows.length === 0) return null;
  const names = new Set<string>();
  for (const row of rows) {
    for (const name of Object.keys(row)) names.add(name);
    if (names.size > LIMITS.columns) break;
  }
  const all = [...names];
  return { names: all, rows: rows.map((row) => all.map((name) => (Object.hasOwn(row, name) ? row[name] : null))) };
}

function socrataRows(columns: unknown[], data: unknown[]): Listed {
  const own = columns.flatMap((column, index) => (isOwnColumn(column) ? [{ column, index }] : []));
  return {
    names: own.map(({ column }) => String((column as Members).fieldName ?? (column as Members).name ?? "")),
    rows: data.filter(Array.isArray).map((row) => own.map(({ index }) => row[index])),
  };
}

/** One object a line, as logs and exports write it. */
function linesIn(text: string): Listed | null {
  const lines = text.split(/\r\n|\n/).filter((line) => line.trim() !== "");
  if (lines.length < 2) return null;
  const rows: Members[] = [];
  for (const line of lines) {
    const row = line.trimStart().startsWith("{") ? parsed(line) : null;
    if (!row?.ok || !isRecord(row.value)) return null;
    rows.push(row.value);
  }
  return objectsIn(rows);
}

function nested({ names, rows }: Listed): ReadingWarning[] {
  const first = rows.slice(0, 200);
  const deep = names.filter((_, index) => first.some((row) => typeof row[index] === "object" && row[index] !== null));
  if (deep.length === 0) return [];
  const few = deep.slice(0, 3).map((name) => `“${name}”`);
  const message = `The rows hold lists or objects, which are shown as JSON: ${few.join(", ")}${deep.length > 3 ? " …" : ""}.`;
  return [{ code: "nested-values", message }];
}
