import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { decodeText } from "~/datasets/reading/csv-text";
import { sourceOf } from "~/datasets/reading/source";
import { ok, type Result, refuse } from "~/kernel/result";
import { list } from "~/kernel/text";

/** A row by its columns' names, with the line that it ends on; a column that the file lacks is "" everywhere. */
export type CsvRow<Column extends string> = { line: number; cells: Record<Column, string> };

export type CsvRows<Column extends string> = { rows: CsvRow<Column>[]; columns: Set<Column> };

type Columns<Column extends string> = { needed: readonly Column[]; allowed: readonly Column[] };
type Parsed = { record: string[]; info: { lines: number } };

/**
 * A CSV file that has the needed columns and none but the allowed ones, in any order; separated by commas, semicolons
 * or tabs, in any encoding that data comes in. Cells are trimmed. Refuses the first thing that is wrong, by its line.
 */
export function csvRows<Column extends string>(bytes: Uint8Array, columns: Columns<Column>): Result<CsvRows<Column>> {
  const decoded = decodeText(sourceOf(bytes));
  if (!decoded.ok) return decoded;
  const { utf8 } = decoded.value;
  const records = recordsOf(utf8.read(0, utf8.size));
  if (!records.ok) return records;
  const [header, ...rest] = records.value;
  if (!header) return refuse("empty", "The file is empty.");
  const names = header.record.map((name) => name.trim().toLowerCase());
  const wrong = whyNotHeader(names, columns);
  if (wrong) return refuse("wrong-columns", wrong);
  const rows: CsvRow<Column>[] = [];
  for (const { record, info } of rest) {
    if (record.length !== names.length) {
      const sizes = `${record.length} where the header has ${names.length}`;
      return refuse("wrong-width", `Line ${info.lines} has another number of fields: ${sizes}.`);
    }
    const cells = Object.fromEntries(columns.allowed.map((name) => [name, ""]));
    for (const [index, cell] of record.entries()) cells[names[index] as string] = cell.trim();
    rows.push({ line: info.lines, cells: cells as Record<Column, string> });
  }
  return ok({ rows, columns: new Set(names as Column[]) });
}

function recordsOf(utf8: Buffer): Result<Parsed[]> {
  const firstLine = utf8.toString("utf-8", 0, 4_000).split(/[\r\n]/, 1)[0] ?? "";
  const delimiter = [";", "\t"].find((mark) => !firstLine.includes(",") && firstLine.includes(mark)) ?? ",";
  const options = { info: true, delimiter, relax_column_count: true, skip_empty_lines: true, max_record_size: 100_000 };
  try {
    return ok(parse(utf8, { ...options, record_delimiter: ["\r\n", "\n", "\r"] }) as unknown as Parsed[]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines = typeof error.lines === "number" ? ` near line ${error.lines}` : "";
    return refuse("not-csv", `This is not CSV${lines}: a quote is out of place or never closed.`);
  }
}

function whyNotHeader<Column extends string>(names: string[], { needed, allowed }: Columns<Column>): string | null {
  const form = `The first line names the columns: ${list([...needed])}${
    allowed.length > needed.length
      ? `, and ${list(
          allowed.filter((name) => !needed.includes(name)),
          "or",
        )} where there is one`
      : ""
  }.`;
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) return `There is no column ${list(missing.map((name) => `“${name}”`))}. ${form}`;
  const unknown = names.find((name) => !(allowed as readonly string[]).includes(name));
  if (unknown !== undefined) return `The column “${unknown}” is not known. ${form}`;
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? null : `The column “${twice}” stands there twice. ${form}`;
}
