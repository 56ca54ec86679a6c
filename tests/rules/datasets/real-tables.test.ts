import { expect, test } from "vitest";
import { z } from "zod";
import { isMissing } from "~/datasets/reading/cell-value";
import { readRecords } from "~/datasets/reading/csv-records";
import { decodeText } from "~/datasets/reading/csv-text";
import { sourceOf } from "~/datasets/reading/source";
import type { TableReading } from "~/datasets/reading/table";
import { type Check, holdEveryFact, isAbsent, realBytes, realFiles, realTable } from "./real-data";

const number = z.number();
const text = z.string();

/** A text as the reader cuts it into records: what it skipped and joined can be counted. */
type Records = { lines: number; records: number; embedded: number; widths: Set<number>; bytes: Uint8Array };
type Around = { table: TableReading; records: Records };

function recordsOf(bytes: Uint8Array, { delimiter }: TableReading): Records {
  const decoded = decodeText(sourceOf(bytes));
  if (!decoded.ok) throw new Error(decoded.refusal.message);
  const all: Records = { lines: 0, records: 0, embedded: 0, widths: new Set(), bytes };
  readRecords(
    { utf8: decoded.value.utf8, delimiter: delimiter ?? ",", start: { offset: 0, line: 0 } },
    (cells, line) => {
      all.lines = line;
      all.records += 1;
      if (cells.some((cell) => cell.includes("\n"))) all.embedded += 1;
      all.widths.add(cells.length);
      return undefined;
    },
  );
  return all;
}

/** The second "Jul-16" is "Jul-16 (2)". */
const numbered = (name: string, index: number, all: string[]): string => {
  const before = all.slice(0, index).filter((other) => other === name).length;
  return before === 0 ? name : `${name} (${before + 1})`;
};

const TABLE: Record<string, Check<Around>> = {
  encoding: (fact, { table }) => {
    const said = text.parse(fact);
    expect(said.startsWith("ascii") ? ["utf-8"] : said.split("/")).toContain(table.encoding);
  },
  // A mark at the beginning belongs to no name.
  bom_count: (fact, { table, records: { bytes } }) => {
    expect(Buffer.from(bytes.subarray(0, 3)).toString("hex") === "efbbbf" ? 1 : 0).toBe(fact);
    expect(table.columns[0]?.name.codePointAt(0)).not.toBe(0xfeff);
  },
  delimiter: (fact, { table }) => expect(table.delimiter).toBe(fact),
  header: (fact, { table }) => {
    const names = z.array(text).parse(fact);
    expect(table.columns.map(({ name }) => name)).toEqual(
      names.map((name, index) => name.trim() || `column ${index + 1}`).map(numbered),
    );
  },
  column_count: (fact, { table }) => expect(table.columns).toHaveLength(number.parse(fact)),
  data_rows: (fact, { table }) => {
    expect(table.rowCount).toBe(fact);
    expect(table.preview).toHaveLength(Math.min(20_000, number.parse(fact)));
  },
  first_row: (fact, { table }) =>
    expect(table.preview[0]?.map((cell) => cell.slice(0, 80))).toEqual(
      z
        .array(text)
        .parse(fact)
        .map((cell) => cell.slice(0, 80)),
    ),
  // A blank line would be a line that is in no record.
  blank_lines: (fact, { records }) => {
    const { lines, records: read, embedded } = records;
    expect(fact).toBe(0);
    if (embedded === 0) expect(lines).toBe(read);
  },
  rows_with_embedded_newline: (fact, { records }) => expect(records.embedded).toBe(fact),
  ragged_rows: (fact, { table, records }) => {
    expect(fact).toBe(0);
    expect(records.widths.size).toBe(1);
    expect(table.warnings.map(({ code }) => code)).not.toContain("ragged-rows");
  },
  // Every ending of a line was seen, those within quotes too.
  line_endings: (fact, { records }) => {
    const { crlf, lf } = z.object({ crlf: number, lf: number }).parse(fact);
    expect(records.lines).toBe(crlf + lf);
  },
  profile: async (fact, around) => {
    await holdEveryFact(z.record(text, z.unknown()).parse(fact), PROFILE, around);
  },
};

const columnOf = ({ table }: Around, named: RegExp) => {
  const column = table.columns.find(({ name }) => named.test(name));
  if (!column) throw new Error(`no column ${named}`);
  return column;
};

/** The cells of a column, where all rows are kept in the reading. */
function cellsOf({ table }: Around, named: RegExp): string[] {
  const index = table.columns.findIndex(({ name }) => named.test(name));
  expect(table.preview).toHaveLength(table.rowCount);
  return table.preview.map((row) => row[index] ?? "");
}

const placesOf = (around: Around) => {
  const [latitudes, longitudes] = [cellsOf(around, /^latitude$/), cellsOf(around, /^longitude$/)];
  return latitudes.map((latitude, index) => [latitude, longitudes[index] ?? ""] as const);
};

function sumOf(around: Around, named: RegExp): number {
  const { mean, missing, misfits } = columnOf(around, named);
  return Math.round((mean ?? 0) * (around.table.rowCount - missing - misfits) * 1e6) / 1e6;
}

type Fact = "distinct" | "missing" | "min" | "max";
const about =
  (named: RegExp, fact: Fact): Check<Around> =>
  (value, around) =>
    expect(columnOf(around, named)[fact]).toBe(value);

const countsOf = (around: Around, named: RegExp, cells: string[]) =>
  Object.fromEntries(cells.map((cell) => [cell, cellsOf(around, named).filter((one) => one === cell).length]));

const topOf = (named: RegExp): Check<Around> => {
  const Pairs = z.array(z.tuple([text, number]));
  return (value, around) => {
    const pairs = Pairs.parse(value);
    const told = columnOf(around, named).top.map((one) => [one.value, one.count]);
    expect(told.slice(0, pairs.length)).toEqual(pairs);
  };
};

const DATES = /^(?:Date|call_start_dt)$/;

const PROFILE: Record<string, Check<Around>> = {
  distinct_country: about(/^country$/, "distinct"),
  empty_subcountry: about(/^subcountry$/, "missing"),
  capacity_min: about(/^Capacité/, "min"),
  capacity_max: about(/^Capacité/, "max"),
  capacity_sum: (value, around) => expect(sumOf(around, /^Capacité/)).toBe(value),
  distinct_communes: about(/^Nom communes/, "distinct"),
  bbox_lonlat: (value, { table }) => expect(table.bbox).toEqual(value),
  empty_station_opening_hours: about(/^station_opening_hours$/, "missing"),
  empty_code_insee: about(/^Code INSEE/, "missing"),
  datetime_min: about(/^Actualisation/, "min"),
  datetime_max: about(/^Actualisation/, "max"),
  datum_min: about(/^datum$/, "min"),
  datum_max: about(/^datum$/, "max"),
  // Counted with the empty cell as a value of its own.
  distinct_partei: (value, around) => {
    const { distinct, missing } = columnOf(around, /^partei$/);
    expect(distinct + Math.min(1, missing)).toBe(value);
  },
  parole_counts: (value, around) =>
    expect(countsOf(around, /^parole$/, Object.keys(z.record(text, number).parse(value)))).toEqual(value),
  distinct_station: about(/^station$/, "distinct"),
  sonnenschein_min: about(/^sonnenschein_h$/, "min"),
  sonnenschein_max: about(/^sonnenschein_h$/, "max"),
  sonnenschein_numeric: (value, around) =>
    expect(around.table.rowCount - columnOf(around, /^sonnenschein_h$/).missing).toBe(value),
  sonnenschein_non_numeric: (value, around) => {
    const counts = z.record(text, number).parse(value);
    expect(countsOf(around, /^sonnenschein_h$/, Object.keys(counts))).toEqual(counts);
    expect(Object.keys(counts).every(isMissing)).toBe(true);
  },
  jahr_min: (value, around) => expect(String(columnOf(around, /^jahr$/).min)).toBe(value),
  jahr_max: (value, around) => expect(String(columnOf(around, /^jahr$/).max)).toBe(value),
  capacidad_sum: (value, around) => expect(sumOf(around, /^capacidad$/)).toBe(value),
  distinct_cluster: about(/^cluster$/, "distinct"),
  decimal_separator: (value, { table }) => expect(table.decimalMark).toBe(value),
  date_format: (value, around) => {
    const type = { "dd-mm-yy": "date", "M/D/YYYY H:mm": "datetime" }[text.parse(value)];
    const order = /^d/i.test(text.parse(value)) ? "dmy" : "mdy";
    expect([columnOf(around, DATES).type, around.table.dateOrder]).toEqual([type, order]);
  },
  date_min: (value, around) => expect(String(columnOf(around, DATES).min).replace("T", " ")).toBe(value),
  date_max: (value, around) => expect(String(columnOf(around, DATES).max).replace("T", " ")).toBe(value),
  distinct_quartier: about(/^Quartier$/, "distinct"),
  revpar_min: about(/^RevPAR$/, "min"),
  revpar_max: about(/^RevPAR$/, "max"),
  top_countries: topOf(/^country$/),
  hub_types: topOf(/^hub_type$/),
  rows_with_coordinates: (value, around) =>
    expect(placesOf(around).filter(([latitude, longitude]) => latitude !== "" && longitude !== "")).toHaveLength(
      number.parse(value),
    ),
  distinct_coordinates: (value, around) =>
    expect(new Set(placesOf(around).map((place) => place.join(" "))).size).toBe(value),
  empty_street_address: about(/^street_address$/, "missing"),
  rows_outside_africa_bbox: (value, around) => expect(outsideAfrica(around)).toHaveLength(number.parse(value)),
  outside_examples: (value, around) => expect(outsideAfrica(around)).toEqual(value),
  answer_wait_mean: (value, around) =>
    expect(columnOf(around, /^answer_wait$/).mean).toBeCloseTo(number.parse(value), 4),
  answer_wait_max: about(/^answer_wait$/, "max"),
  answer_wait_NULL_literals: about(/^answer_wait$/, "missing"),
  distinct_group_name: about(/^group_name$/, "distinct"),
};

/** Name, country and place of the rows that lie outside the continent's box. */
function outsideAfrica(around: Around): string[][] {
  const [names, countries] = [cellsOf(around, /^hub_name$/), cellsOf(around, /^country$/)];
  return placesOf(around).flatMap(([latitude, longitude], index) => {
    const isInside = Math.abs(Number(latitude)) <= 38 && Number(longitude) >= -26 && Number(longitude) <= 64;
    return isInside ? [] : [[names[index] ?? "", countries[index] ?? "", latitude, longitude]];
  });
}

test.skipIf(isAbsent)(`the shared data holds tables${isAbsent ? " (needs the shared data, absent here)" : ""}`, () =>
  expect(realFiles(/^csv$/).length).toBeGreaterThan(9),
);

for (const { file, facts } of realFiles(/^csv$/)) {
  test(`${file}: every fact that was counted holds`, async () => {
    const table = await realTable(file);
    expect(table.kind).toBe("csv");
    const names = await holdEveryFact(facts, TABLE, { table, records: recordsOf(realBytes(file), table) });
    expect(names).toBeGreaterThan(9);
    // What is not stated is the usual.
    const { profile } = z.object({ profile: z.record(text, z.unknown()).default({}) }).parse(facts);
    if (!("decimal_separator" in profile)) expect(table.decimalMark).toBe(".");
    expect(JSON.stringify(table.shapes).length).toBeLessThan(60_000);
  });
}
