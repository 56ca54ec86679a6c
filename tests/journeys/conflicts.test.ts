import { expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { aBlindWorld, canariesIn } from "../support/blind-world";
import { pageOf, withBrowser } from "../support/browser";
import { aFoundConflict } from "../support/jury-world";

withBrowser();

test("without JavaScript a juror opens a blind entry, and the chair dismisses what blocks the next with a reason", async () => {
  const world = await aBlindWorld();
  const { slug } = world.challenge;
  const [ines] = world.jurors;
  await aFoundConflict(world, 1, 2);
  const juror = await pageOf(ines ?? null, { script: false, width: 360 });
  await juror.goto(`/challenges/${slug}/desk/1`);
  await juror.getByText("This challenge is judged blind: you see neither team nor people.").waitFor();
  await juror.getByRole("button", { name: "I have no conflict" }).click();
  await juror.getByText("Judged blind: known names are masked").waitFor();
  expect(canariesIn(await juror.content())).toEqual([]);
  await juror.goto(`/challenges/${slug}/desk`);
  await juror.getByText("Conflict found; the chair decides").waitFor();

  const chair = await pageOf(world.city.editor, { script: false });
  await chair.goto(`/challenges/${slug}/jury/conflicts`);
  await chair.getByText("1 finding blocks now.").waitFor();
  await chair.getByRole("link", { name: "Juror 1, entry 2" }).click();
  await chair.getByRole("button", { name: "Dismiss the conflict" }).click();
  await chair.getByText("Say why it does not stand in the way").first().waitFor();
  await chair.getByLabel("Why it does not stand in the way").fill("Two offices of a city of a million.");
  await chair.getByRole("button", { name: "Dismiss the conflict" }).click();
  await chair.getByText("Dismissed: juror 1 may score entry 2.").waitFor();
  await juror.goto(`/challenges/${slug}/desk/2`);
  await juror.getByRole("heading", { name: "Before entry 2 opens" }).waitFor();
  await chair.getByRole("link", { name: "Juror 1, entry 2" }).click();
  await chair.getByText("Dismissed: Two offices of a city of a million.").waitFor();
  await chair.getByRole("button", { name: "Take the dismissal back" }).click();
  await chair.getByText("The dismissal is taken back. It blocks again.").waitFor();
  expect(await db.conflictRuling.count()).toBe(2);
});
