import { expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { expectAccessible, pageOf, withBrowser } from "../support/browser";
import { doJobs } from "../support/jobs";
import { aJury } from "../support/jury-world";
import { drawTheSeed, fillAll, openAgain, press } from "../support/steps";

withBrowser();

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("the chair works out a plan, moves a pair, sees what that costs, goes back and confirms, %s", async (_, script) => {
  const { challenge, chair, entries } = await aJury({ entries: 3, jurors: 3 });
  const assign = `/challenges/${challenge.slug}/jury/assign`;
  const page = await pageOf(chair, { script });
  await page.goto(assign);
  if (script) await expectAccessible(page);
  await drawTheSeed(page, challenge.slug);
  await page.goto(assign);
  if (script) await expectAccessible(page);
  await page.getByLabel("Entries a juror, at most").fill("<b>");
  await press(page, "Work out an assignment");
  await page.getByText("A whole number from 0 to 100,000, or nothing.").first().waitFor();
  expect(await page.getByLabel("Entries a juror, at most").inputValue()).toBe("<b>");
  await page.getByLabel("Entries a juror, at most").fill("1");
  await press(page, "Work out an assignment");
  await page.getByText("Waiting for its turn.").waitFor();
  if (script) await expectAccessible(page);
  await doJobs();
  await openAgain(page, assign);
  await page.getByText("All 3 entries together ask for 6 reviews, and the jury has 3 places left for them.").waitFor();
  await press(page, "Put it aside");
  await page.getByText("The plan is put aside. Nothing was assigned by it.").waitFor();
  await press(page, "Work out an assignment");
  await page.getByText("Waiting for its turn.").waitFor();
  await doJobs();
  await openAgain(page, assign);
  await page.getByText("Proven: no plan fits better.").waitFor();
  if (script) await expectAccessible(page);
  const row = page.getByRole("row", { name: "1. Entry number 1" });
  const had = (await row.getByRole("link").allTextContents()).map((text) => Number(/\d+/.exec(text)?.[0]));
  const other = [1, 2, 3].find((juror) => !had.includes(juror)) ?? 0;
  await row.getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: "Change a pair" }).waitFor();
  if (script) await expectAccessible(page);
  await press(page, "Show what it costs");
  await page.getByText("Say which other juror takes the entry.").first().waitFor();
  await fillAll(page, { "The other juror (optional)": String(other) });
  await press(page, "Show what it costs");
  await page.getByText("Waiting for its turn.").waitFor();
  await doJobs();
  await openAgain(page, assign);
  await page.getByText("Beside the plan before:").waitFor();
  await press(page, "Go back to the plan before");
  await page.getByText("The plan is put aside. Nothing was assigned by it.").waitFor();
  await press(page, "Confirm and tell the jurors");
  await page.getByText("6 reviews assigned, and each juror told by mail.").waitFor();
  expect(await db.assignment.count({ where: { submissionId: { in: entries.map(({ id }) => id) } } })).toBe(6);
});
