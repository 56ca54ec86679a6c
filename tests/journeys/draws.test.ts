import { expect, test } from "vitest";
import { drawSeed } from "~/judging/plan/draw-seed.server";
import { HOUR } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { newNonce } from "~/platform/secret.server";
import { commitmentTo } from "~/record/draw/nonces";
import { expectAccessible, pageOf, withBrowser } from "../support/browser";
import { clockFrom } from "../support/clock";
import { aJury } from "../support/jury-world";
import { openAgain, press } from "../support/steps";
import { must } from "../support/world";

withBrowser();

test("two teams draw with the city: one by its browser, one without JavaScript by tools of its own", async () => {
  const { challenge, chair, entries } = await aJury({ entries: 2, jurors: 2 });
  const { slug } = challenge;
  const { id: drawId } = must(await drawSeed(slug, chair, "nonces"));
  const [first, second] = entries;
  if (!first || !second) throw new Error("there are two entries");
  const draws = `/challenges/${slug}/draws`;

  const browser = await pageOf(first.team.captain);
  await browser.goto(draws);
  await expectAccessible(browser);
  await browser.getByRole("link", { name: "Take part for your team" }).waitFor();
  await browser.goto("/mine");
  const waiting = browser.locator("section", { has: browser.getByRole("heading", { name: "Draws that wait" }) });
  await waiting.getByRole("link", { name: challenge.title }).click();
  await press(browser, "Make a number on this device");
  await browser.getByText("This browser keeps it for you.").waitFor();
  await expectAccessible(browser);
  await press(browser, "Commit to it");
  await browser.getByText("Your team takes part. Keep the number").waitFor();

  const plain = await pageOf(second.team.captain, { script: false, width: 360 });
  const nonce = newNonce();
  const commitment = commitmentTo({ draw: drawId, party: second.number, nonce });
  await plain.goto(draws);
  await plain.getByRole("link", { name: "Take part for your team" }).click();
  expect(await plain.locator("pre").textContent()).toContain(`'palio-draw:${drawId}:${second.number}:%s'`);
  await plain.getByLabel("Commitment").fill(commitment.slice(1));
  await press(plain, "Commit to it");
  await plain.getByText("64 digits from 0 to 9 and a to f.").first().waitFor();
  expect(await plain.getByLabel("Commitment").inputValue()).toBe(commitment.slice(1));
  await plain.getByLabel("Commitment").fill(commitment.toUpperCase());
  await press(plain, "Commit to it");
  await plain.getByText("Your team takes part. Keep the number").waitFor();

  await clockFrom(await now(), 25 * HOUR);
  await openAgain(browser, draws);
  await browser.getByRole("link", { name: "Open your team’s number" }).click();
  await browser.getByText("This browser had kept your team’s number.").waitFor();
  await expectAccessible(browser);
  await press(browser, "Open it");
  await browser.getByText("Your team’s number is opened.").waitFor();

  await openAgain(plain, draws);
  await plain.getByRole("link", { name: "Open your team’s number" }).click();
  await plain.getByLabel("Your number").fill(newNonce());
  await press(plain, "Open it");
  await plain.getByText("This is not the number that your team committed to.").waitFor();
  await plain.getByLabel("Your number").fill(nonce);
  await press(plain, "Open it");
  await plain.getByText("The city and the teams of entries 1 and 2 opened their numbers.").waitFor();
  const { seed } = await db.draw.findUniqueOrThrow({ where: { id: drawId } });
  expect((await plain.locator("main").textContent())?.replaceAll(" ", "")).toContain(seed);
});
