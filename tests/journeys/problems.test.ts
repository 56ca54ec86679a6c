import { expect, test } from "vitest";
import { paths } from "~/paths";
import { db } from "~/platform/database.server";
import { browserOf, expectAccessible, pageOf, siteOrigin, withBrowser } from "../support/browser";
import { doJobs } from "../support/jobs";
import { withPostOffice } from "../support/post-office";
import { aHeldDataset, aLaterCopy, aProblem } from "../support/problem-world";
import { arriveByMail, press } from "../support/steps";
import { aTeam, WORDS } from "../support/team-world";
import { aCity, anOpenChallenge, aPerson } from "../support/world";

const office = withPostOffice();
withBrowser();

const linkIn = (letter: string): string => new URL(/https?:\S+/.exec(letter)?.[0] ?? "").pathname;

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])(
  "a programmer reports a problem from a row, the city fixes it, and the reporter reads it by mail, %s",
  async (_, script) => {
    const city = await aCity("Water and Sewers Office");
    const { slug, copy, fileId } = await aHeldDataset(city);
    const ada = { email: `ada-${script}@example.org`, name: "Ada Bianchi" };
    const page = await pageOf(null, { script });
    await page.goto(paths.reportProblem(slug, { snapshot: copy, column: "height_m", row: 2 }));
    await arriveByMail(page, office, ada);
    if (!page.url().includes("/problems/new"))
      await page.goto(paths.reportProblem(slug, { snapshot: copy, column: "height_m", row: 2 }));
    await page.getByText("Column height_m, row 2, in").waitFor();
    await page.getByText("13,02").waitFor();
    if (script) await expectAccessible(page);
    await press(page, "Report it");
    await page.getByText("Choose what kind of problem it is.").first().waitFor();
    if (script) await expectAccessible(page);
    await page.getByLabel("Wrong values").check();
    await page.getByLabel("In one line").fill("Heights <b>are</b> in feet");
    await page.getByLabel("What you saw").fill("I measured **3.97**.<script>document.title='gone'</script>");
    await press(page, "Report it");
    await page.getByRole("heading", { level: 1, name: "1. Heights <b>are</b> in feet" }).waitFor();
    await page.getByText("It is reported.").waitFor();
    if (script) await expectAccessible(page);
    expect(await page.content()).not.toContain(ada.email);
    await doJobs();

    const { email } = await db.person.findUniqueOrThrow({ where: { id: city.editor.id } });
    const staff = await pageOf(city.editor, { script });
    await staff.goto("/staff");
    await staff.getByRole("link", { name: "Problem 1: Heights" }).first().waitFor();
    await staff.goto(linkIn(office.newest(email, "reports a problem")));
    await staff.getByRole("link", { name: "Answer, and say what becomes of it" }).click();
    if (script) await expectAccessible(staff);
    await staff.getByLabel("Words", { exact: false }).last().fill("We look into it.");
    await press(staff, "Answer");
    await staff.getByText("It is answered, for all.").waitFor();
    const repaired = await aLaterCopy(fileId);
    await staff.getByRole("link", { name: "Answer, and say what becomes of it" }).click();
    await staff.getByLabel("It is fixed").check();
    await press(staff, "Answer");
    await staff.getByText("Choose the copy in which it is fixed.").waitFor();
    await staff.getByLabel("Fixed in").selectOption(repaired);
    await press(staff, "Answer");
    await staff.getByText("It is answered, for all.").waitFor();
    await doJobs();

    expect(office.newest(ada.email, "acknowledged it")).toContain("We look into it.");
    await page.goto(linkIn(office.newest(ada.email, "says that it is fixed in copy 2 of drains.csv")));
    await page.getByText("says that it is fixed in copy 2 of drains.csv").waitFor();
    await page.getByRole("link", { name: "Reopen it" }).click();
    if (script) await expectAccessible(page);
    await page.getByLabel("Why it is open again").fill("Row 3 still is.");
    await press(page, "Reopen it");
    await page.getByText("It is open again").waitFor();

    const reader = await pageOf(null, { script });
    await reader.goto(paths.problems(slug));
    await reader.getByRole("link", { name: "1. Heights <b>are</b> in feet" }).waitFor();
    if (script) await expectAccessible(reader);
    await reader.getByRole("link", { name: "Won’t fix" }).click();
    await reader.getByText("None is won’t fix").waitFor();
  },
);

test("nobody’s address is on a public page of problems, in its bytes or in its data", async () => {
  const city = await aCity();
  const { slug } = await aHeldDataset(city);
  const ada = await aPerson("Ada Bianchi");
  await aProblem(slug, ada);
  await aProblem(slug, ada, { kind: "personal_data", title: "SECRET title", text: "SECRET words of it" });
  const { request } = await browserOf(null);
  for (const path of [paths.problems(slug), paths.problem(slug, 1), paths.problem(slug, 2), paths.datasetUses(slug)])
    for (const form of [path, `${path}?_data=routes%2Fdatasets_.%24slug.problems._index`, `${path}.data`]) {
      const answer = await request.get(siteOrigin() + form);
      expect(await answer.text(), form).not.toMatch(/SECRET|ada-bianchi-[0-9a-f]+@|edda-editor-[0-9a-f]+@/);
    }
});

test("a team says which file of a dataset it uses, without JavaScript too, and sees it as the jury will", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const { datasetId } = await db.challengeDataset.findFirstOrThrow({ where: { challengeId: challenge.id } });
  const { id } = await db.distribution.create({ data: { datasetId, position: 1, title: "Shapes", format: "GeoJSON" } });
  const { captain } = await aTeam({ challenge });
  for (const script of [true, false]) {
    const page = await pageOf(captain, { script });
    await page.goto(`/challenges/${challenge.slug}/submission`);
    await page.getByLabel("How you use").fill("They size the buckets.");
    await page.getByLabel("Title").fill(WORDS.title);
    await page.getByLabel("Which file of").selectOption(script ? id : "");
    if (script) {
      await page.getByText("Saved on the server at").waitFor();
      await expectAccessible(page);
    }
    await press(page, "Save and see it as the jury will");
    await page.getByText("They size the buckets.").waitFor();
    expect(await page.getByText("Shapes (GeoJSON)").count()).toBe(script ? 1 : 0);
  }
});
