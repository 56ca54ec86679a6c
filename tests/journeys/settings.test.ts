import { expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { expectAccessible, pageOf, siteOrigin, withBrowser } from "../support/browser";
import { aPerson } from "../support/world";

withBrowser();

const newcomer = (tag: string) =>
  db.person.create({ data: { email: `${tag}@example.org`, name: "New here", handle: `citizen-${tag}` } });

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("a newcomer says their name once, and their public page is made from it, %s", async (_, script) => {
  const person = await newcomer(`new${script}`);
  const page = await pageOf(person, { script });
  await page.goto("/settings");
  await page.getByRole("heading", { name: "What is your name?" }).waitFor();
  await page.getByLabel("About you").fill("I read drains.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Type the name others will see.").first().waitFor();
  expect(await page.getByLabel("About you").inputValue()).toBe("I read drains.");
  if (script) await expectAccessible(page);
  await page.getByLabel("Name").fill(`Zoë <b>Prova</b> ${script}`);
  await page.getByLabel("Skills").fill("maps, maps; SQL");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await page.getByRole("link", { name: "Your public page" }).click();
  await page.getByRole("heading", { level: 1, name: `Zoë <b>Prova</b> ${script}` }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/people/zoe-b-prova-b-${script}`);
  await page.getByText("maps, SQL").waitFor();
  expect(await page.content()).not.toContain("@example.org");
});

test("a person says that they do not want receipts by mail, and changes their mind", async () => {
  const person = await aPerson();
  const page = await pageOf(person, { script: false });
  const wants = async () => (await db.person.findUniqueOrThrow({ where: { id: person.id } })).wantsReceipts;
  await page.goto("/settings");
  expect(await wants()).toBe(true);
  await page.getByRole("button", { name: "Do not mail me receipts" }).click();
  await page.getByText("Receipts do not come by mail any more.").waitFor();
  expect(await wants()).toBe(false);
  await page.getByRole("button", { name: "Mail me receipts" }).click();
  await page.getByText("Receipts come by mail.").waitFor();
  expect(await wants()).toBe(true);
});

test("what is too long comes back as it was typed, with the reason beside it", async () => {
  const page = await pageOf(await aPerson(), { script: false });
  await page.goto("/settings");
  await page.getByLabel("Name").fill("n".repeat(81));
  await page.getByLabel("About you").fill("a".repeat(2001));
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Not saved. Two things first:" }).waitFor();
  expect(await page.getByLabel("Name").inputValue()).toHaveLength(81);
  expect(await page.getByLabel("About you").inputValue()).toHaveLength(2001);
});

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("a person sees where they are signed in, and ends one session or all the others, %s", async (_, script) => {
  const person = await aPerson();
  const [here, there, third] = [await pageOf(person, { script }), await pageOf(person), await pageOf(person)];
  for (const page of [third, there, here]) await page.goto("/settings/sessions");
  if (script) await expectAccessible(here);
  await here.getByRole("button", { name: "End the session of" }).first().click();
  await here.getByText("That session has ended.").waitFor();
  await here.getByRole("button", { name: "End all others" }).click();
  await here.getByText("1 other session ended.").waitFor();
  expect(await here.getByRole("button", { name: "End all others" }).isDisabled()).toBe(true);
  await here.getByText("There is no other session.").waitFor();
  for (const page of [there, third]) {
    await page.goto("/settings");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  }
  await here.getByRole("button", { name: "Sign out", exact: true }).click();
  await here.getByText("You are signed out.").waitFor();
});

test("another person's session is not found, and nothing of a stranger's request is done", async () => {
  const victim = await aPerson();
  await pageOf(victim);
  const session = await db.session.findFirstOrThrow({ where: { personId: victim.id } });
  const page = await pageOf(await aPerson());
  await page.goto("/settings/sessions");
  for (const id of [session.id, "not-an-id"]) {
    const answer = await page.request.post("/settings/sessions/revoke", {
      form: { session: id },
      headers: { Origin: siteOrigin() },
    });
    expect(answer.status()).toBe(404);
  }
  expect((await db.session.findUniqueOrThrow({ where: { id: session.id } })).revokedAt).toBeNull();
});

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])(
  "a person takes away their data, and has them erased once they have said which address it is, %s",
  async (_, script) => {
    const person = await aPerson("Zora Quill");
    const page = await pageOf(person, { script, width: 360 });
    await page.goto("/settings");
    await page.getByRole("link", { name: "Download all of it, or have it erased" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download everything" }).click();
    expect((await download).suggestedFilename()).toBe(`palio-${person.handle}.zip`);
    const address = page.getByLabel("Type your mail address to confirm");
    await address.fill("somebody@else.example");
    await page.getByRole("button", { name: "Erase my data for good" }).click();
    await page.getByText("That is not the address of this account.").first().waitFor();
    expect(await address.inputValue()).toBe("somebody@else.example");
    if (script) await expectAccessible(page);
    await address.fill(person.email);
    await page.getByRole("button", { name: "Erase my data for good" }).click();
    await page.getByText("Your data are erased, and you are signed out.").waitFor();
    await page.goto("/settings");
    await page.waitForURL("**/sign-in?**");
  },
);
