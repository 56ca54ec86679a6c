import type { Quad } from "n3";
import { expect, test } from "vitest";
import { z } from "zod";
import { readLicence } from "~/datasets/catalogue/licence";
import type { CatalogueReading } from "~/datasets/catalogue/model";
import { graphOf } from "~/datasets/catalogue/rdf/graph";
import { quadsIn } from "~/datasets/catalogue/rdf/parse";
import { readCatalogue } from "~/datasets/catalogue/read-catalogue";
import { type Check as CheckOf, holdEveryFact, isAbsent, type RealFile, realBytes, realFiles } from "./real-data";

const label = (name: string) => (isAbsent ? `${name} (needs the shared data, absent here)` : name);
const ADDRESS = "https://portal.example/api/catalogue?q=*";

async function read({ file }: RealFile, language = "en"): Promise<CatalogueReading> {
  const reading = await readCatalogue(realBytes(file), { address: ADDRESS, fileName: file, mediaType: "", language });
  if (!reading.ok) throw new Error(`${file}: ${reading.refusal.message}`);
  return reading.value;
}

/** The document behind a reading: its JSON, or its triples. */
async function behindOf({ file, kind }: RealFile): Promise<{ document?: unknown; quads?: Quad[] }> {
  const words = new TextDecoder().decode(realBytes(file));
  if (!kind.startsWith("dcat-ap.")) return { document: JSON.parse(words) };
  const syntax = file.endsWith(".ttl") ? "turtle" : file.endsWith(".jsonld") ? "json-ld" : "rdf/xml";
  const quads = await quadsIn(words, { syntax, address: ADDRESS });
  return { quads: quads.ok ? quads.value : [] };
}

const text = z.string();
const number = z.number();
const list = z.array(z.string());
type Check = CheckOf<CatalogueReading & { behind: { document?: unknown; quads?: Quad[] } }>;

const first = ({ datasets }: CatalogueReading) => {
  const [dataset] = datasets;
  if (!dataset) throw new Error("no dataset was read");
  return dataset;
};
const files = ({ datasets }: CatalogueReading) => datasets.flatMap(({ distributions }) => distributions);
const sorted = (words: Iterable<string>) => [...new Set(words)].sort();

const CKAN: Record<string, Check> = {
  // With its envelope and without it, an answer says the same.
  envelope: async (fact, { behind, ...reading }) => {
    const { document } = behind;
    const { result } = z.object({ result: z.unknown() }).parse(fact ? document : { result: document });
    const other = await readCatalogue(Buffer.from(JSON.stringify(fact ? result : { success: true, result })), {
      address: ADDRESS,
      mediaType: "",
    });
    expect(other).toEqual({ ok: true, value: reading });
  },
  count: (fact, { total }) => expect(total).toBe(fact),
  rows: (fact, { datasets }) => expect(datasets).toHaveLength(number.parse(fact)),
  total_resources: (fact, reading) => expect(files(reading)).toHaveLength(number.parse(fact)),
  first_title: (fact, reading) => expect(first(reading).title).toBe(fact),
  // A package of its own page says where that is; the others stand in the portal under their name.
  first_name: (fact, reading) =>
    expect([`https://portal.example/dataset/${fact}`, "http://www.ttc.ca/"]).toContain(first(reading).landingPage),
  license_id: (fact, reading) => {
    const { id } = readLicence(first(reading).licenceRaw);
    const known: Record<string, string | null> = { "cc-zero": "CC0-1.0", "uk-ogl": "OGL-UK-3.0", notspecified: null };
    expect(id?.replace(/-\d.*$/, "") ?? null).toBe(known[text.parse(fact)]?.replace(/-\d.*$/, "") ?? null);
  },
  license_title: (fact, reading) =>
    expect(readLicence(text.parse(fact)).open).toBe(readLicence(first(reading).licenceRaw).open),
  metadata_modified: (fact, reading) =>
    expect(new Date(first(reading).modified ?? "").getTime()).toBeLessThanOrEqual(
      new Date(text.parse(fact)).getTime() + 1,
    ),
  formats: (fact, reading) => {
    const formats = new Set(first(reading).distributions.map(({ format }) => format.toLowerCase()));
    for (const format of list.parse(fact).filter((one) => one !== "")) {
      const name = { gpkg: "geopackage" }[format] ?? format.toLowerCase();
      expect([...formats], format).toContain(name);
    }
  },
  tags: (fact, reading) => expect(sorted(first(reading).keywords)).toEqual(sorted(list.parse(fact))),
};

const DCAT_AP: Record<string, Check> = {
  triples: (fact, { behind }) => expect(behind.quads).toHaveLength(number.parse(fact)),
  catalogs: (fact, { behind }) =>
    expect(graphOf(behind.quads ?? []).subjectsOf("dcat:Catalog")).toHaveLength(number.parse(fact)),
  datasets_typed_dcat: (fact, { datasets }) => expect(datasets).toHaveLength(number.parse(fact)),
  datasets_any_dialect: (fact, { datasets }) => expect(datasets).toHaveLength(number.parse(fact)),
  distributions: (fact, reading) => expect(files(reading)).toHaveLength(number.parse(fact)),
  first_dataset: (fact, { datasets }) => expect(datasets.map(({ externalId }) => externalId)).toContain(fact),
  licences: (fact, reading) => {
    const stated = reading.datasets.flatMap(({ licenceRaw, distributions }) => [
      licenceRaw,
      ...distributions.map((one) => one.licenceRaw),
    ]);
    expect(sorted(stated.filter((licence) => licence !== ""))).toEqual(sorted(list.parse(fact)));
  },
  formats: (fact, reading) => {
    const known = files(reading).flatMap(({ format, mediaType }) => [format.toLowerCase(), mediaType ?? ""]);
    for (const format of list.parse(fact)) {
      const word = format.split("/").at(-1)?.toLowerCase() ?? "";
      if (word !== "format")
        expect(
          known.some((one) => one.endsWith(word)),
          format,
        ).toBe(true);
    }
  },
  keywords_first: (fact, reading) => expect(first(reading).keywords).toEqual(list.parse(fact)),
};

const Titles = z.array(z.object({ v: z.string(), lang: z.string() }));

const SOCRATA: Record<string, Check> = {
  result_count: (fact, { datasets }) => expect(datasets).toHaveLength(number.parse(fact)),
  resultSetSize: (fact, { total }) => expect(total).toBe(fact),
  first_name: (fact, reading) => expect(first(reading).title).toBe(fact),
  first_id: (fact, reading) => expect(first(reading).externalId).toBe(fact),
  first_column_count: (fact, reading) =>
    expect(first(reading).distributions[0]?.fields).toHaveLength(number.parse(fact)),
  domains: (fact, { datasets }) =>
    expect(sorted(datasets.map(({ landingPage }) => new URL(landingPage ?? "https://none.example").hostname))).toEqual(
      sorted(list.parse(fact)),
    ),
  first_permalink: (fact, reading) => expect(first(reading).landingPage).toBe(fact),
  id: (fact, reading) => expect(first(reading).externalId).toBe(fact),
  name: (fact, reading) => expect(first(reading).title).toBe(fact),
  attribution: (fact, reading) => expect(first(reading).publisher).toBe(fact),
  license: (fact, reading) => expect(first(reading).licenceRaw).toBe(fact ?? ""),
  columns_visible: (fact, reading) =>
    expect(first(reading).distributions[0]?.fields.map(({ name }) => name)).toEqual(list.parse(fact)),
  columns_total: (fact, reading) =>
    expect(first(reading).distributions[0]?.fields.length).toBeLessThan(number.parse(fact)),
  rowsUpdatedAt: (fact, reading) =>
    expect(first(reading).modified).toBe(new Date(number.parse(fact) * 1000).toISOString()),
};

const OPENDATASOFT: Record<string, Check> = {
  total_count: (fact, { total }) => expect(total).toBe(fact),
  rows: (fact, { datasets }) => expect(datasets).toHaveLength(number.parse(fact)),
  first_dataset_id: (fact, reading) => expect(first(reading).externalId).toBe(fact),
  first_title: (fact, reading) => expect(first(reading).title).toBe(fact),
  first_license: (fact, reading) =>
    expect(readLicence(first(reading).licenceRaw).id).toBe(fact === null ? null : readLicence(text.parse(fact)).id),
  // Where it has files, how many records are in them stands in their titles.
  first_records_count: (fact, reading) => {
    for (const { title } of first(reading).distributions)
      expect(title).toContain(`, ${number.parse(fact).toLocaleString("en")} records`);
  },
  first_fields: (fact, reading) => expect(first(reading).distributions[0]?.fields).toHaveLength(number.parse(fact)),
};

const FRICTIONLESS: Record<string, Check> = {
  name: (fact, reading) => expect(first(reading).externalId).toBe(fact),
  title: (fact, reading) => expect(first(reading).title).toBe(fact),
  resource_count: (fact, reading) => expect(files(reading)).toHaveLength(number.parse(fact)),
  first_resource: (fact, reading) => expect(files(reading)[0]?.title).toBe(fact),
  licenses: (fact, reading) => {
    const [licence] = z.array(z.object({ path: z.string() })).parse(fact ?? []);
    expect(first(reading).licenceRaw).toBe(licence?.path ?? "");
  },
  field_counts: (fact, reading) => {
    for (const [index, fields] of z
      .array(z.union([number, text]))
      .parse(fact)
      .entries()) {
      if (typeof fields === "number") expect(files(reading)[index]?.fields).toHaveLength(fields);
      else expect(reading.warnings.filter(({ message }) => message.includes(fields))).toHaveLength(1);
    }
  },
  fields: (fact, reading) => expect(files(reading)[0]?.fields).toHaveLength(number.parse(fact)),
  first_field: (fact, reading) => expect(files(reading)[0]?.fields[0]?.name).toBe(fact),
};

const DCAT_US: Record<string, Check> = {
  top_level: (fact, { behind }) => expect(Array.isArray(behind.document) ? "array" : "object").toBe(fact),
  // Whatever version it conforms to, it is read by what it holds.
  conformsTo: (fact, { kind, behind }) => {
    expect(behind.document).toMatchObject({ conformsTo: fact });
    expect(kind).toBe("dcat-us");
  },
  dataset_count: (fact, reading) => expect(own(reading)).toHaveLength(number.parse(fact)),
  nested_catalogs: (fact, reading) =>
    expect(reading.datasets.length - own(reading).length).toBeGreaterThanOrEqual(number.parse(fact)),
  first_title: (fact, reading) => expect(own(reading)[0]?.title).toBe(fact),
  last_title: (fact, reading) => expect(own(reading).at(-1)?.title).toBe(fact),
  first_publisher: (fact, reading) => expect(fact).toMatchObject({ name: own(reading)[0]?.publisher }),
  // As written, without the space around it.
  first_license: (fact, reading) =>
    expect(own(reading)[0]?.licenceRaw).toBe(fact === null ? "" : text.parse(fact).trim()),
  distribution_count: (fact, reading) => expect(ownFiles(reading)).toHaveLength(number.parse(fact)),
  // A licence of nothing but spaces is none.
  datasets_with_license: (fact, reading) => {
    const blank = stated(reading).filter(({ license }) => /^\s+$/.test(String(license ?? ""))).length;
    expect(own(reading).filter(({ licenceRaw }) => licenceRaw !== "").length).toBe(number.parse(fact) - blank);
  },
  datasets_without_distribution: (fact, reading) =>
    expect(own(reading).filter(({ distributions }) => distributions.length === 0)).toHaveLength(number.parse(fact)),
  distinct_identifiers: (fact, reading) =>
    expect(new Set(own(reading).map(({ externalId }) => externalId)).size).toBe(fact),
  access_levels: (fact, reading) => {
    const levels = own(reading).map(({ accessRights }) => accessRights || "None");
    expect(Object.fromEntries(sorted(levels).map((one) => [one, levels.filter((two) => two === one).length]))).toEqual(
      fact,
    );
  },
  distribution_formats_top: (fact, reading) => {
    for (const [format, times] of z.array(z.tuple([text, number])).parse(fact)) {
      const told = ownFiles(reading).filter((one) => [one.format, one.mediaType ?? "None"].includes(format));
      const short = ownFiles(reading).filter((one) => one.format.toLowerCase() === format.split("/").at(-1));
      expect([told.length, short.length], format).toContain(times);
    }
  },
  distributions_without_any_url: (fact, reading) =>
    expect(ownFiles(reading).filter(({ url }) => url === null)).toHaveLength(number.parse(fact)),
  datasets_with_bbox_spatial: (fact, reading) =>
    expect(own(reading).filter(({ bbox }) => bbox.length === 4)).toHaveLength(number.parse(fact)),
  html_in_license: (fact, reading) => {
    expect(stated(reading).filter(({ license }) => /<\w/.test(String(license ?? "")))).toHaveLength(number.parse(fact));
    const unread = own(reading).filter(
      ({ licenceRaw }) => /<\w/.test(licenceRaw) && readLicence(licenceRaw).id !== null,
    );
    // HTML around a policy of the city's own is no licence that anyone knows.
    expect(unread).toEqual([]);
  },
  modified_min_max_as_text: (fact, reading) => {
    const dates = own(reading)
      .flatMap(({ modified }) => modified ?? [])
      .sort();
    expect(dates.length > 0 ? [dates[0], dates.at(-1)] : null).toEqual(fact);
  },
};

type DcatUs = CatalogueReading & { behind: { document?: unknown } };
const Stated = z.object({ dataset: z.array(z.record(text, z.unknown())) });
/** The datasets as they stand in the document. */
const stated = ({ behind }: DcatUs) => Stated.parse(behind.document).dataset;
/** Those of the catalogue itself, which come before those of the catalogues in it. */
const own = (reading: DcatUs) => reading.datasets.slice(0, stated(reading).length);
const ownFiles = (reading: DcatUs) => own(reading).flatMap(({ distributions }) => distributions);

const KINDS: [RegExp, CatalogueReading["kind"], Record<string, Check>][] = [
  [/^ckan\./, "ckan", CKAN],
  [/^dcat-us\./, "dcat-us", DCAT_US],
  [/^dcat-ap\./, "dcat-ap", DCAT_AP],
  [/^socrata\.(?:discovery|rows)/, "socrata", SOCRATA],
  [/^socrata\.soda/, "file", SOCRATA],
  [/^ods\.catalog/, "opendatasoft", OPENDATASOFT],
  [/^frictionless\./, "frictionless", FRICTIONLESS],
];

test.skipIf(isAbsent)(label("the shared data holds every kind of catalogue that these tests are about"), () => {
  for (const [kind] of KINDS) expect(realFiles(kind).length, String(kind)).toBeGreaterThan(0);
});

/** Facts that other tests answer: the languages below, the rows and keys of a table in real-files.test.ts. */
const ELSEWHERE = /^(?:first_titles|languages|data_rows|keys)$/;

for (const [kind, name, checks] of KINDS) {
  for (const file of realFiles(kind)) {
    test(`${file.file} is known as ${name}, and every fact that was checked about it holds`, async () => {
      const reading = await read(file);
      expect(reading.kind).toBe(name);
      const facts = Object.fromEntries(Object.entries(file.facts).filter(([fact]) => !ELSEWHERE.test(fact)));
      const behind = await behindOf(file);
      expect(await holdEveryFact(facts, checks, { ...reading, behind })).toBe(Object.keys(facts).length);
      expect(reading.refused).toEqual([]);
      expect(JSON.stringify(reading.datasets.map(({ contactEmail: _, ...rest }) => rest))).not.toMatch(
        /[\w.]+@[\w-]+\.\w/,
      );
      expect(reading.datasets.every(({ description }) => !/<\/?[a-z]+[ >]/i.test(description))).toBe(true);
      expect(new Set(reading.datasets.map(({ externalId }) => externalId)).size).toBe(reading.datasets.length);
    });
  }
}

for (const file of realFiles(/^dcat-ap\./)) {
  test(`${file.file} is told in each language that it has, and else in its first`, async () => {
    const titles = Titles.parse(file.facts.first_titles);
    const titleIn = async (language: string) =>
      (await read(file, language)).datasets.find(({ externalId }) => externalId === file.facts.first_dataset)?.title;
    for (const { v, lang } of titles) expect(await titleIn(lang || "en")).toBe(v);
    expect(titles.map(({ v }) => v)).toContain(await titleIn("fi"));
    expect(sorted(titles.map(({ lang }) => lang).filter((lang) => lang !== ""))).toEqual(
      sorted(list.parse(file.facts.languages)),
    );
  });
}
