import { expect, test } from "vitest";
import { confirmLicence } from "~/datasets/confirm-licence.server";
import { gainOf } from "~/datasets/scores/score";
import { scorePage } from "~/datasets/scores/score-datasets.server";
import { scoreDataset } from "~/datasets/scores/score-jobs.server";
import { scoresOf } from "~/datasets/scores/scores.server";
import { DAY, isoDay } from "~/kernel/time";
import { db, now, queriesSoFar } from "~/platform/database.server";
import { clockAt } from "../../support/clock";
import { anUploadedDataset, catalogueOf, imported, listed } from "../../support/data-world";
import { doJobs } from "../../support/jobs";
import { aCity, must } from "../../support/world";

const waitingFor = async (datasetId: string): Promise<number> => {
  const [row] = await db.$queryRaw<{ jobs: number }[]>`
    SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs WHERE payload->>'datasetId' = ${datasetId}`;
  return row?.jobs ?? 0;
};

test("an uploaded dataset is scored once, with what its copy and its licence earn", async () => {
  const { datasetId } = await anUploadedDataset(await aCity());
  expect(await waitingFor(datasetId)).toBe(1);
  await doJobs();
  const { newest, history } = await scoresOf(datasetId);
  const earned = Object.fromEntries(newest?.terms.map((term) => [`${term.score}/${term.code}`, gainOf(term)]) ?? []);
  expect(earned).toMatchObject({ "readiness/licence": 0, "readiness/reachable": 0, "quality/size": 0 });
  expect(earned["readiness/columns"]).toBeGreaterThan(0);
  expect(history).toHaveLength(1);
  const dataset = await db.dataset.findUniqueOrThrow({ where: { id: datasetId } });
  expect(dataset).toMatchObject({ readiness: newest?.readiness, metadataQuality: newest?.metadataQuality });
});

test("confirming a licence raises the readiness by what was said, and a second look writes nothing", async () => {
  const city = await aCity();
  await imported(city, catalogueOf([listed("score-1", { license: undefined })]));
  await doJobs();
  const { id, slug } = await db.dataset.findFirstOrThrow({ where: { organisationId: city.organisation.id } });
  const before = await scoresOf(id);
  const gain = before.newest?.terms.find(({ score, code }) => score === "readiness" && code === "licence");
  must(await confirmLicence({ slug, licenceId: "CC0-1.0", reason: "The council said so." }, city.editor));
  await doJobs();
  const after = await scoresOf(id);
  expect(after.history.map(({ readiness }) => readiness)).toEqual([before.newest?.readiness, after.newest?.readiness]);
  const gained = (after.newest?.readiness ?? 0) - (before.newest?.readiness ?? 0);
  expect(Math.abs(gained - (gain ? gainOf(gain) : 0))).toBeLessThanOrEqual(1);
  await scorePage();
  expect((await scoresOf(id)).history).toHaveLength(2);
});

test("an import scores what is new or changed in it, and importing the same again scores nothing", async () => {
  const city = await aCity();
  const text = catalogueOf([listed("score-2"), listed("score-3")]);
  await imported(city, text);
  await doJobs();
  const mine = { dataset: { organisationId: city.organisation.id } };
  expect(await db.datasetScore.count({ where: mine })).toBe(2);
  await imported(city, text);
  await doJobs();
  expect(await db.datasetScore.count({ where: mine })).toBe(2);
  await imported(city, catalogueOf([listed("score-2"), listed("score-3", { description: "More words. ".repeat(40) })]));
  await doJobs();
  expect(await db.datasetScore.count({ where: mine })).toBe(3);
});

test("as time goes by data grows stale, and the daily round says so", async () => {
  const city = await aCity();
  const at = await now();
  const modified = isoDay(at);
  await imported(city, catalogueOf([listed("score-4", { modified, accrualPeriodicity: "R/P1W" })]));
  await doJobs();
  const { id } = await db.dataset.findFirstOrThrow({ where: { organisationId: city.organisation.id } });
  await clockAt(new Date(at.getTime() + 21 * DAY));
  await scorePage();
  await doJobs();
  const { history } = await scoresOf(id);
  expect(history).toHaveLength(2);
  expect(history[1]?.readiness).toBeLessThan(history[0]?.readiness ?? 0);
});

test("a page of datasets is scored in a fixed number of statements, and asks for the next one", async () => {
  const city = await aCity();
  await imported(city, catalogueOf(Array.from({ length: 120 }, (_, n) => listed(`score-many-${n}`))));
  const before = queriesSoFar();
  await scorePage();
  const many = queriesSoFar() - before;
  expect(many).toBeLessThan(16);
  await doJobs();
  const unscored = await db.dataset.count({ where: { organisationId: city.organisation.id, readiness: null } });
  expect(unscored).toBe(0);
});

test("the job that scores a dataset which is no more does nothing", async () => {
  await db.$executeRaw`SELECT graphile_worker.add_job(${scoreDataset.name}, '{"datasetId":"01900000-0000-7000-8000-000000000000"}'::json)`;
  await doJobs();
});
