import { expect, test } from "vitest";
import { z } from "zod";
import { readDcatUs } from "~/datasets/catalogue/dcat-us";
import { readLicence } from "~/datasets/catalogue/licence";
import { personalWarnings } from "~/datasets/personal";
import { readTable } from "~/datasets/reading/read-table";
import type { TableReading } from "~/datasets/reading/table";
import { summaryOf } from "~/datasets/summary";
import { isAbsent, realBytes, realFiles } from "./real-data";

const needs = "(needs the shared data, absent here)";
const label = (name: string) => (isAbsent ? `${name} ${needs}` : name);

const CsvFacts = z.object({
  encoding: z.string(),
  delimiter: z.string(),
  header: z.array(z.string()),
  column_count: z.number(),
  data_rows: z.number(),
  first_row: z.array(z.string()),
  profile: z.record(z.string(), z.unknown()).default({}),
});

const GeoFacts = z.object({
  feature_count: z.number(),
  geometry_types: z.record(z.string(), z.number()),
  null_geometries: z.number(),
  bbox: z.array(z.number()),
  property_keys: z.array(z.string()),
});

const DcatFacts = z.object({
  dataset_count: z.number(),
  nested_catalogs: z.number().optional(),
  first_title: z.string(),
  last_title: z.string(),
  distribution_count: z.number(),
  first_publisher: z.object({ name: z.string() }),
  datasets_with_license: z.number(),
  datasets_without_distribution: z.number(),
  distributions_without_any_url: z.number(),
  datasets_with_bbox_spatial: z.number(),
  modified_min_max_as_text: z.tuple([z.string(), z.string()]).nullable(),
});

const readings = new Map<string, TableReading>();

async function reading(file: string): Promise<TableReading> {
  const before = readings.get(file);
  if (before) return before;
  const read = await readTable({ fileName: file, mediaType: "", bytes: realBytes(file) });
  if (!read.ok) throw new Error(`${file}: ${read.refusal.message}`);
  readings.set(file, read.value);
  return read.value;
}

test.skipIf(isAbsent)(label("the shared data holds every kind of file that these tests are about"), async () => {
  expect(realFiles(/^csv$/).length).toBeGreaterThan(9);
  expect(realFiles(/geojson$/).length).toBeGreaterThan(2);
  expect(realFiles(/^dcat-us\./).length).toBeGreaterThan(4);
});

for (const { file, facts: raw } of realFiles(/^csv$/)) {
  test(`${file} is read with the encoding, delimiter, columns and rows that were counted`, async () => {
    const facts = CsvFacts.parse(raw);
    const table = await reading(file);
    const encodings = facts.encoding.startsWith("ascii") ? ["utf-8"] : facts.encoding.split("/");
    expect(encodings).toContain(table.encoding);
    expect(table.kind).toBe("csv");
    expect(table.delimiter).toBe(facts.delimiter);
    expect(table.columns.length).toBe(facts.column_count);
    expect(table.columns.map((column) => column.name)).toEqual(
      facts.header.map((name, index) => name.trim() || `column ${index + 1}`).map(numbered),
    );
    expect(table.rowCount).toBe(facts.data_rows);
    expect(table.preview.length).toBe(Math.min(20_000, facts.data_rows));
    expect(table.preview[0]?.map((cell) => cell.slice(0, 80))).toEqual(
      facts.first_row.map((cell) => cell.slice(0, 80)),
    );
    expect(table.warnings.map((warning) => warning.code)).not.toContain("ragged-rows");
    expect(table.bbox).toEqual(facts.profile.bbox_lonlat ?? (table.bbox.length > 0 ? table.bbox : []));
    expect(table.decimalMark).toBe(facts.profile.decimal_separator ?? ".");
    expect(JSON.stringify(table.shapes).length).toBeLessThan(60_000);
  });
}

/** The second "Jul-16" is "Jul-16 (2)". */
const numbered = (name: string, index: number, all: string[]): string => {
  const before = all.slice(0, index).filter((other) => other === name).length;
  return before === 0 ? name : `${name} (${before + 1})`;
};

for (const { file, facts: raw } of realFiles(/geojson$/)) {
  test(`${file} is read with the features, columns and box that were counted`, async () => {
    const facts = GeoFacts.parse(raw);
    const table = await reading(file);
    expect(table.kind).toBe("geojson");
    expect(table.rowCount).toBe(facts.feature_count);
    expect(table.bbox).toEqual(facts.bbox);
    const names = table.columns.map((column) => column.name);
    expect(names).toEqual(expect.arrayContaining(facts.property_keys));
    const types = Object.fromEntries((table.columns.at(-1)?.top ?? []).map(({ value, count }) => [value, count]));
    expect(types).toEqual(facts.geometry_types);
    expect(table.shapes.length).toBeGreaterThan(0);
    expect(JSON.stringify(table.shapes).length).toBeLessThan(60_000);
  });
}

for (const { file, facts: raw } of realFiles(/^dcat-us\./)) {
  test(`${file} is read with the datasets, titles, distributions and boxes that were counted`, async () => {
    const facts = DcatFacts.parse(raw);
    const document = JSON.parse(new TextDecoder().decode(realBytes(file)));
    const read = readDcatUs(document);
    if (!read.ok) throw new Error(read.refusal.message);
    const { datasets } = read.value;
    const own = facts.nested_catalogs ? datasets.slice(0, facts.dataset_count) : datasets;
    expect(own.length).toBe(facts.dataset_count);
    expect(own[0]?.title).toBe(facts.first_title);
    expect(own.at(-1)?.title).toBe(facts.last_title);
    expect(own[0]?.publisher).toBe(facts.first_publisher.name);
    const distributions = own.flatMap((dataset) => dataset.distributions);
    expect(distributions.length).toBe(facts.distribution_count);
    expect(distributions.filter((one) => one.url === null).length).toBe(facts.distributions_without_any_url);
    expect(own.filter((one) => one.distributions.length === 0).length).toBe(facts.datasets_without_distribution);
    expect(own.filter((one) => one.bbox.length === 4).length).toBe(facts.datasets_with_bbox_spatial);
    const blank = document.dataset.filter((one: { license?: unknown }) =>
      /^\s+$/.test(String(one.license ?? "")),
    ).length;
    expect(own.filter((one) => one.licenceRaw !== "").length).toBe(facts.datasets_with_license - blank);
    const modified = own.flatMap((one) => one.modified ?? []).sort();
    expect(modified.length > 0 ? [modified[0], modified.at(-1)] : null).toEqual(facts.modified_min_max_as_text);
    expect(new Set(datasets.map((one) => one.externalId)).size).toBe(datasets.length);
    expect(JSON.stringify(datasets.map(({ contactEmail: _, ...rest }) => rest))).not.toMatch(/[\w.]+@[\w-]+\.\w/);
    expect(datasets.every((one) => !/<\/?[a-z]+[ >]/i.test(one.description))).toBe(true);
  });
}

const fact = async (file: string, name: string) => {
  const column = (await reading(file)).columns.find((one) => one.name === name);
  if (!column) throw new Error(`${file} has no column ${name}`);
  return column;
};

test.skipIf(isAbsent)(label("m/d/yyyy dates are told from d/m/yyyy, and 4,808 NULLs are missing numbers"), async () => {
  const calls = "csv/portland_boec-911-calls.csv";
  expect(await fact(calls, "answer_wait")).toMatchObject({ type: "integer", missing: 4808, max: 2121 });
  expect(await fact(calls, "call_start_dt")).toMatchObject({ min: "2018-04-01T00:00:00", max: "2018-04-30T23:59:00" });
  expect((await fact(calls, "group_name")).distinct).toBe(14);
});

test.skipIf(isAbsent)(label("dates written dd-mm-yy and decimal commas are read in Latin-1"), async () => {
  const hotels = "csv/brussels_hotel-occupancy.csv";
  expect(await fact(hotels, "Date")).toMatchObject({ type: "date", min: "2013-01-01", max: "2017-10-01" });
  expect(await fact(hotels, "RevPAR")).toMatchObject({ type: "number", min: 27.40024968, max: 137.5668258 });
  expect((await fact(hotels, "Quartier")).distinct).toBe(8);
});

test.skipIf(isAbsent)(label("nulls spelled - and – leave a column of numbers a column of numbers"), async () => {
  const sun = await fact("csv/zurich_sonnenscheindauer.csv", "sonnenschein_h");
  expect(sun).toMatchObject({ type: "integer", missing: 136, min: 3, max: 610 });
});

test.skipIf(isAbsent)(label("a town called Nan is not a missing value"), async () => {
  const cities = "frictionless/world-cities/data/world-cities.csv";
  expect((await fact(cities, "name")).missing).toBe(0);
  expect((await fact(cities, "subcountry")).missing).toBe(123);
  expect((await fact(cities, "country")).distinct).toBe(244);
});

test.skipIf(isAbsent)(label("offsets are kept, and order date-times by their instant"), async () => {
  const updated = await fact("csv/paris_velib-disponibilite.csv", "Actualisation de la donnée");
  expect(updated).toMatchObject({ min: "2021-02-21T20:09:18+01:00", max: "2026-04-06T12:50:01+02:00" });
});

test.skipIf(isAbsent)(label("ward numbers and postcodes with a leading zero stay text"), async () => {
  expect((await fact("csv/boston_311_sample.csv", "LOCATION_ZIPCODE")).type).toBe("text");
  expect((await fact("csv/boston_311_sample.csv", "Latitude")).type).toBe("number");
});

test.skipIf(isAbsent)(label("Milan's districts are summed up in one sentence"), async () => {
  const text = "88 areas between 45.39° and 45.54° north, 9.04° and 9.28° east.";
  expect(summaryOf(await reading("geojson/milan_nil.geojson"))).toBe(text);
});

test.skipIf(isAbsent)(label("a directory with e-mail addresses and telephone numbers is warned about"), async () => {
  const codes = personalWarnings(await reading("csv/africa_tech-hubs.csv")).map((warning) => warning.code);
  expect(codes).toEqual(["personal-email", "personal-phone"]);
  expect(personalWarnings(await reading("csv/portland_boec-911-calls.csv"))).toEqual([]);
});

test.skipIf(isAbsent)(label("a city's own data policy behind HTML is unclear, not open"), async () => {
  const document = JSON.parse(new TextDecoder().decode(realBytes("dcat-us/madison_arcgis-hub_data.json")));
  const read = readDcatUs(document);
  const licences = read.ok ? read.value.datasets.map((one) => readLicence(one.licenceRaw).confidence) : [];
  expect(new Set(licences)).toEqual(new Set(["unclear"]));
});

for (const { file, facts: raw } of realFiles(/^parquet$/)) {
  test(`${file} is read with the rows and the columns that were counted`, async () => {
    const facts = z.object({ rows: z.number(), columns: z.array(z.tuple([z.string(), z.string()])) }).parse(raw);
    const table = await reading(file);
    const types: Record<string, string> = { INTEGER: "integer", TIMESTAMP_NS: "datetime", VARCHAR: "text" };
    expect(table.kind).toBe("parquet");
    expect(table.rowCount).toBe(facts.rows);
    expect(table.columns.map(({ name, type }) => [name, type])).toEqual(
      facts.columns.map(([name, type]) => [name, types[type]]),
    );
  });
}

for (const { file, facts: raw } of realFiles(/^socrata\.(?:soda|rows)$/)) {
  test(`${file} is read as rows, without the columns that are not the publisher's`, async () => {
    const facts = z
      .object({
        data_rows: z.number(),
        keys: z.array(z.string()).optional(),
        columns_visible: z.array(z.string()).optional(),
      })
      .parse(raw);
    const table = await reading(file);
    expect(table.kind).toBe("json");
    expect(table.rowCount).toBe(facts.data_rows);
    expect(table.columns.map(({ name }) => name)).toEqual(facts.keys ?? facts.columns_visible);
  });
}
