import { expect, test } from "vitest";
import { DAY } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { expectAccessible, pageOf, withBrowser } from "../support/browser";
import { anUploadedDataset } from "../support/data-world";
import { doJobs } from "../support/jobs";
import { fillAll, press } from "../support/steps";
import { aCity, anOpenChallenge } from "../support/world";

withBrowser();

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("an editor describes a dataset, mistypes, loses nothing, and is thanked, %s", async (_, script) => {
  const city = await aCity("Water and Sewers Office");
  const { slug } = await anUploadedDataset(city);
  await doJobs();
  const page = await pageOf(city.editor, { script });
  await page.goto(`/staff/datasets/${slug}/describe`);
  if (script) await expectAccessible(page);
  await fillAll(page, {
    "Contact (optional)": "Office of Drains",
    "Its mail address (optional)": "drains at example",
    "street (optional)": "Where the drain lies, as painted on the wall.",
  });
  await page.getByLabel("How often it changes").selectOption("monthly");
  await press(page, "Save the description");
  await page.getByRole("heading", { name: "Not saved. One thing first:" }).waitFor();
  expect(await page.getByLabel("street (optional)", { exact: true }).inputValue()).toContain("painted on the wall");
  if (script) await expectAccessible(page);
  await fillAll(page, { "Its mail address (optional)": "drains@example.org" });
  await press(page, "Save the description");
  await page.getByText("The description is saved.").waitFor();
  expect(await db.columnNote.count({ where: { name: "street", distribution: { dataset: { slug } } } })).toBe(1);
});

test("staff are offered more time for everyone when promised data goes bad, with the reason written already", async () => {
  const city = await aCity("Water and Sewers Office");
  const { datasetId } = await anUploadedDataset(city);
  const { slug } = await anOpenChallenge(city, 10 * DAY, {
    data: { datasets: [{ datasetId, role: "required", note: "" }] },
  });
  await db.distribution.updateMany({ where: { datasetId }, data: { failingSince: await now() } });
  const reader = await pageOf(null);
  await reader.goto(`/challenges/${slug}/data`);
  await reader.getByText("has not answered at its address since").waitFor();
  await reader.getByText("The pinned copy stands, and it is what counts.").waitFor();
  await expectAccessible(reader);
  const page = await pageOf(city.editor);
  await page.goto(`/staff/challenges/${slug}`);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Give everyone more time" }).click();
  expect(await page.getByLabel("Why it moves").inputValue()).toContain("have not answered at their source");
});
