import { expect, test } from "vitest";
import { z } from "zod";
import { readDcatUs } from "~/datasets/catalogue/dcat-us";
import { readLicence } from "~/datasets/catalogue/licence";
import { personalWarnings } from "~/datasets/personal";
import type { TableReading } from "~/datasets/reading/table";
import { summaryOf } from "~/datasets/summary";
import { type Check, holdEveryFact, isAbsent, realBytes, realFiles, realTable } from "./real-data";

// Checked in real-catalogues.test.ts.
const CATALOGUES = [/^ckan\./, /^dcat-ap\./, /^dcat-us\./, /^socrata\.discovery/, /^ods\.catalog/, /^frictionless\./];

const needs = "(needs the shared data, absent here)";
const label = (name: string) => (isAbsent ? `${name} ${needs}` : name);

type Around = { table: TableReading; file: string };

const namesOf = ({ table }: Around): string[] => table.columns.map(({ name }) => name);
const rows: Check<Around> = (fact, { table }) => expect(table.rowCount).toBe(fact);
const names: Check<Around> = (fact, around) => expect(namesOf(around)).toEqual(fact);

const GEOJSON: Record<string, Check<Around>> = {
  feature_count: rows,
  geometry_types: (fact, { table }) =>
    expect(Object.fromEntries((table.columns.at(-1)?.top ?? []).map(({ value, count }) => [value, count]))).toEqual(
      fact,
    ),
  null_geometries: (fact, { table }) => expect(table.columns.at(-1)?.missing).toBe(fact),
  bbox: (fact, { table }) => expect(table.bbox).toEqual(fact),
  property_keys: (fact, around) => expect(namesOf(around)).toEqual(expect.arrayContaining(fact as string[])),
  // Another system of coordinates would be said.
  has_crs: (fact, { table }) => {
    expect(fact).toBe(false);
    expect(table.warnings.map(({ code }) => code)).not.toContain("other-coordinate-system");
  },
};

const TYPES: Record<string, string> = { INTEGER: "integer", TIMESTAMP_NS: "datetime", VARCHAR: "text" };
const PARQUET: Record<string, Check<Around>> = {
  rows,
  columns: (fact, { table }) => {
    const columns = z.array(z.tuple([z.string(), z.string()])).parse(fact);
    expect(table.columns.map(({ name, type }) => [name, type])).toEqual(
      columns.map(([name, type]) => [name, TYPES[type]]),
    );
  },
  // Compressed by that codec, the cells are read all the same.
  codec: (fact, { table, file }) => {
    expect(fact).toBe("SNAPPY");
    expect(table.preview[0]?.length, file).toBe(table.columns.length);
  },
  // What a program that wrote it left in its footer is no column.
  key_value_metadata: (fact, around) => {
    for (const key of z.array(z.string()).parse(fact)) expect(namesOf(around)).not.toContain(key);
  },
};

const SODA: Record<string, Check<Around>> = { data_rows: rows, keys: names, columns_visible: names };

const KINDS: [RegExp, TableReading["kind"], Record<string, Check<Around>>][] = [
  [/geojson$/, "geojson", GEOJSON],
  [/^parquet$/, "parquet", PARQUET],
  [/^socrata\.(?:soda|rows)$/, "json", SODA],
];

/** What the same file says as a catalogue: real-catalogues.test.ts. */
const AS_CATALOGUE = /^(?:id|name|attribution|license|columns_total|rowsUpdatedAt)$/;

test.skipIf(isAbsent)(
  label("the shared data holds every kind of file that these tests are about, and no other"),
  () => {
    for (const [kind] of KINDS) expect(realFiles(kind).length, String(kind)).toBeGreaterThan(0);
    const known = [...KINDS.map(([kind]) => kind), ...CATALOGUES, /^csv$/];
    for (const { file, kind } of realFiles(/./))
      expect(
        known.some((one) => one.test(kind)),
        file,
      ).toBe(true);
  },
);

for (const [kind, name, checks] of KINDS) {
  for (const { file, facts } of realFiles(kind)) {
    test(`${file} is read as ${name}, and every fact that was counted holds`, async () => {
      const table = await realTable(file);
      expect(table.kind).toBe(name);
      const own = Object.fromEntries(Object.entries(facts).filter(([fact]) => !AS_CATALOGUE.test(fact)));
      expect(await holdEveryFact(own, checks, { table, file })).toBeGreaterThan(1);
      if (name === "geojson") expect(table.shapes.length).toBeGreaterThan(0);
      expect(JSON.stringify(table.shapes).length).toBeLessThan(60_000);
    });
  }
}

const fact = async (file: string, name: string) => {
  const column = (await realTable(file)).columns.find((one) => one.name === name);
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
  expect(summaryOf(await realTable("geojson/milan_nil.geojson"))).toBe(text);
});

test.skipIf(isAbsent)(label("a directory with e-mail addresses and telephone numbers is warned about"), async () => {
  const codes = personalWarnings(await realTable("csv/africa_tech-hubs.csv")).map((warning) => warning.code);
  expect(codes).toEqual(["personal-email", "personal-phone"]);
  expect(personalWarnings(await realTable("csv/portland_boec-911-calls.csv"))).toEqual([]);
});

test.skipIf(isAbsent)(label("a city's own data policy behind HTML is unclear, not open"), async () => {
  const document = JSON.parse(new TextDecoder().decode(realBytes("dcat-us/madison_arcgis-hub_data.json")));
  const read = readDcatUs(document);
  const licences = read.ok ? read.value.datasets.map((one) => readLicence(one.licenceRaw).confidence) : [];
  expect(new Set(licences)).toEqual(new Set(["unclear"]));
});
