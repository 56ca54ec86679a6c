import "../../support/loopback";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmLicence } from "~/datasets/confirm-licence.server";
import { cancelImport } from "~/datasets/importing/cancel-import.server";
import { bringInCatalogue } from "~/datasets/importing/import-catalogue.server";
import { importRunForStaff } from "~/datasets/importing/import-runs.server";
import { scheduleSource, startDueImports } from "~/datasets/importing/schedule-source.server";
import { readAgain, startImport } from "~/datasets/importing/start-import.server";
import { db, now } from "~/platform/database.server";
import { anUploadedDataset, aPublisher, bytesOf, catalogueOf, imported, listed } from "../../support/data-world";
import { doJobs } from "../../support/jobs";
import { aCity, aColleague, must } from "../../support/world";

const answers = new Map<string, { status?: number; body: string | Uint8Array }>();
let publisher: Awaited<ReturnType<typeof aPublisher>>;
beforeAll(async () => {
  publisher = await aPublisher(answers);
});
afterAll(() => publisher.close());

const datasetsOf = ({ organisation }: { organisation: { id: string } }) =>
  db.dataset.findMany({
    where: { organisationId: organisation.id },
    orderBy: { externalId: "asc" },
    include: { distributions: { orderBy: { position: "asc" } } },
  });

test("a catalogue comes in with its licences read and its files named", async () => {
  const city = await aCity();
  const run = await imported(
    city,
    catalogueOf([listed("a"), listed("b", { license: undefined }), { identifier: "c" }]),
  );
  expect(run).toMatchObject({ state: "done", total: 2, done: 2, created: 2, updated: 0, unchanged: 0, missing: 0 });
  expect(run.warnings).toEqual([expect.objectContaining({ code: "no-title" })]);
  const [a, b] = await datasetsOf(city);
  expect(a).toMatchObject({ licenceId: "CC-BY-4.0", licenceOpen: true, keywords: ["water"], state: "present" });
  expect(b).toMatchObject({ licenceId: null, licenceOpen: null });
  expect(a?.distributions).toEqual([
    expect.objectContaining({ position: 0, format: "CSV", url: "https://example.org/a.csv" }),
  ]);
});

test("the same catalogue imported twice changes nothing", async () => {
  const city = await aCity();
  const text = catalogueOf([listed("a"), listed("b", { distribution: [] })]);
  await imported(city, text);
  const before = await datasetsOf(city);
  const again = await imported(city, text);
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2, missing: 0 });
  const without = (rows: typeof before) => rows.map(({ importRunId: _, ...row }) => row);
  expect(without(await datasetsOf(city))).toEqual(without(before));
});

test("what changed at the source changes here, and nothing else does", async () => {
  const city = await aCity();
  await imported(city, catalogueOf([listed("a"), listed("b")]));
  const before = await datasetsOf(city);
  const run = await imported(
    city,
    catalogueOf([
      listed("a", {
        title: "A better title",
        distribution: [
          { title: "New", downloadURL: "https://example.org/new.geojson" },
          { title: "CSV", downloadURL: "https://example.org/a.csv", mediaType: "text/csv" },
        ],
      }),
      listed("b"),
    ]),
  );
  expect(run).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  const [a, b] = await datasetsOf(city);
  expect(a).toMatchObject({ title: "A better title", slug: before[0]?.slug });
  expect(a?.distributions.map(({ title }) => title)).toEqual(["New", "CSV"]);
  expect(a?.distributions[1]?.id).toBe(before[0]?.distributions[0]?.id);
  expect(b?.updatedAt).toEqual(before[1]?.updatedAt);
});

test("a file that left the catalogue stays where a copy of it is held", async () => {
  const city = await aCity();
  await imported(city, catalogueOf([listed("a")]));
  const [before] = await datasetsOf(city);
  const old = before?.distributions[0]?.id ?? "";
  await db.snapshot.create({
    data: {
      ...{ distributionId: old, sha256: "a".repeat(64), bytes: 1n, fileName: "a.csv", kind: "csv", rowCount: 0 },
      columns: [],
    },
  });
  const other = listed("a", { distribution: [{ downloadURL: "https://example.org/moved.csv" }] });
  await imported(city, catalogueOf([other]));
  const [after] = await datasetsOf(city);
  expect(after?.distributions.map(({ id, url }) => [id === old, url])).toEqual([
    [false, "https://example.org/moved.csv"],
    [true, "https://example.org/a.csv"],
  ]);
  expect(await imported(city, catalogueOf([other]))).toMatchObject({ updated: 0, unchanged: 1 });
});

test("what vanished from the catalogue is marked as missing, and is back when it comes back", async () => {
  const city = await aCity();
  const byHand = await anUploadedDataset(city);
  await imported(city, catalogueOf([listed("a"), listed("b")]));
  await imported(city, catalogueOf([listed("x")]), "other.json");
  expect(await imported(city, catalogueOf([listed("a")]))).toMatchObject({ missing: 1, unchanged: 1 });
  const states = async () =>
    Object.fromEntries((await datasetsOf(city)).map(({ externalId, slug, state }) => [externalId ?? slug, state]));
  expect(await states()).toEqual({ a: "present", b: "missing", x: "present", [byHand.slug]: "present" });
  expect(await imported(city, catalogueOf([]))).toMatchObject({ state: "done", missing: 0 });
  expect(await imported(city, catalogueOf([listed("a"), listed("b")]))).toMatchObject({ updated: 1, missing: 0 });
  expect(await states()).toMatchObject({ a: "present", b: "present" });
});

test("a licence that staff confirmed is never overwritten by an import", async () => {
  const city = await aCity();
  await imported(city, catalogueOf([listed("a", { license: undefined })]));
  const [{ slug } = { slug: "" }] = await datasetsOf(city);
  must(await confirmLicence({ slug, licenceId: "CC0-1.0", reason: "Resolution 12 of 2024." }, city.editor));
  const run = await imported(city, catalogueOf([listed("a", { license: "https://example.org/terms" })]));
  expect(run.warnings).toEqual([expect.objectContaining({ code: "licence-differs" })]);
  expect((await datasetsOf(city))[0]).toMatchObject({
    licenceId: "CC0-1.0",
    licenceOpen: true,
    licenceRaw: "https://example.org/terms",
    licenceReason: "Resolution 12 of 2024.",
    licenceConfirmedById: city.editor.id,
  });
});

test("datasets of one title, here and elsewhere, have addresses of their own", async () => {
  const [city, other] = [await aCity(), await aCity()];
  const same = Array.from({ length: 12 }, (_, i) => listed(`same-${i}`, { title: "Twelve alike" }));
  await imported(city, catalogueOf(same));
  await imported(other, catalogueOf(same));
  const slugs = [...(await datasetsOf(city)), ...(await datasetsOf(other))].map(({ slug }) => slug);
  expect(new Set(slugs).size).toBe(24);
  expect(slugs).toContain("twelve-alike");
  expect(slugs).toContain("twelve-alike-2");
});

test("a run that was stopped in the middle goes on, and one that is done is not done again", async () => {
  const city = await aCity();
  const text = catalogueOf(Array.from({ length: 250 }, (_, i) => listed(`n${i}`)));
  const { id } = must(
    await startImport(
      { organisationId: city.organisation.id, fileName: "data.json", bytes: bytesOf(text) },
      city.editor,
    ),
  );
  await Promise.all([bringInCatalogue({ runId: id }), bringInCatalogue({ runId: id })]);
  await db.importRun.update({ where: { id }, data: { state: "running" } });
  await bringInCatalogue({ runId: id });
  await bringInCatalogue({ runId: id });
  await doJobs();
  const run = await db.importRun.findUniqueOrThrow({ where: { id } });
  expect(run).toMatchObject({ state: "done", total: 250, done: 250, created: 250, unchanged: 0 });
  expect(await db.dataset.count({ where: { organisationId: city.organisation.id } })).toBe(250);
});

describe("documents that are no catalogue change nothing and say why", () => {
  test.each([
    ["a web page", "<!doctype html><html><body>Sign in</body></html>", /web page/],
    ["a catalogue that was cut off", catalogueOf([listed("a"), listed("b")]).slice(0, 300), /cut off/],
    ["blank lines", "\n\n", /empty/],
    ["plain text", "hello", /neither a catalogue/],
    ["other JSON", '{"type":"Topology","objects":{}}', /not a DCAT-US catalogue/],
  ])("%s", async (_, text, why) => {
    const city = await aCity();
    const run = await imported(city, text);
    expect(run).toMatchObject({ state: "failed", total: 0, error: expect.stringMatching(why) });
    expect(run.finishedAt).not.toBeNull();
    expect(await datasetsOf(city)).toEqual([]);
  });
});

test("an empty file is refused at once", async () => {
  const { organisation, editor } = await aCity();
  const from = { organisationId: organisation.id, fileName: "data.json", bytes: bytesOf("") };
  expect(await startImport(from, editor)).toMatchObject({ ok: false, refusal: { code: "empty" } });
});

test("only owners and editors of the organisation import its catalogue, and only its people see the run", async () => {
  const [city, other] = [await aCity(), await aCity()];
  const watcher = await aColleague(city, "viewer");
  const from = { organisationId: city.organisation.id, fileName: "data.json", bytes: bytesOf("{}") };
  for (const stranger of [other.editor, watcher])
    expect(await startImport(from, stranger)).toMatchObject({ ok: false, refusal: { code: "not-yours" } });
  const { id } = must(await startImport(from, city.editor));
  await doJobs();
  const asked = { id, show: null, after: 0, warnings: 1 };
  expect(await importRunForStaff(asked, watcher)).toMatchObject({ state: "failed" });
  await expect(importRunForStaff(asked, other.editor)).rejects.toMatchObject({ status: 404 });
  await expect(importRunForStaff({ ...asked, id: "nonsense" }, city.editor)).rejects.toMatchObject({ status: 404 });
});

test("a catalogue at an address comes in, and an address that does not answer says so", async () => {
  const city = await aCity();
  const from = (address: string) => startImport({ organisationId: city.organisation.id, address }, city.editor);
  answers.set("/data.json", { body: catalogueOf([listed("a")]) });
  const good = must(await from(publisher.at("/data.json")));
  const gone = must(await from(publisher.at("/gone.json")));
  const inside = must(await from("http://192.168.0.1/data.json"));
  // Imports of one organisation run one after another: a pass takes what is not waiting for another.
  for (let i = 0; i < 3; i++) await doJobs();
  const runOf = (id: string) => db.importRun.findUniqueOrThrow({ where: { id } });
  expect(await runOf(good.id)).toMatchObject({ state: "done", created: 1 });
  expect(await runOf(gone.id)).toMatchObject({ state: "failed", error: "The address answered 404." });
  expect(await runOf(inside.id)).toMatchObject({
    state: "failed",
    error: expect.stringContaining("not on the public internet"),
  });
});

const southBend = path.resolve(
  process.env.PALIO_REAL_DATA ?? "../shared/data",
  "opendata/dcat-us/south-bend_arcgis-hub_data.json",
);
const bytesOfSouthBend = (() => {
  try {
    return readFileSync(southBend);
  } catch {
    return null;
  }
})();

test.skipIf(!bytesOfSouthBend)("South Bend's 115 datasets come in over HTTP, once", async () => {
  const city = await aCity("South Bend");
  answers.set("/south-bend.json", { body: bytesOfSouthBend ?? "" });
  const from = { organisationId: city.organisation.id, address: publisher.at("/south-bend.json") };
  const runs = [];
  for (let i = 0; i < 2; i++) {
    const { id } = must(await startImport(from, city.editor));
    await doJobs();
    runs.push(await db.importRun.findUniqueOrThrow({ where: { id } }));
  }
  expect(runs[0]).toMatchObject({ state: "done", total: 115, created: 115 });
  expect(runs[1]).toMatchObject({ state: "done", created: 0, updated: 0, unchanged: 115, missing: 0 });
  const clear = await db.dataset.count({ where: { organisationId: city.organisation.id, licenceOpen: true } });
  expect(clear).toBe(0);
});

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
