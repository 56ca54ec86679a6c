import { expect, test } from "vitest";
import { datasetToDescribe } from "~/datasets/describing/dataset-to-describe.server";
import { DescribeForm } from "~/datasets/describing/describe.schema";
import { describeDataset } from "~/datasets/describing/describe-dataset.server";
import { scoresOf } from "~/datasets/scores/scores.server";
import { db } from "~/platform/database.server";
import { anUploadedDataset, catalogueOf, imported, listed } from "../../support/data-world";
import { doJobs } from "../../support/jobs";
import { aCity, aColleague, must } from "../../support/world";

const said = (more: Record<string, unknown> = {}) => DescribeForm.parse({ description: "Every drain.", ...more });
const WORDS = {
  description: "Every drain that the city looks after, with its height above the sea. ".repeat(5),
  keywords: "water, drains, sewers",
  themes: ["Environment"],
  contactName: "Office of Drains",
  contactEmail: "drains@example.org",
  frequency: "monthly",
  spatial: "Prova",
  temporalStart: "2014",
  accessRights: "public",
};

test("describing a dataset raises its scores, and a sentence for each column most of all", async () => {
  const city = await aCity();
  const { slug, datasetId } = await anUploadedDataset(city);
  await doJobs();
  const before = (await scoresOf(datasetId)).newest;
  const { file, people } = await datasetToDescribe(slug, city.editor, 1);
  const notes = file?.columns.map(({ name }) => ({ name, description: `What ${name} means.` }));
  const steward = people[0]?.id;
  must(
    await describeDataset(
      { slug, ...said({ ...WORDS, distributionId: file?.id, notes, stewardId: steward }) },
      city.editor,
    ),
  );
  await doJobs();
  const after = (await scoresOf(datasetId)).newest;
  expect((after?.readiness ?? 0) - (before?.readiness ?? 0)).toBeGreaterThanOrEqual(10);
  expect(after?.metadataQuality).toBeGreaterThan(before?.metadataQuality ?? 0);
  expect(await db.dataset.findUniqueOrThrow({ where: { slug } })).toMatchObject({
    ...{
      keywords: ["water", "drains", "sewers"],
      themes: ["Environment"],
      frequency: "monthly",
      stewardId: steward,
      temporalEnd: null,
    },
  });
  expect((await datasetToDescribe(slug, city.editor, 1)).file?.columns[0]?.note).toBe("What id means.");
});

test("a sentence taken back is gone, and one about a column that the file has not is refused whole", async () => {
  const city = await aCity();
  const { slug } = await anUploadedDataset(city);
  const file = (await datasetToDescribe(slug, city.editor, 1)).file?.id;
  const note = (name: string, description: string) => said({ distributionId: file, notes: [{ name, description }] });
  must(await describeDataset({ slug, ...note("id", "Its number.") }, city.editor));
  must(await describeDataset({ slug, ...note("id", "") }, city.editor));
  expect(await db.columnNote.count({ where: { distributionId: file ?? "" } })).toBe(0);
  expect(await describeDataset({ slug, ...note("gone", "What?") }, city.editor)).toMatchObject({
    refusal: { code: "other-columns" },
  });
  const [other, elsewhere] = [await aCity(), await aCity()];
  const foreign = await anUploadedDataset(other);
  const theirs = (await datasetToDescribe(foreign.slug, other.editor, 1)).file?.id;
  const crossed = said({ distributionId: theirs, notes: [{ name: "id", description: "Mine." }] });
  expect(await describeDataset({ slug, ...crossed }, city.editor)).toMatchObject({
    refusal: { code: "other-columns" },
  });
  expect(await describeDataset({ slug, ...said() }, elsewhere.editor)).toMatchObject({
    refusal: { code: "not-yours" },
  });
});

test("what a catalogue says stays as it is, and its steward and column notes are the organisation's to say", async () => {
  const city = await aCity();
  await imported(city, catalogueOf([listed("describe-1")]));
  const { slug, description } = await db.dataset.findFirstOrThrow({ where: { organisationId: city.organisation.id } });
  const colleague = await aColleague(city, "viewer");
  must(await describeDataset({ slug, ...said({ ...WORDS, stewardId: colleague.id }) }, city.editor));
  expect(await db.dataset.findUniqueOrThrow({ where: { slug } })).toMatchObject({
    ...{ description, frequency: null, stewardId: colleague.id },
  });
});

test("viewers read the form and change nothing; a steward is one of the organisation's people", async () => {
  const city = await aCity();
  const { slug } = await anUploadedDataset(city);
  const watcher = await aColleague(city, "viewer");
  expect((await datasetToDescribe(slug, watcher, 1)).mayEdit).toBe(false);
  expect(await describeDataset({ slug, ...said() }, watcher)).toMatchObject({ refusal: { code: "not-yours" } });
  const stranger = (await aCity()).editor;
  expect(await describeDataset({ slug, ...said({ stewardId: stranger.id }) }, city.editor)).toMatchObject({
    refusal: { code: "no-member" },
  });
  await expect(datasetToDescribe(slug, stranger, 1)).rejects.toMatchObject({ status: 404 });
});

test.each([
  [{ temporalStart: "2024-05", temporalEnd: "2024" }, true],
  [{ temporalStart: "2024-05-31", temporalEnd: "2024-05-30" }, false],
  [{ temporalStart: "2024-05-31", temporalEnd: "2024-05" }, true],
  [{ temporalStart: "2024-5" }, false],
  [{ frequency: "whenever" }, false],
])("a form with %o is taken: %s", (fields, isTaken) => {
  expect(DescribeForm.safeParse(fields).success).toBe(isTaken);
});
