import { beforeAll, expect, test } from "vitest";
import { type Asked, askedOf, NOTHING_ASKED } from "~/datasets/browse/asked";
import { datasetsFound, type FacetValue, facetsOf } from "~/datasets/browse/browse.server";
import { db, type Prisma } from "~/platform/database.server";
import { anUploadedDataset } from "../../support/data-world";
import { aCity, type City } from "../../support/world";

const NOW = new Date("2026-06-15T12:00:00Z");
let city: City;
let of: Partial<Asked>;

/** A dataset with its formats; all of one city. */
async function aDataset(slug: string, more: Partial<Prisma.DatasetUncheckedCreateInput>, formats: string[]) {
  await db.dataset.create({
    data: {
      ...{ organisationId: city.organisation.id, slug, title: slug, ...more },
      distributions: {
        create: formats.map((format, position) => ({ position, format, url: `https://example.org/${position}` })),
      },
    },
  });
}

const found = async (asked: Partial<Asked>) =>
  (await datasetsFound({ ...NOTHING_ASKED, ...of, ...asked }, undefined, NOW)).datasets.map(({ slug }) => slug).sort();
const facets = (asked: Partial<Asked>) => facetsOf({ ...NOTHING_ASKED, ...of, ...asked }, NOW);
const counts = (values: FacetValue[]) => Object.fromEntries(values.map(({ value, count }) => [value, count]));

beforeAll(async () => {
  city = await aCity("Lucca");
  of = { organisation: city.organisation.slug };
  const open = { licenceId: "CC-BY-4.0", licenceOpen: true };
  await aDataset("buses", { publisher: "Mobility", themes: ["Transport"], modified: "2026-06-01", ...open }, [
    "CSV",
    "JSON",
  ]);
  await aDataset("bikes", { publisher: "Mobility", themes: ["Transport", "Health"], modified: "2026", ...open }, [
    "CSV",
  ]);
  await aDataset(
    "elms",
    { publisher: "Parks", themes: ["Environment"], modified: "2019-05", licenceId: "CC0-1.0", licenceOpen: true },
    ["GeoJSON", "CSV"],
  );
  await aDataset("wells", { modified: "now and then", licenceRaw: "Ask us" }, []);
});

test("each filter leaves what it says, and all of them together", async () => {
  expect(await found({})).toEqual(["bikes", "buses", "elms", "wells"]);
  expect(await found({ publisher: "Mobility" })).toEqual(["bikes", "buses"]);
  expect(await found({ publisher: city.organisation.name })).toEqual(["wells"]);
  expect(await found({ theme: "Health" })).toEqual(["bikes"]);
  expect(await found({ format: "CSV" })).toEqual(["bikes", "buses", "elms"]);
  expect(await found({ licence: "open" })).toEqual(["bikes", "buses", "elms"]);
  expect(await found({ licence: "CC0-1.0" })).toEqual(["elms"]);
  expect(await found({ licence: "unclear" })).toEqual(["wells"]);
  expect(await found({ changed: "month" })).toEqual(["buses"]);
  expect(await found({ changed: "year" })).toEqual(["bikes", "buses"]);
  expect(await found({ changed: "older" })).toEqual(["elms"]);
  expect(await found({ changed: "unsaid" })).toEqual(["wells"]);
  expect(await found({ theme: "Transport", format: "JSON", licence: "open", changed: "year" })).toEqual(["buses"]);
  expect(await found({ theme: "Transport", format: "GeoJSON" })).toEqual([]);
});

test("a filter's own values are counted under the others", async () => {
  const all = await facets({});
  expect(all.total).toBe(4);
  expect(counts(all.publisher)).toEqual({ Mobility: 2, Parks: 1, [city.organisation.name]: 1 });
  expect(counts(all.theme)).toEqual({ Transport: 2, Health: 1, Environment: 1 });
  expect(counts(all.format)).toEqual({ CSV: 3, JSON: 1, GeoJSON: 1 });
  expect(counts(all.licence)).toEqual({ open: 3, "CC-BY-4.0": 2, "CC0-1.0": 1, unclear: 1 });
  expect(counts(all.changed)).toEqual({ month: 1, year: 1, older: 1, unsaid: 1 });
  const narrowed = await facets({ theme: "Transport", changed: "month" });
  expect(narrowed.total).toBe(1);
  expect(counts(narrowed.theme)).toEqual({ Transport: 1 });
  expect(counts(narrowed.changed)).toEqual({ month: 1, year: 1 });
  expect(counts(narrowed.format)).toEqual({ CSV: 1, JSON: 1 });
});

test("every count is how many the filter leaves", async () => {
  for (const base of [{}, { format: "CSV" }, { licence: "open" }] satisfies Partial<Asked>[]) {
    const { theme, publisher, licence } = await facets(base);
    for (const { value, count } of theme) expect(await found({ ...base, theme: value })).toHaveLength(count);
    for (const { value, count } of publisher) expect(await found({ ...base, publisher: value })).toHaveLength(count);
    const under: Partial<Asked> = base;
    if (!under.licence)
      for (const { value, count } of licence) expect(await found({ ...base, licence: value })).toHaveLength(count);
  }
});

test("a search folds capitals, accents and hyphens, and puts what has the words in its title first", async () => {
  const other = await aCity("Pisa");
  const at = { organisation: other.organisation.slug };
  const make = (slug: string, title: string, description: string, createdAt: string) =>
    db.dataset.create({
      data: { organisationId: other.organisation.id, slug, title, description, createdAt: new Date(createdAt) },
    });
  await make("f1", "Città e Straße: ÉCOLES", "", "2026-01-01T00:00:00Z");
  await make("f2", "Schools", "Every école, with its e-mail", "2026-02-01T00:00:00Z");
  const slugs = async (q: string) =>
    (await datasetsFound({ ...NOTHING_ASKED, ...at, q }, undefined, NOW)).datasets.map(({ slug }) => slug);
  expect(await slugs("ecole")).toEqual(["f1", "f2"]);
  expect(await slugs("E\u0301COLE")).toEqual(["f1", "f2"]);
  expect(await slugs("strasse citta")).toEqual(["f1"]);
  expect(await slugs("mail")).toEqual(["f2"]);
  for (const q of ["!&|", "⑴ '", "a:*b & (", "\\"]) expect(await slugs(q)).toEqual([]);
});

test("pages hold each dataset once, in whatever order it was found", async () => {
  const other = await aCity("Siena");
  await db.dataset.createMany({
    data: Array.from({ length: 45 }, (_, i) => ({
      ...{ organisationId: other.organisation.id, slug: `quercia-${i}` },
      ...{ title: i % 3 === 0 ? `Avenue ${i}` : `Quercia ${i}`, description: "Quercia: oaks along the avenue" },
    })),
  });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await datasetsFound(
      { ...NOTHING_ASKED, q: "quer aven", organisation: other.organisation.slug },
      after,
      NOW,
    );
    seen.push(...page.datasets.map(({ slug }) => slug));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toHaveLength(45);
  expect(new Set(seen).size).toBe(45);
});

test("the formats of a dataset follow its files", async () => {
  const { slug } = await anUploadedDataset(city);
  const { id } = await db.dataset.findUniqueOrThrow({ where: { slug }, select: { id: true } });
  const formats = async () => (await db.dataset.findUniqueOrThrow({ where: { id } })).formats;
  const before = await formats();
  const added = await db.distribution.create({
    data: { datasetId: id, position: 9, format: "KML", url: "https://example.org/k" },
  });
  expect(await formats()).toEqual([...before, "KML"]);
  await db.distribution.update({ where: { id: added.id }, data: { format: "XML" } });
  expect(await formats()).toEqual([...before, "XML"]);
  await db.distribution.delete({ where: { id: added.id } });
  expect(await formats()).toEqual(before);
});

test("what an address asks that is none is not asked", () => {
  const asked = askedOf(new URLSearchParams(`q=%00a&theme=T&changed=toString&format=${"x".repeat(500)}`));
  expect(asked).toEqual({ ...NOTHING_ASKED, q: "a", theme: "T", format: "x".repeat(200) });
});
