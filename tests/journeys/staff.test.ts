import { expect, test } from "vitest";
import { draftForEditor } from "~/challenges/drafts.server";
import { askQuestion } from "~/challenges/questions/ask-question.server";
import { DAY, toLocalInput } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { consoleErrorsOf, expectAccessible, pageOf, withBrowser } from "../support/browser";
import { anUploadedDataset } from "../support/data-world";
import { datesFrom, fillAll, LEVELS, PLEDGE, press } from "../support/steps";
import { aCity, aColleague, anOpenChallenge, aPerson, aReadyDraft, must } from "../support/world";

withBrowser();

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("an editor writes a challenge from nothing and publishes it, %s", async (_, script) => {
  const city = await aCity();
  await anUploadedDataset(city, { title: `Storm drains ${script ? "A" : "B"}` });
  const page = await pageOf(city.editor, { script });
  const errors = consoleErrorsOf(page);
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  // Plain pages are looked at by axe in accessibility.test.ts; here, what only becomes of them on the way.
  const check = async () => {
    // A form that is refused answers 4xx, which the browser says as well.
    expect(errors.filter((text) => !text.includes("Failed to load resource"))).toEqual([]);
    if (script) await expectAccessible(page);
  };

  await page.goto("/staff");
  await page.getByRole("heading", { name: "Write a challenge" }).waitFor();
  await page.getByRole("link", { name: "Start a draft" }).click();
  await press(page, "Start the draft");
  await page.getByText("Give the challenge a title").first().waitFor();
  await check();
  await fill("Title", "Drains that warn before they flood");
  await page.getByLabel("What it is about").selectOption("water");
  await press(page, "Start the draft");
  await page.waitForURL("**/write/basics");
  const slug = /challenges\/([^/]+)\/write/.exec(page.url())?.[1] ?? "";

  await fill("Summary", "Say an hour ahead which drains will overflow, from eleven years of readings.");
  await fill(
    "Brief",
    `## The problem\n\n<script>window.broken = true</script>\n\n${"Rain fills the sewers. ".repeat(12)}`,
  );
  await fill("Contact", "drains@example.org");
  await press(page, "Preview the brief");
  await page.locator("#preview").getByRole("heading", { name: "The problem" }).waitFor();
  if (script) expect(await page.evaluate(() => "broken" in window)).toBe(false);
  await check();
  await press(page, "Save and go on to data");

  await page.getByLabel("Title, publisher or keyword").fill("stor");
  await press(page, "Search");
  await press(page, `Add Storm drains ${script ? "A" : "B"}`);
  await page.getByRole("heading", { name: `Storm drains ${script ? "A" : "B"}` }).waitFor();
  await check();
  await press(page, "Save and go on to prizes");

  await page.getByLabel("Amount").fill("10,000");
  await press(page, "Add a prize");
  await page.getByRole("heading", { name: "Prize 2" }).waitFor();
  expect(await page.getByLabel("Amount").first().inputValue()).toBe("10,000");
  await press(page, "Add a prize");
  await page.getByRole("heading", { name: "Prize 3" }).waitFor();
  await press(page, "Remove prize 2");
  await page.getByRole("heading", { name: "Prize 3" }).waitFor({ state: "detached" });
  await page.getByLabel("Name").nth(1).fill("Second");
  await page
    .getByRole("radio", { name: /In kind/ })
    .nth(1)
    .check();
  await page.getByLabel("What is given").nth(1).fill("A year of hosting");
  await check();
  await press(page, "Save and go on to rules and rights");

  expect(await page.getByRole("radio").first().isChecked()).toBe(true);
  await fill("Who may take part", "Anyone of age, anywhere.");
  await fill("Rules", "Entries are judged on the sealed storms. ".repeat(5));
  await press(page, "Save and go on to criteria");

  await fill("Name", "Warns in time");
  await press(page, "Remove level 4 of criterion 1");
  await page.getByLabel("What earns level 4 of criterion 1").waitFor({ state: "detached" });
  await press(page, "Add a level to criterion 1");
  await page.getByLabel("What earns level 4 of criterion 1").waitFor();
  await fillAll(page, LEVELS);
  await press(page, "Add a criterion");
  await page.getByRole("heading", { name: "Criterion 2" }).waitFor();
  expect(await page.getByLabel("What earns level 3 of criterion 1").inputValue()).toBe("It does 3 of four.");
  await check();
  await press(page, "Remove criterion 2");
  await page.getByRole("heading", { name: "Criterion 2" }).waitFor({ state: "detached" });
  await press(page, "Save and go on to calendar");

  await fillAll(page, datesFrom(await now(), "Europe/Rome"));
  await press(page, "Save and go on to the city's pledge");

  await fillAll(page, PLEDGE);
  await press(page, "Save");
  await page.goto(`/staff/challenges/${slug}`);
  expect(await page.getByRole("link", { name: "Publish the challenge" }).getAttribute("aria-disabled")).toBe("true");
  await page.getByText("One thing is missing: the pledge is signed.").waitFor();

  await page.getByRole("link", { name: "Do it" }).first().click();
  await press(page, "Sign the pledge");
  await page.getByText("The pledge is signed.").first().waitFor();
  await page.getByRole("link", { name: "Preview as a team sees it" }).click();
  await page.getByRole("link", { name: "Back to the draft" }).click();
  await page.getByRole("link", { name: "Publish the challenge" }).click();
  await press(page, "Publish the challenge");
  await page.getByText("Published. Rules version 1").waitFor();
  await check();

  const { id } = await db.challenge.findUniqueOrThrow({ where: { slug } });
  expect(await db.prize.count({ where: { challengeId: id } })).toBe(2);
  expect(await db.rulesVersion.findMany({ where: { challengeId: id }, select: { number: true } })).toEqual([
    { number: 1 },
  ]);
  await page.goto("/staff");
  await check();
});

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("an editor runs a published challenge: rules, dates, questions, news and chairs, %s", async (_, script) => {
  const city = await aCity();
  const { slug, closesAt } = await anOpenChallenge(city);
  const chair = await aPerson("Carlo Chair");
  must(await askQuestion({ slug, body: "May we use a weather forecast?" }, await aPerson()));
  const page = await pageOf(city.editor, { script, width: script ? 360 : 768, dark: true });
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  const check = async () => {
    if (script) await expectAccessible(page);
  };

  await page.goto("/staff");
  await check();
  await page.getByRole("link", { name: "See to it" }).click();
  await press(page, "Answer question 1");
  await page.getByText("Write the answer, in a sentence at least.").first().waitFor();
  await fill("Answer to question 1", "Yes, <script>alert(1)</script> from anywhere.");
  await press(page, "Answer question 1");
  await page.getByText("Question 1 is answered, for all.").waitFor();
  await check();

  await page.goto(`/staff/challenges/${slug}/rules`);
  await fill("Rules", "Entries are judged on the sealed storms, and forecasts may be used. ".repeat(3));
  await press(page, "See what would change");
  await page.getByText("Say why, in a sentence").first().waitFor();
  expect(await page.getByLabel("Rules", { exact: true }).inputValue()).toContain("forecasts may be used");
  await fill("Why they change", "A team asked whether it may use forecasts.");
  await press(page, "See what would change");
  await page.locator(".diff ins").first().waitFor();
  await check();
  await press(page, "Publish version 2");
  await page.getByText("Version 2 is published.").waitFor();

  await page.goto(`/staff/challenges/${slug}/extend`);
  await fill("Entries close", toLocalInput(new Date((closesAt?.getTime() ?? 0) - DAY), "Europe/Rome"));
  await fill("Why it moves", "The gauge was down for a week.");
  await press(page, "See what would move");
  await page.getByText("a date is never moved earlier").first().waitFor();
  await check();
  await fill("Entries close", toLocalInput(new Date((closesAt?.getTime() ?? 0) + DAY), "Europe/Rome"));
  await press(page, "See what would move");
  await page.getByText("Nothing has moved yet.").waitFor();
  await check();
  await press(page, "Move the dates");
  await page.getByText("1 date moved, for everyone.").waitFor();

  await page.goto(`/staff/challenges/${slug}/announce`);
  await press(page, "Announce it");
  await page.getByText("Give it a title that says the news.").first().waitFor();
  await fill("Title", "Gauge 9 is back");
  await fill("News", "It measures again since noon today.");
  await press(page, "Announce it");
  await page.getByText("Announced. The mails are on their way.").waitFor();
  await check();

  await page.goto(`/staff/challenges/${slug}/chairs`);
  await fill("Mail address", "nobody@example.org");
  await press(page, "Name a chair");
  await page.getByText("Nobody with that address has an account here.").first().waitFor();
  await fill("Mail address", chair.email);
  await press(page, "Name a chair");
  await page.getByText("Carlo Chair is a chair of the jury.").waitFor();
  await check();
  await press(page, "Remove Carlo Chair");
  await page.getByText("Carlo Chair is no longer a chair.").waitFor();
  await page.goto(`/staff/challenges/${slug}`);
  await check();
});

test("what is typed is saved by itself, and two editors who meet in a section see both texts", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  const address = `/staff/challenges/${slug}/write/basics`;
  const first = await pageOf(city.editor);
  const second = await pageOf(await aColleague(city, "editor"), { script: false });
  await Promise.all([first.goto(address), second.goto(address)]);
  await first.getByLabel("Summary").fill("The first one writes that drains should warn an hour ahead.");
  await first.getByText("Saved on the server at").first().waitFor();
  await first.waitForFunction(() => document.body.textContent?.includes("Nothing waits on this device."));
  await expect
    .poll(async () => (await draftForEditor(slug, city.editor)).draft.basics.summary)
    .toMatch(/^The first one/);

  await second.getByLabel("Summary").fill("The second one writes that drains should warn two hours ahead.");
  await second.getByRole("button", { name: "Save", exact: true }).last().click();
  await second.getByRole("heading", { name: "Their text and yours" }).waitFor();
  expect(await second.locator(".diff").textContent()).toContain("first");
  expect(await second.getByLabel("Summary").inputValue()).toMatch(/^The second one/);
  await second.getByRole("button", { name: "Replace theirs by mine" }).click();
  await second.waitForURL(`**${address}`);
  expect((await draftForEditor(slug, city.editor)).draft.basics.summary).toMatch(/^The second one/);

  await first.getByLabel("Contact").fill("somebody@example.org");
  await first.getByText("Changed elsewhere, so not saved here.").waitFor();
  expect((await draftForEditor(slug, city.editor)).draft.basics.contact).toBe("drains@example.org");
});

test("a section that is too long is said so beside its field, and a viewer of the city changes nothing", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  const page = await pageOf(city.editor, { script: false });
  await page.goto(`/staff/challenges/${slug}/write/basics`);
  await page.getByLabel("Summary").fill(`${"a".repeat(401)}`);
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  await page.getByText("At most 400 characters.").first().waitFor();
  expect(await page.getByLabel("Summary").inputValue()).toHaveLength(401);

  const viewer = await pageOf(await aColleague(city, "viewer"));
  await viewer.goto(`/staff/challenges/${slug}`);
  await viewer.getByText("Viewers of an organisation see its desk and change nothing.").first().waitFor();
  await expectAccessible(viewer);
  expect((await viewer.goto(`/staff/challenges/${slug}/write/basics`))?.status()).toBe(403);
  const stranger = await pageOf(await aPerson());
  expect((await stranger.goto(`/staff/challenges/${slug}`))?.status()).toBe(404);
  expect((await stranger.goto("/staff"))?.status()).toBe(403);
});

test("a draft is deleted after a question, without JavaScript", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  const page = await pageOf(city.editor, { script: false });
  await page.goto(`/staff/challenges/${slug}`);
  await page.getByRole("link", { name: "Delete this draft" }).click();
  await press(page, "Delete the draft");
  await page.getByText("is deleted.").waitFor();
  expect(await db.challenge.count({ where: { slug } })).toBe(0);
});

test("a press before the page is alive breaks nothing", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  const page = await pageOf(city.editor);
  const errors: string[] = [];
  page.removeAllListeners("pageerror");
  page.on("pageerror", (error) => errors.push(error.message));
  await page.addInitScript(() => {
    const press = () => document.body?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      press();
      channel.port2.postMessage(0);
    };
    channel.port2.postMessage(0);
  });
  await page.goto(`/staff/challenges/${slug}/write/basics`);
  await page.getByLabel("Summary").fill("The page is alive, and says where what is typed is kept.");
  await page.getByText("Saved on the server at").first().waitFor();
  expect(errors).toEqual([]);
});
