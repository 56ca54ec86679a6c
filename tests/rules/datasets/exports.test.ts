import fc from "fast-check";
import { expect, test } from "vitest";
import type { CatalogueDataset, CatalogueDistribution, FieldNote } from "~/datasets/catalogue/model";
import { readCatalogue } from "~/datasets/catalogue/read-catalogue";
import { EU_THEMES, themeAddress, themeOf } from "~/datasets/catalogue/themes";
import { dataPackageOf } from "~/datasets/exports/datapackage";
import { dcatApOf } from "~/datasets/exports/dcat-ap";
import { dcatUsOf } from "~/datasets/exports/dcat-us";
import type { ExportedCatalogue, ExportedDataset } from "~/datasets/exports/exported";
import { schemaOrgOf } from "~/datasets/exports/schema-org";
import { turtleOf } from "~/datasets/exports/turtle.server";
import type { Bbox } from "~/datasets/reading/table";
import { isoDay } from "~/kernel/time";

/** Words as a catalogue is read: without markup, addresses of people, or blanks at their ends. */
const word = fc.stringMatching(/^[A-Za-zÀ-ſΑ-ω0-9“”’–]{1,12}$/);
const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
const optional = fc.option(line, { nil: "" });
const link = fc
  .tuple(fc.webUrl({ validSchemes: ["https"] }), fc.nat(9_999))
  .map(([url, n]) => new URL(`${url}/${n}.csv`).href);
const day = fc.date({ min: new Date("1990-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }).map(isoDay);
const degrees = (from: number, to: number) => fc.integer({ min: from * 1000, max: to * 1000 }).map((n) => n / 1000);
const box: fc.Arbitrary<Bbox> = fc.oneof(
  fc.constant<Bbox>([]),
  fc
    .tuple(degrees(-170, 0), degrees(-80, 0), degrees(1, 170), degrees(1, 80))
    .map(([west, south, east, north]): Bbox => [west, south, east, north]),
);
const unique = (items: fc.Arbitrary<string>) =>
  fc.uniqueArray(items, { maxLength: 4, selector: (text) => text.toLowerCase() });

const field: fc.Arbitrary<FieldNote> = fc.record({ name: line, title: optional, description: optional, type: word });
const fields = fc.uniqueArray(field, { maxLength: 3, selector: ({ name }) => name });

const distribution: fc.Arbitrary<CatalogueDistribution> = fc
  .record({
    title: line,
    url: link,
    isDownload: fc.boolean(),
    access: fc.option(link, { nil: null }),
    format: fc.constantFrom("CSV", "GeoJSON", "Parquet", "XLSX", "JSON"),
    mediaType: fc.constantFrom("text/csv", "application/geo+json", null),
    byteSize: fc.option(fc.nat(1e9), { nil: null }),
    licenceRaw: fc.constantFrom("", "https://creativecommons.org/licenses/by/4.0/", "Terms of our own"),
    fields,
  })
  .map(({ access, ...one }) => ({
    ...one,
    accessUrl: one.isDownload && access !== one.url ? access : null,
  }));

const dataset: fc.Arbitrary<CatalogueDataset> = fc.record({
  externalId: fc.oneof(link, fc.uuid(), word),
  title: line,
  description: optional,
  publisher: line,
  contactName: optional,
  contactEmail: fc.constantFrom("", "data@city.example"),
  landingPage: fc.option(link, { nil: null }),
  keywords: unique(line),
  themes: unique(line),
  issued: fc.option(day, { nil: null }),
  modified: fc.option(day, { nil: null }),
  frequency: fc.constantFrom(null, "daily", "weekly", "monthly", "yearly", "irregular", "never"),
  bbox: box,
  spatial: fc.option(
    word.map((name) => `Quartiere ${name}`),
    { nil: "" },
  ),
  temporalStart: fc.option(day, { nil: null }),
  temporalEnd: fc.option(day, { nil: null }),
  accessRights: fc.constantFrom("public", "http://publications.europa.eu/resource/authority/access-right/PUBLIC"),
  languages: unique(fc.constantFrom("en", "it", "de")),
  licenceRaw: fc.constantFrom("https://creativecommons.org/publicdomain/zero/1.0/", "Terms of our own"),
  distributions: fc.array(distribution, { maxLength: 3 }),
});

const given = (one: CatalogueDataset): ExportedDataset => ({
  ...one,
  ...{ page: "https://palio.example/datasets/one", slug: "one", organisation: "City" },
  distributions: one.distributions.map((file) => ({ ...file, copy: null })),
});
const catalogue = (one: CatalogueDataset): ExportedCatalogue => ({
  ...{ title: "Open data of Palio", publisher: "Palio", homepage: "https://palio.example/" },
  ...{ address: "https://palio.example/catalog.ttl", next: null, total: 1, datasets: [given(one)] },
});

/** What matters of a dataset, lists without an order of their own in one. */
const comparable = (one: CatalogueDataset | undefined) =>
  one && {
    ...one,
    keywords: [...one.keywords].sort(),
    themes: [...one.themes].sort(),
    languages: [...one.languages].sort(),
    distributions: [...one.distributions].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };

const readAgain = async (text: string): Promise<CatalogueDataset | undefined> => {
  const address = "https://palio.example/catalog";
  const reading = await readCatalogue(Buffer.from(text), { address, mediaType: "" });
  if (!reading.ok) throw new Error(reading.refusal.message);
  expect(reading.value.refused).toEqual([]);
  return reading.value.datasets[0];
};

test("what goes out as DCAT-US comes in again with nothing lost", async () => {
  await fc.assert(
    fc.asyncProperty(dataset, async (one) => {
      expect(comparable(await readAgain(JSON.stringify(dcatUsOf(catalogue(one)))))).toEqual(comparable(one));
    }),
    { numRuns: 150 },
  );
});

test("what goes out as DCAT-AP, in JSON-LD and in Turtle, comes in again with nothing lost", async () => {
  await fc.assert(
    fc.asyncProperty(dataset, async (one) => {
      const document = dcatApOf(catalogue(one));
      expect(comparable(await readAgain(JSON.stringify(document)))).toEqual(comparable(one));
      expect(comparable(await readAgain(await turtleOf(document)))).toEqual(comparable(one));
    }),
    { numRuns: 60 },
  );
});

test("what goes out as a data package comes in again with its files, columns, licence and people", async () => {
  await fc.assert(
    fc.asyncProperty(dataset, async (one) => {
      const again = await readAgain(JSON.stringify(dataPackageOf(given(one), null)));
      expect(again).toMatchObject({
        ...{ externalId: one.externalId, title: one.title, description: one.description, publisher: one.publisher },
        ...{ contactEmail: one.contactEmail, frequency: one.frequency, licenceRaw: one.licenceRaw },
        ...{ issued: one.issued, modified: one.modified },
        distributions: one.distributions.map(({ url, format }) => ({ url, format })),
      });
      expect([...(again?.keywords ?? [])].sort()).toEqual([...one.keywords].sort());
    }),
    { numRuns: 60 },
  );
});

test("search engines are told the name, the licence, the place and the downloads", () => {
  fc.assert(
    fc.property(dataset, (one) => {
      const said = schemaOrgOf(given(one), "https://creativecommons.org/licenses/by/4.0/");
      expect(said).toMatchObject({ "@type": "Dataset", name: one.title, isAccessibleForFree: true });
      expect(String(said.description).length).toBeGreaterThanOrEqual(50);
      const downloads = one.distributions.filter(({ isDownload }) => isDownload).length;
      expect((said.distribution as unknown[] | undefined)?.length ?? 0).toBe(downloads);
    }),
  );
});

test("a theme of the EU's list leaves as its address, and comes back as its name", () => {
  for (const theme of EU_THEMES) expect(themeOf(themeAddress(theme) ?? "")).toBe(theme);
  expect(themeOf("https://publications.europa.eu/resource/authority/data-theme/TRAN")).toBe("Transport");
  expect(themeOf("http://publications.europa.eu/resource/authority/data-theme/NONE")).toContain("NONE");
  expect(themeAddress("toString")).toBeNull();
});
