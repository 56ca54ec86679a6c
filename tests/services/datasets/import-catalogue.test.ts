import "../../support/loopback";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmLicence } from "~/datasets/confirm-licence.server";
import { bringInCatalogue } from "~/datasets/importing/import-catalogue.server";
import { importRunForStaff } from "~/datasets/importing/import-runs.server";
import { startImport } from "~/datasets/importing/start-import.server";
import { db } from "~/platform/database.server";
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
