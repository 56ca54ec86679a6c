import { expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { expectAccessible, pageOf, withBrowser } from "../support/browser";

withBrowser();

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])(
  "a newcomer signs in by a code from the mail, says their name and goes on to where they were going, %s",
  async (_, script) => {
    const email = `newcomer-${script}@example.org`;
    const page = await pageOf(null, { script });
    await page.goto("/sign-in?to=/mine");
    await page.getByLabel("Mail address").fill("not an address");
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.getByText("That is not a mail address.").first().waitFor();
    expect(await page.getByLabel("Mail address").inputValue()).toBe("not an address");
    if (script) await expectAccessible(page);
    await page.getByLabel("Mail address").fill(email);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.getByRole("heading", { name: "Type the code" }).waitFor();
    const letter = await db.mail.findFirstOrThrow({ where: { to: email } });
    await page.getByLabel("Six digits").fill(/\d{6}/.exec(letter.text)?.[0] ?? "");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/settings?to=%2Fmine");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Type the name others will see.").first().waitFor();
    await page.getByLabel("Name").fill("Nora Newcomer");
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL("**/mine");
  },
);
