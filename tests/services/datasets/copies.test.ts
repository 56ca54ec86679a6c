import "../../support/loopback";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDatasetByAddress, addUploadedDataset } from "~/datasets/add-dataset.server";
import { askForCopy } from "~/datasets/ask-for-copy.server";
import { NOTHING_ASKED } from "~/datasets/browse/asked";
import { datasetsFound, facetsOf } from "~/datasets/browse/browse.server";
import { confirmLicence } from "~/datasets/confirm-licence.server";
import { copyState } from "~/datasets/copy-state";
import { challengesUsing, datasetForVisitor } from "~/datasets/datasets.server";
import { snapshotsOf } from "~/datasets/health/snapshot-history.server";
import { copyForVisitor } from "~/datasets/snapshots.server";
import { datasetsForStaff } from "~/datasets/staff-datasets.server";
import { tableAsked } from "~/datasets/table/table-asked";
import { takeNewerFile } from "~/datasets/uploads.server";
import { db, now, queriesSoFar } from "~/platform/database.server";
import { storedBytes } from "~/platform/storage/files.server";
import { anUploadedDataset, aPublisher, bytesOf, DRAINS, PARKS } from "../../support/data-world";
import { doJobs } from "../../support/jobs";
import { aCity, aColleague, aPublishedChallenge, type City, must } from "../../support/world";

const answers = new Map<string, { status?: number; type?: string; body: string }>();
let publisher: Awaited<ReturnType<typeof aPublisher>>;
beforeAll(async () => {
  publisher = await aPublisher(answers);
});
afterAll(() => publisher.close());

const described = ({ organisation }: City) => ({
  organisationId: organisation.id,
  title: "Storm drains",
  description: "",
  keywords: [],
  licenceId: "",
});

const linked = async (city: City, path: string) =>
  must(await addDatasetByAddress({ ...described(city), address: publisher.at(path) }, city.editor));

test("an uploaded table is held to the byte, with its columns and its first rows", async () => {
  const city = await aCity();
  const { slug } = await anUploadedDataset(city);
  const { files, ...dataset } = await datasetForVisitor(slug);
  expect(dataset).toMatchObject({ licenceId: "CC-BY-4.0", licenceOpen: true, licenceConfirmedById: city.editor.id });
  expect(files).toEqual([expect.objectContaining({ format: "CSV", rowCount: 2, columnCount: 4, url: null })]);
  const copy = await copyForVisitor(files[0]?.snapshotId ?? "", tableAsked(new URLSearchParams()));
  expect(copy).toMatchObject({ delimiter: ";", encoding: "utf-8", table: { page: 1, pages: 1, held: 2 } });
  expect(copy.columns.map(({ name, type, missing }) => [name, type, missing])).toEqual([
    ["id", "text", 0],
    ["street", "text", 0],
    ["height_m", "number", 0],
    ["surveyed", "date", 1],
  ]);
  expect(copy.table.rows[0]).toEqual({ number: 1, cells: ["PR-1", "Via dei Cordai 2", "12,41", "2014-05-19"] });
  expect(Buffer.from(await storedBytes(copy.sha256)).toString()).toBe(DRAINS);
});

test("a newer file follows an uploaded one, and the older stays in the history and where it was promised", async () => {
  const city = await aCity();
  const { slug, datasetId } = await anUploadedDataset(city);
  const challenge = await aPublishedChallenge(
    city,
    {},
    { data: { datasets: [{ datasetId, role: "required", note: "" }] } },
  );
  const newer = (text: string, by = city.editor) =>
    takeNewerFile({ slug, fileName: "drains-2.csv", mediaType: "text/csv", bytes: bytesOf(text) }, by);
  expect(await newer(DRAINS)).toMatchObject({ refusal: { code: "same-file" } });
  expect(await newer("<!doctype html>")).toMatchObject({ refusal: { code: "html" } });
  expect(await newer(`${DRAINS}\n`, await aColleague(city, "viewer"))).toMatchObject({
    refusal: { code: "not-yours" },
  });
  const more = `${DRAINS.trimEnd()}\nPR-3;Via Nuova 1;9,10;2020-01-01\n`;
  expect(await newer(more)).toEqual({ ok: true, value: { rowCount: 3 } });
  const { files } = await datasetForVisitor(slug);
  expect(files).toEqual([expect.objectContaining({ rowCount: 3, fileName: "drains-2.csv", url: null })]);
  const { copies } = await snapshotsOf(files[0]?.id ?? "", {});
  expect(copies).toHaveLength(2);
  const pinned = await db.pinnedSnapshot.findFirstOrThrow({
    where: { challengeId: challenge.id },
    select: { snapshot: { select: { sha256: true } } },
  });
  expect(Buffer.from(await storedBytes(pinned.snapshot.sha256)).toString()).toBe(DRAINS);
});

test("a map is drawn from an uploaded GeoJSON", async () => {
  const { slug } = await anUploadedDataset(await aCity(), { text: PARKS, fileName: "parks.geojson" });
  const { files } = await datasetForVisitor(slug);
  const copy = await copyForVisitor(files[0]?.snapshotId ?? "", tableAsked(new URLSearchParams()));
  expect(copy.map?.points).toHaveLength(2);
  expect(copy.summary).toContain("2 points");
});

test.each([
  ["a web page", "<!doctype html><html></html>", "html"],
  ["a workbook", "PK\u0003\u0004rest", "zip"],
  ["nothing", "", "unknown-format"],
])("%s is refused, and no dataset is made of it", async (_, text, code) => {
  const city = await aCity();
  const upload = { ...described(city), fileName: "data.xlsx", mediaType: "", bytes: bytesOf(text) };
  expect(await addUploadedDataset(upload, city.editor)).toMatchObject({ ok: false, refusal: { code } });
  const large = { ...upload, fileName: "large.csv", bytes: new Uint8Array(100_000_001) };
  expect(await addUploadedDataset(large, city.editor)).toMatchObject({ refusal: { code: "file-too-large" } });
  expect(await db.dataset.count({ where: { organisationId: city.organisation.id } })).toBe(0);
});

test("only owners and editors add data, confirm licences and ask for copies", async () => {
  const [city, other] = [await aCity(), await aCity()];
  const watcher = await aColleague(city, "viewer");
  const { slug } = await linked(city, "/none.csv");
  const { files } = await datasetForVisitor(slug);
  const upload = { ...described(city), fileName: "a.csv", mediaType: "", bytes: bytesOf(DRAINS) };
  const confirmation = { slug, licenceId: "CC0-1.0", reason: "Because it is so." };
  for (const stranger of [watcher, other.editor]) {
    const answered = [
      await addUploadedDataset(upload, stranger),
      await addDatasetByAddress({ ...described(city), address: publisher.at("/a.csv") }, stranger),
      await confirmLicence(confirmation, stranger),
      await askForCopy({ slug, distributionId: files[0]?.id ?? "" }, stranger),
    ];
    expect(answered.map((one) => (one.ok ? "done" : one.refusal.code))).toEqual(Array(4).fill("not-yours"));
  }
  expect(await confirmLicence({ ...confirmation, licenceId: "made-up" }, city.editor)).toMatchObject({
    refusal: { code: "unknown-licence" },
  });
});

test("a dataset at an address is fetched by a job, and its state can be read meanwhile", async () => {
  const city = await aCity();
  answers.set("/drains.csv", { type: "text/csv", body: DRAINS });
  const { slug } = await linked(city, "/drains.csv");
  const file = async () => {
    const [first] = (await datasetForVisitor(slug)).files;
    if (!first) throw new Error("no file");
    return first;
  };
  expect(copyState(await file()).is).toBe("fetching");
  expect(await askForCopy({ slug, distributionId: (await file()).id }, city.editor)).toMatchObject({
    refusal: { code: "fetching" },
  });
  await doJobs();
  expect(copyState(await file()).is).toBe("held");
  const first = (await file()).snapshotId;
  must(await askForCopy({ slug, distributionId: (await file()).id }, city.editor));
  await doJobs();
  expect((await file()).snapshotId).toBe(first);
  answers.set("/drains.csv", { type: "text/csv", body: `${DRAINS}PR-3;Piazza;11,94;\n` });
  must(await askForCopy({ slug, distributionId: (await file()).id }, city.editor));
  await doJobs();
  expect(await file()).toMatchObject({ rowCount: 3, fileName: "drains.csv" });
  expect(await db.snapshot.count({ where: { distributionId: (await file()).id } })).toBe(2);
});

test("an address that answers with something else says so, and an older copy stays", async () => {
  const city = await aCity();
  answers.set("/moved.csv", { body: DRAINS });
  const { slug } = await linked(city, "/moved.csv");
  await doJobs();
  answers.set("/moved.csv", { type: "text/html", body: "<!doctype html><html><body>Sign in</body></html>" });
  const [{ id } = { id: "" }] = (await datasetForVisitor(slug)).files;
  must(await askForCopy({ slug, distributionId: id }, city.editor));
  await doJobs();
  const [file] = (await datasetForVisitor(slug)).files;
  expect(file).toMatchObject({ rowCount: 2, copyError: expect.stringContaining("web page where CSV was promised") });
});

test("the copy that a challenge's teams were promised is the newest one at publishing", async () => {
  const city = await aCity();
  const { slug, datasetId } = await anUploadedDataset(city);
  const challenge = await aPublishedChallenge(
    city,
    {},
    {
      data: { datasets: [{ datasetId, role: "required", note: "" }] },
    },
  );
  const { files, id } = await datasetForVisitor(slug);
  expect(await db.pinnedSnapshot.findMany({ where: { challengeId: challenge.id } })).toEqual([
    expect.objectContaining({ snapshotId: files[0]?.snapshotId }),
  ]);
  expect(await challengesUsing(id, await now())).toEqual([
    { role: "required", challenge: { slug: challenge.slug, title: challenge.title } },
  ]);
});

test("staff see what needs a licence first, and only their own", async () => {
  const [city, other] = [await aCity(), await aCity()];
  await linked(city, "/x.csv");
  const clear = await anUploadedDataset(city);
  await anUploadedDataset(other);
  const { datasets, counts } = await datasetsForStaff({}, city.editor);
  expect(counts).toEqual({ all: 2, needs: 1, missing: 0 });
  expect(datasets.map(({ slug }) => slug).at(-1)).toBe(clear.slug);
});

test("the list costs as many queries for a thousand datasets as for ten", async () => {
  const city = await aCity();
  const cost = async () => {
    const before = queriesSoFar();
    const at = new Date();
    await Promise.all([
      datasetsFound(NOTHING_ASKED, undefined, at),
      facetsOf(NOTHING_ASKED, at),
      datasetsForStaff({}, city.editor),
    ]);
    return queriesSoFar() - before;
  };
  const add = (count: number, from: number) =>
    db.dataset.createMany({
      data: Array.from({ length: count }, (_, i) => ({
        ...{ organisationId: city.organisation.id, slug: `many-${from + i}`, title: `Many ${i}` },
      })),
    });
  await add(10, 0);
  const few = await cost();
  await add(990, 10);
  expect(await cost()).toBe(few);
  expect(few).toBeLessThanOrEqual(4);
});
