import { expect, test } from "vitest";
import { expectAccessible, pageOf, withBrowser } from "../support/browser";
import { aFoundConflict, FEEDBACK } from "../support/jury-world";
import { aFirstRoundClosed, aJuryOfTwoRounds } from "../support/second-world";
import { assignAll, press, saved } from "../support/steps";
import { aCity, aReadyDraft } from "../support/world";

withBrowser();

test("an editor writes a second round into a draft without JavaScript, and reads it in the preview", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  const page = await pageOf(city.editor, { script: false });
  await page.goto(`/staff/challenges/${slug}/write/criteria`);
  expect(await page.getByLabel("Reviews for each entry in the second round").count()).toBe(0);
  await press(page, "Add a criterion for the second round");
  await page.getByRole("heading", { name: "Criterion 1 of the second round" }).waitFor();
  await page.getByLabel("Every entry from a score on").check();
  await page.getByLabel("How many, or from which score on").fill("200");
  const round = page.locator("#second-criteria-0");
  await round.getByLabel("Name").fill("On stage");
  await round.getByLabel("Weight").fill("10");
  for (const level of [1, 2, 3, 4])
    await round.getByLabel(`What earns level ${level} of criterion 1 of the second round`).fill(`Level ${level}.`);
  await press(page, "Save");
  await page.goto(`/staff/challenges/${slug}`);
  await page.getByText("Write the score from which on an entry goes on, from 0 to 100.").first().waitFor();
  await page.goto(`/staff/challenges/${slug}/write/criteria`);
  await page.getByLabel("How many, or from which score on").fill("60");
  await press(page, "Save");
  await page.goto(`/staff/challenges/${slug}/preview`);
  await page.getByText("Every entry with a score of 60 or more in the first round goes on.").waitFor();
  await page.getByRole("heading", { name: "On stage, 10 of 10 parts" }).waitFor();
  const scripted = await pageOf(city.editor);
  await scripted.goto(`/staff/challenges/${slug}/write/criteria`);
  await expectAccessible(scripted);
});

test("the chair closes the first round and opens the second, a juror scores it, and both are pooled when judging is closed", async () => {
  const world = await aJuryOfTwoRounds();
  const { slug } = world.challenge;
  const chair = await pageOf(world.chair, { script: false });
  await chair.goto(`/challenges/${slug}/jury`);
  await chair.getByRole("link", { name: "Close the first round" }).click();
  await press(chair, "Close the first round");
  await chair.getByText("The first round is closed. See who goes on, and open the second.").waitFor();
  expect(await chair.getByRole("row", { name: /goes on/ }).count()).toBe(2);
  await press(chair, "Open the second round");
  await chair.getByText("The second round is open: 2 entries go on. Assign them to the jury.").waitFor();
  await assignAll(await pageOf(world.chair), slug, 4);

  for (const juror of world.jurors) {
    const desk = await pageOf(juror);
    await desk.goto(`/challenges/${slug}/desk`);
    await desk.getByRole("heading", { name: "Your queue in the second round" }).waitFor();
    await desk.getByRole("link", { name: /^Score entry/ }).click();
    for (const isLast of [false, true]) {
      await desk
        .getByRole("group", { name: /^On stage/ })
        .getByText("Ran on our data.")
        .click();
      await desk.getByLabel("What the team will read").fill(FEEDBACK);
      await saved(desk);
      await press(desk, "Hand in this sheet");
      await desk.getByRole("button", { name: "Reopen this sheet" }).waitFor();
      if (!isLast) await desk.goto(`/challenges/${slug}/desk/2`);
    }
    await desk.context().close();
  }
  await chair.goto(`/challenges/${slug}/jury/close`);
  await press(chair, "Close judging");
  await chair.getByText("Judging is closed, and the ranking stands. Decide the awards.").waitFor();
  await chair.getByText(/^Both rounds are pooled: 2 entries were scored once more, by 2 jurors on 4 sheets/).waitFor();
});

test("the chair names who scores the second round, is told who cannot, and changes it while it runs, without JavaScript", async () => {
  const world = await aFirstRoundClosed({ jurors: 3 });
  const { slug } = world.challenge;
  const [, , third] = world.jurors;
  await aFoundConflict(world, 1, 2);
  const chair = await pageOf(world.chair, { script: false });
  await chair.goto(`/challenges/${slug}/jury/second-round`);
  const box = (name: string) => chair.getByRole("checkbox", { name });
  for (const name of ["Juror A", "Juror B", "Juror C"]) expect(await box(name).isChecked()).toBe(true);
  await chair.getByText("Juror 1 · 4 reviews in the first round · may not score entry 2").waitFor();
  await box("Juror C").uncheck();
  await press(chair, "Open the second round");
  await chair.getByText("Entry 2 needs 2 jurors without a conflict and has 1 among these").waitFor();
  expect(await box("Juror C").isChecked()).toBe(false);
  await box("Juror C").check();
  await box("Juror A").uncheck();
  await press(chair, "Open the second round");
  await chair.getByText("The second round is open: 2 entries go on.").waitFor();

  await chair.goto(`/challenges/${slug}/jury/second-round`);
  await chair.getByRole("link", { name: "Change who scores it" }).click();
  await box("Juror A").check();
  await press(chair, "Keep these jurors");
  await chair.getByText("Changed: 1 juror added.").waitFor();
  expect(await chair.getByRole("row", { name: /Juror [ABC]/ }).count()).toBe(3);
  await chair.goto(`/challenges/${slug}/jury/second-round/jurors`);
  await box("Juror C").uncheck();
  await press(chair, "Keep these jurors");
  await chair.getByText("Entry 2 needs 2 jurors").waitFor();
  const scripted = await pageOf(world.chair);
  await scripted.goto(`/challenges/${slug}/jury/second-round/jurors`);
  await expectAccessible(scripted);
  await scripted.getByRole("checkbox", { name: "Juror A" }).uncheck();
  await press(scripted, "Keep these jurors");
  await scripted.getByText("Changed: 1 juror taken out and told by mail.").waitFor();
  await expectAccessible(scripted);

  const [first] = world.jurors;
  const desk = await pageOf(first ?? null, { script: false });
  await desk.goto(`/challenges/${slug}/desk`);
  await desk.getByRole("heading", { name: "Your part is done" }).waitFor();
  await desk.goto("/mine");
  await desk.getByText("Your part is done: others score the second round.").waitFor();
  const other = await pageOf(third ?? null, { script: false });
  await other.goto(`/challenges/${slug}`);
  await other.getByText("2 jurors of the jury score it.").waitFor();
  await other.getByText("Second round ends").waitFor();
});
