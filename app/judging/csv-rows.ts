import { CsvError, type InfoRecord } from "csv-parse";
import { parse } from "csv-parse/sync";
import { decodeText } from "~/datasets/reading/csv-text";
import { sourceOf } from "~/datasets/reading/source";
import { ok, type Result, refuse } from "~/kernel/result";
import { list } from "~/kernel/text";

/** A row by its columns' names, with the line that it ends on; a column that the file lacks is "" everywhere. */
type CsvRow<Column extends string> = { line: number; cells: Record<Column, string> };

/** `columns` are the known ones that the file has, `others` the names of those that are not read. */
type CsvRows<Column extends string> = { rows: CsvRow<Column>[]; columns: Set<Column>; others: string[] };

type Columns<Column extends string> = {
  needed: readonly Column[];
  optional: readonly Column[];
  /** Other names that a column may have. */
  aliases?: ReadonlyMap<string, Column>;
  /** Whether a file may have columns besides; else it is refused. */
  mayHaveOthers?: boolean;
};
type Parsed = { record: string[]; line: number };

/**
 * A CSV file with a header that names the needed columns, in any order; separated by commas, semicolons or tabs, in any
 * encoding that data comes in. Cells are trimmed, rows without any text are passed over. Refuses the first thing that is
 * wrong, by its line.
 */
export function csvRows<Column extends string>(bytes: Uint8Array, columns: Columns<Column>): Result<CsvRows<Column>> {
  const decoded = decodeText(sourceOf(bytes));
  if (!decoded.ok) return decoded;
  const { utf8 } = decoded.value;
  const records = recordsOf(utf8.read(0, utf8.size));
  if (!records.ok) return records;
  const [header, ...rest] = records.value;
  if (!header) return refuse("empty", "The file is empty.");
  const written = header.record.map((name) => name.trim().toLowerCase());
  const names = written.map((name) => columns.aliases?.get(name) ?? name);
  const wrong = whyNotHeader(names, columns);
  if (wrong) return refuse("wrong-columns", wrong);
  const known = [...columns.needed, ...columns.optional].map((name) => ({ name, at: names.indexOf(name) }));
  const rows: CsvRow<Column>[] = [];
  for (const { record, line } of rest) {
    if (record.length !== names.length) {
      const sizes = `${record.length} where the header has ${names.length}`;
      return refuse("wrong-width", `Line ${line} has another number of fields: ${sizes}.`);
    }
    const cells = {} as Record<Column, string>;
    for (const { name, at } of known) cells[name] = (record[at] ?? "").trim();
    rows.push({ line, cells });
  }
  const found = known.filter(({ at }) => at >= 0).map(({ name }) => name);
  const others = names.filter((name) => name !== "" && !(found as string[]).includes(name));
  return ok({ rows, columns: new Set(found), others });
}

function recordsOf(utf8: Buffer): Result<Parsed[]> {
  const [firstLine = ""] = utf8
    .toString("utf-8", 0, 4_000)
    .trimStart()
    .split(/[\r\n]/, 1);
  const records: Parsed[] = [];
  const options = {
    // Of what the parser knows of each record the line alone is kept: the rest is more than the file itself.
    on_record: (record: string[], { lines }: InfoRecord) => {
      records.push({ record, line: lines });
      return null;
    },
    delimiter: [",", ";", "\t"].find((mark) => firstLine.includes(mark)) ?? ",",
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_records_with_empty_values: true,
    max_record_size: 100_000,
  };
  try {
    parse(utf8, options);
    return ok(records);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines = typeof error.lines === "number" ? ` near line ${error.lines}` : "";
    return refuse("not-csv", `This is not CSV${lines}: a quote is out of place or never closed.`);
  }
}

function whyNotHeader<Column extends string>(names: string[], columns: Columns<Column>): string | null {
  const { needed, optional, mayHaveOthers = false } = columns;
  const known: readonly string[] = [...needed, ...optional];
  const rest = optional.length > 0 ? `, and ${list([...optional], "or")} where there is one` : "";
  const form = `The first line names the columns: ${list([...needed])}${rest}.`;
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length > 0) return `There is no column ${list(missing.map((name) => `“${name}”`))}. ${form}`;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined && !mayHaveOthers) return `The column “${unknown}” is not known. ${form}`;
  const twice = names.find((name, index) => known.includes(name) && names.indexOf(name) !== index);
  return twice === undefined ? null : `The column “${twice}” stands there twice. ${form}`;
}
