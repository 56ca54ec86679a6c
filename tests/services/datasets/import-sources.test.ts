import "../../support/loopback";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelImport } from "~/datasets/importing/cancel-import.server";
import { scheduleSource, startDueImports } from "~/datasets/importing/schedule-source.server";
import { readAgain, startImport } from "~/datasets/importing/start-import.server";
import { db, now } from "~/platform/database.server";
import { aPublisher, bytesOf, catalogueOf, imported, listed } from "../../support/data-world";
import { doJobs } from "../../support/jobs";
import { aCity, aColleague, must } from "../../support/world";

const answers = new Map<string, { status?: number; body: string | Uint8Array }>();
let publisher: Awaited<ReturnType<typeof aPublisher>>;
beforeAll(async () => {
  publisher = await aPublisher(answers);
});
afterAll(() => publisher.close());

const datasetsOf = ({ organisation }: { organisation: { id: string } }) =>
  db.dataset.findMany({ where: { organisationId: organisation.id }, orderBy: { externalId: "asc" } });

/** A portal that gives its datasets a few at a time, as CKAN does. */
const portal = (path: string, all: string[], rows = 2) => {
  for (let start = 0; start < all.length; start += rows) {
    const results = all.slice(start, start + rows).map((id) => ({
      ...{ id, title: `About ${id}`, license_id: "cc-zero", metadata_modified: "2026-01-01" },
      resources: [{ url: `https://portal.example/${id}.csv`, format: "CSV" }],
    }));
    const page = { success: true, result: { count: all.length, results } };
    answers.set(start === 0 ? `${path}?rows=${rows}` : `${path}?rows=${rows}&start=${start}`, {
      body: JSON.stringify(page),
    });
  }
  return publisher.at(`${path}?rows=${rows}`);
};

const readAll = async (city: Awaited<ReturnType<typeof aCity>>, address: string) => {
  const { id } = must(await startImport({ organisationId: city.organisation.id, address }, city.editor));
  await doJobs();
  return db.importRun.findUniqueOrThrow({ where: { id }, include: { items: { orderBy: { position: "asc" } } } });
};

test("a catalogue in pages is read to its end, and its report tells what became of each", async () => {
  const city = await aCity();
  const first = await readAll(city, portal("/api/3/action/package_search", ["a", "b", "c", "d", "e"]));
  expect(first).toMatchObject({ state: "done", kind: "ckan", total: 5, created: 5, missing: 0, refused: 0 });
  expect(first.items.map(({ outcome, externalId }) => [outcome, externalId])).toEqual(
    ["a", "b", "c", "d", "e"].map((id) => ["created", id]),
  );
  const again = await readAll(city, portal("/api/3/action/package_search", ["a", "b", "c", "d", "e"]));
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 5, missing: 0 });
  const fewer = await readAll(city, portal("/api/3/action/package_search", ["a", "b", "c"]));
  expect(fewer).toMatchObject({ unchanged: 3, missing: 2 });
  expect(fewer.items.filter(({ outcome }) => outcome === "missing").map(({ externalId }) => externalId)).toEqual(
    expect.arrayContaining(["d", "e"]),
  );
});

test("where a page does not come, what stood before it comes in, and nothing is called missing", async () => {
  const city = await aCity();
  await readAll(city, portal("/broken/package_search", ["a", "b", "c", "d"]));
  answers.delete("/broken/package_search?rows=2&start=2");
  const run = await readAll(city, publisher.at("/broken/package_search?rows=2"));
  expect(run).toMatchObject({ state: "done", unchanged: 2, missing: 0 });
  expect(run.warnings).toEqual([expect.objectContaining({ code: "not-all-pages" })]);
});

test("a catalogue whose pages lead elsewhere, or round in a circle, is read once and says so", async () => {
  const city = await aCity();
  const turtle = (next: string) =>
    `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
     @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
     <https://city.example/1> a dcat:Dataset ; dct:title "One" . <> hydra:next <${next}> .`;
  answers.set("/circle.ttl", { body: turtle(publisher.at("/circle.ttl?page=2")) });
  answers.set("/circle.ttl?page=2", { body: turtle(publisher.at("/circle.ttl")) });
  const circle = await readAll(city, publisher.at("/circle.ttl"));
  expect(circle).toMatchObject({ state: "done", kind: "dcat-ap", created: 1, refused: 1 });
  expect(JSON.stringify(circle.warnings)).toContain("round in a circle");
  answers.set("/away.ttl", { body: turtle("https://elsewhere.example/2") });
  expect(JSON.stringify((await readAll(city, publisher.at("/away.ttl"))).warnings)).toContain("elsewhere.example");
});

test("a portal's own page leads to the catalogue that it has", async () => {
  const city = await aCity();
  answers.set("/", { body: "<!doctype html><html><body>Open data</body></html>" });
  answers.set("/data.json", { body: catalogueOf([listed("a")]) });
  const run = await readAll(city, publisher.at("/"));
  expect(run).toMatchObject({ state: "done", kind: "dcat-us", created: 1 });
  expect(JSON.stringify(run.warnings)).toContain("/data.json");
});

test("an import that somebody stops keeps what came in and calls nothing missing", async () => {
  const city = await aCity();
  const from = { organisationId: city.organisation.id, fileName: "data.json" };
  await imported(city, catalogueOf([listed("old")]));
  const many = catalogueOf(Array.from({ length: 150 }, (_, i) => listed(`n${i}`)));
  const { id } = must(await startImport({ ...from, bytes: bytesOf(many) }, city.editor));
  expect(await startImport({ ...from, bytes: bytesOf(many) }, city.editor)).toMatchObject({
    refusal: { code: "under-way" },
  });
  const watcher = await aColleague(city, "viewer");
  expect(await cancelImport(id, watcher)).toMatchObject({ refusal: { code: "not-yours" } });
  await db.importRun.update({ where: { id }, data: { state: "running" } });
  must(await cancelImport(id, city.editor));
  await doJobs();
  expect(await db.importRun.findUniqueOrThrow({ where: { id } })).toMatchObject({
    ...{ state: "cancelled", done: 0, missing: 0 },
    finishedAt: expect.any(Date),
  });
  expect((await datasetsOf(city)).map(({ state }) => state)).toEqual(["present"]);
  expect(await cancelImport(id, city.editor)).toMatchObject({ refusal: { code: "ended" } });
});

test("a catalogue is read again by itself when it is due, once, and by hand when somebody asks", async () => {
  const city = await aCity();
  answers.set("/daily.json", { body: catalogueOf([listed("a")]) });
  const address = publisher.at("/daily.json");
  await readAll(city, address);
  const source = await db.source.findFirstOrThrow({ where: { organisationId: city.organisation.id } });
  const schedule = { sourceId: source.id, every: "day" as const };
  expect(await scheduleSource(schedule, await aColleague(city, "viewer"))).toMatchObject({
    refusal: { code: "not-yours" },
  });
  must(await scheduleSource(schedule, city.editor));
  const runs = () => db.importRun.count({ where: { sourceId: source.id } });
  await startDueImports();
  expect(await runs()).toBe(1);
  await db.source.update({ where: { id: source.id }, data: { nextAt: new Date(0) } });
  await Promise.all([startDueImports(), startDueImports()]);
  expect(await runs()).toBe(2);
  await doJobs();
  const { nextAt } = await db.source.findUniqueOrThrow({ where: { id: source.id } });
  expect(Math.round(((nextAt?.getTime() ?? 0) - (await now()).getTime()) / 3_600_000)).toBe(24);
  must(await readAgain(source.id, city.editor));
  expect(await runs()).toBe(3);
});

test("two catalogues of one city may call different things by one name", async () => {
  const city = await aCity();
  answers.set("/one.json", { body: catalogueOf([listed("1", { title: "Trees" })]) });
  answers.set("/two.json", { body: catalogueOf([listed("1", { title: "Bins" })]) });
  await readAll(city, publisher.at("/one.json"));
  expect(await readAll(city, publisher.at("/two.json"))).toMatchObject({ created: 1, missing: 0 });
  expect((await datasetsOf(city)).map(({ title }) => title).sort()).toEqual(["Bins", "Trees"]);
});
