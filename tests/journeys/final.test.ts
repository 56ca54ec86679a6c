import { expect, test } from "vitest";
import { pageOf, withBrowser } from "../support/browser";
import { standingVotesOf } from "../support/final-world";
import { aClosedJury } from "../support/jury-world";
import { press } from "../support/steps";

withBrowser();

test("the chair opens a final, jurors vote on a phone without JavaScript and by keys, and its order is told when it is closed", async () => {
  const world = await aClosedJury({ entries: 5 });
  const { slug } = world.challenge;
  const [ines, juno] = world.jurors;
  const chair = await pageOf(world.chair, { script: false });
  await chair.goto(`/challenges/${slug}/jury`);
  await chair.getByRole("link", { name: "The final", exact: true }).click();
  await chair.getByLabel("How many go on").fill("4");
  await press(chair, "See who goes on");
  // The last two have the same score.
  await chair.getByText("5 entries go on by this rule, marked above: 1, 2, 3, 4, 5.").waitFor();
  await press(chair, "Open the final");
  await chair.getByText("The final is open: 5 entries, and 2 jurors told by mail.").waitFor();

  const phone = await pageOf(ines ?? null, { script: false, width: 360 });
  await phone.goto(`/challenges/${slug}/desk`);
  await phone.getByRole("link", { name: "Vote in the final" }).click();
  await phone.getByText("0 of about 10").waitFor();
  for (const button of await phone.locator("main button").all())
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(48);
  await phone.locator("button.card").first().click();
  await phone.getByText("1 of about 10").waitFor();
  await press(phone, "They are equal");
  await phone.getByText("2 of about 10").waitFor();
  await press(phone, "Undo the last");
  await phone.getByText("1 of about 10").waitFor();
  await phone.getByRole("link", { name: "I have a conflict with an entry" }).click();
  await phone.getByLabel(/^5\. Entry number 5/).check();
  await press(phone, "Declare what is ticked");
  await phone.getByText("Kept. You get no pair with that entry.").waitFor();

  const desk = await pageOf(juno ?? null);
  await desk.goto(`/challenges/${slug}/desk/final`);
  for (const [key, given] of [
    ["ArrowLeft", 1],
    ["=", 2],
    ["ArrowRight", 3],
    ["u", 2],
  ] as const) {
    await desk.locator(".vote .keys kbd").first().waitFor({ state: "attached" });
    await desk.keyboard.press(key);
    await desk.getByText(`${given} of about 10`).waitFor();
  }
  await desk.getByRole("link", { name: "Who comes on when" }).click();
  await desk.getByRole("heading", { name: "Run sheet of the final" }).waitFor();

  await chair.goto(`/challenges/${slug}/jury/final`);
  expect(await chair.getByText("Strength").count()).toBe(0);
  await chair.getByRole("link", { name: "Close the final" }).click();
  await press(chair, "Close the final");
  const given = (await standingVotesOf(world)).length;
  await chair.getByText(`The final is closed with ${given} votes.`).waitFor();
  await chair.getByText(/^The votes put “Entry number/).waitFor();
  await phone.goto(`/challenges/${slug}/desk/final`);
  await phone.getByRole("heading", { name: "The final is closed" }).waitFor();
});
