import { expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { consoleErrorsOf, expectAccessible, pageOf, withBrowser } from "../support/browser";
import { withGithubSignIn } from "../support/github-sign-in";
import { aPerson } from "../support/world";

const github = withGithubSignIn();
withBrowser();

const MODES = [
  ["with JavaScript", true],
  ["without JavaScript", false],
] as const;

test.each(MODES)(
  "a newcomer signs in by GitHub, takes the name it offers, and is known the next time, %s",
  async (_, script) => {
    github.signInAs(`cora-${script}`, `cora-${script}@example.org`);
    const page = await pageOf(null, { script });
    const errors = consoleErrorsOf(page);
    await page.goto("/sign-in?to=/mine");
    if (script) await expectAccessible(page);
    await page.getByRole("button", { name: "Go on with GitHub" }).click();
    await page.waitForURL("**/settings?to=%2Fmine&name=*");
    expect(await page.getByLabel("Name").inputValue()).toBe(`cora-${script} of GitHub`);
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL("**/mine");
    await page.goto("/settings");
    await page.getByText(`Linked as @cora-${script}`).waitFor();
    await page.getByRole("button", { name: "Sign out here" }).click();
    await page.getByText("You are signed out.").waitFor();
    await page.goto("/sign-in?to=/mine");
    await page.getByRole("button", { name: "Go on with GitHub" }).click();
    await page.waitForURL("**/mine");
    expect(errors).toEqual([]);
  },
);

test.each(MODES)("a person who signs in by mail links GitHub and unlinks it again, %s", async (_, script) => {
  const person = await aPerson();
  github.signInAs(`lia-${script}`, "lia@elsewhere.example");
  const page = await pageOf(person, { script });
  await page.goto("/settings");
  await page.getByRole("button", { name: "Link GitHub" }).click();
  await page.getByText(`Linked to @lia-${script} of GitHub.`).waitFor();
  if (script) await expectAccessible(page);
  const linked = { where: { personId: person.id } };
  expect(await db.githubAccount.count(linked)).toBe(1);
  await page.getByText("Unlink GitHub").click();
  await page.getByRole("button", { name: "Unlink it" }).click();
  await page.getByText("GitHub is unlinked. You sign in by mail.").waitFor();
  await page.getByRole("button", { name: "Link GitHub" }).waitFor();
  expect(await db.githubAccount.count(linked)).toBe(0);
});

test("who says no at GitHub, or finds it down, reads why and goes on by mail", async () => {
  const page = await pageOf(null);
  for (const [trouble, sentence] of [
    ["none", "you chose not to go on"],
    ["down", "GitHub does not answer"],
  ] as const) {
    await page.goto("/sign-in?to=/mine");
    if (trouble === "down") {
      github.signInAs("down", "down@example.org");
      github.trouble("down");
    }
    await page.getByRole("button", { name: "Go on with GitHub" }).click();
    await page.getByText(sentence).waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Back to sign in" }).click();
    await page.getByLabel("Mail address").waitFor();
    expect(new URL(page.url()).search).toBe("?to=%2Fmine");
  }
});
