import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { inviteJurors } from "~/judging/jury/invite-jurors.server";
import { recompute } from "~/judging/result/bundle.server";
import { HOUR, isoDay } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { expectAccessible, pageOf, siteOrigin, withBrowser } from "../support/browser";
import { clockFrom } from "../support/clock";
import { doJobs } from "../support/jobs";
import { aJury, anAssignedJury, FEEDBACK, invitationOf, type JuryWorld } from "../support/jury-world";
import { withSealedCode } from "../support/sealed-world";
import { assignAll, saved, scoreByKeys } from "../support/steps";
import { anEntry } from "../support/team-world";
import { aCity, anOpenChallenge, aPerson, must } from "../support/world";

withBrowser();

const level = (page: Page, criterion: string, value: number) =>
  page
    .getByRole("group", { name: criterion })
    .getByRole("radio")
    .nth(value - 1);

test("a jury from invitation to results: the chair invites, two jurors score, the city decides", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const { slug } = challenge;
  for (const i of [1, 2])
    await anEntry({
      challenge,
      name: `Team ${i}`,
      words: {
        title: `Entry number ${i}`,
        description: "It *works* <script>alert(1)</script> on every drain. ".repeat(6),
      },
    });
  const chair = await pageOf(city.editor);
  await chair.goto(`/challenges/${slug}/jury`);
  await chair.getByRole("heading", { name: "Invite the jury" }).waitFor();
  await expectAccessible(chair);
  await chair.getByRole("link", { name: "Invite jurors" }).first().click();
  const jurors = [await aPerson("Ada Bruni"), await aPerson("Bo Conti")];
  await chair.getByLabel("Jurors, one a line").fill("<script>alert(1)</script>");
  await chair.getByRole("button", { name: "Send the invitations" }).click();
  await chair.getByText("Line 1 is not a name and a mail address").first().waitFor();
  expect(await chair.getByLabel("Jurors, one a line").inputValue()).toBe("<script>alert(1)</script>");
  await chair.getByLabel("Jurors, one a line").fill(jurors.map(({ name, email }) => `${name}, ${email}`).join("\n"));
  await chair.getByRole("button", { name: "Send the invitations" }).click();
  await chair.getByText("2 jurors invited by mail.").waitFor();

  const desks: Page[] = [];
  for (const juror of jurors) {
    const page = await pageOf(juror);
    await page.goto(`/jury/${await invitationOf(juror.email)}`);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Accept, and join the jury" }).click();
    await page.getByRole("heading", { name: "Your desk" }).waitFor();
    desks.push(page);
  }
  await clockFrom(challenge.closesAt, HOUR);
  await assignAll(chair, slug, 4);

  for (const [index, page] of desks.entries()) {
    await page.goto(`/challenges/${slug}/desk`);
    await expectAccessible(page);
    await page.getByRole("button", { name: "I have no conflict with any of these" }).click();
    await page.getByText("Kept: no conflict with 2 entries.").waitFor();
    for (const number of [1, 2]) {
      await page.goto(`/challenges/${slug}/desk/${number}`);
      await page.getByRole("button", { name: "all keys" }).waitFor();
      if (index === 0 && number === 1) await expectAccessible(page);
      await scoreByKeys(page, [number === 1 ? 4 : 2, 3], `${FEEDBACK} (${index}.${number})`);
    }
  }
  const reopening = desks[0] as Page;
  await reopening.getByRole("link", { name: "Back to your desk" }).waitFor();
  expect(await reopening.getByRole("link", { name: /^Next: entry/ }).count()).toBe(0);
  await reopening.getByRole("button", { name: "all keys" }).waitFor();
  await reopening.keyboard.press("r");
  await reopening.getByRole("button", { name: "Hand in this sheet" }).waitFor();
  await reopening.getByRole("button", { name: "all keys" }).waitFor();
  await reopening.keyboard.press("n");
  await reopening.keyboard.type("sure");
  expect(await reopening.getByLabel("Private note").inputValue()).toBe("sure");
  await saved(reopening);
  await reopening.keyboard.press("Control+Enter");
  await reopening.getByRole("button", { name: "Reopen this sheet" }).waitFor();

  await chair.goto(`/challenges/${slug}/jury/close`);
  await expectAccessible(chair);
  await chair.getByText("Every assigned sheet is handed in.").waitFor();
  await chair.getByRole("button", { name: "Close judging" }).click();
  await chair.getByRole("heading", { name: "Awards", level: 1 }).waitFor();
  await expectAccessible(chair);
  await chair.getByLabel("First goes to").selectOption({ label: "2. Entry number 2 (entry 2)" });
  await chair.getByRole("button", { name: "Decide the awards" }).click();
  await chair.getByText("departs from the order. Write why").first().waitFor();
  await chair.getByLabel("Why, where First departs from the order").fill("It runs on the city's own machines today.");
  await chair.getByRole("button", { name: "Decide the awards" }).click();
  await chair.getByRole("heading", { name: "Publish the results" }).waitFor();
  await expectAccessible(chair);
  await chair.getByRole("button", { name: "Publish the results" }).click();
  await chair.getByText("Results are published").waitFor();
  await doJobs();

  const stranger = await pageOf(null);
  await stranger.goto(`/challenges/${slug}/results`);
  await stranger.getByRole("heading", { name: "Ranking: calibrated scores" }).waitFor();
  await stranger.getByText("Leave out any one of the 2 jurors, and “Entry number 1” still comes first.").waitFor();
  await stranger.getByText("It runs on the city's own machines today.").waitFor();
  const bundle = await stranger.request.get(`/challenges/${slug}/results/bundle.json`);
  expect(recompute(await bundle.text())).toMatchObject({ ok: true, value: { ok: true } });
  await expectAccessible(stranger);
  await stranger.getByRole("link", { name: "Entry number 1", exact: true }).first().click();
  await stranger.getByRole("heading", { name: "Scores" }).waitFor();
  await expectAccessible(stranger);
  expect(await stranger.getByText("What the jurors wrote to you").count()).toBe(0);

  await chair.goto(`/staff/challenges/${slug}/decisions`);
  await expectAccessible(chair);
  await chair.getByRole("button", { name: "State it in public" }).click();
  await chair.getByText("Choose one of the four.").first().waitFor();
  await chair.getByLabel("Pilot").check();
  await chair.getByLabel("Why", { exact: true }).fill("It is tried at Porta Molino for one winter.");
  await chair.getByLabel("Who answers for it").fill("Livia Fontana, Director of Water");
  await chair.getByLabel("Done, or next report, by").fill("2099-01-01");
  await chair.getByRole("button", { name: "State it in public" }).click();
  await chair.getByText("Choose a day within ten years.").first().waitFor();
  const soon = isoDay(new Date((await now()).getTime() + 30 * 24 * HOUR));
  await chair.getByLabel("Done, or next report, by").fill(soon);
  await chair.getByRole("button", { name: "State it in public" }).click();
  await chair.getByText("Stated, in public and in the record.").waitFor();
  await stranger.goto(`/challenges/${slug}/decisions`);
  await stranger.getByText("It is tried at Porta Molino for one winter.").waitFor();
  await expectAccessible(stranger);
});

test("without JavaScript a juror accepts, declares a conflict, scores, hands in and reopens", async () => {
  const world = await aJury({ entries: 2, jurors: 1 });
  const { slug } = world.challenge;
  const juror = await aPerson("Ines Juror");
  must(await inviteJurors({ slug, people: [{ name: juror.name, email: juror.email }] }, world.chair));
  const page = await pageOf(juror, { script: false, width: 360 });
  await page.goto(`/jury/${await invitationOf(juror.email)}`);
  await page.getByRole("button", { name: "Accept, and join the jury" }).click();
  await page.getByRole("link", { name: "Declare a conflict on Entry number 2" }).click();
  await page.getByLabel("What connects you").fill("My cousin is in the team.");
  await page.getByRole("button", { name: "Declare the conflict" }).click();
  await page.getByText("Conflict declared. This entry will not be given to you.").waitFor();
  const chair = await pageOf(world.chair, { script: false });
  await chair.goto(`/challenges/${slug}/jury/assign`);
  await chair.getByText("1 review cannot be placed: 1 entry has fewer than 2 jurors without a conflict.").waitFor();
  await assignAll(chair, slug, 3);
  await page.goto(`/challenges/${slug}/desk`);
  await page.getByRole("link", { name: "Score entry 1" }).click();
  await page.getByRole("heading", { name: "Before entry 1 opens" }).waitFor();
  await page.getByText("Carla Captain").waitFor();
  await page.getByRole("button", { name: "I have no conflict" }).click();
  await page.getByText("Kept: you have no conflict with this entry.").waitFor();
  await level(page, "Warns in time", 3).check();
  await page.getByLabel("What the team will read").fill("<script>alert(1)</script>");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved.", { exact: true }).waitFor();
  await page.getByText(/“Explains itself” has no score. The feedback has 25 characters/).waitFor();
  await level(page, "Explains itself", 1).check();
  await page.getByLabel("What the team will read").fill(FEEDBACK);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Hand in this sheet" }).click();
  await page.getByText("Handed in. You can reopen it until judging ends.").waitFor();
  await page.getByRole("button", { name: "Reopen this sheet" }).click();
  await page.getByText("Reopened.").waitFor();
  expect(await level(page, "Warns in time", 3).isChecked()).toBe(true);
});

const aDesk = async (world: JuryWorld, options?: Parameters<typeof pageOf>[1]) => {
  const page = await pageOf(world.jurors[0] ?? null, options);
  await page.goto(`/challenges/${world.challenge.slug}/desk/1`);
  return page;
};

test("a sheet that was changed in another tab is noticed, and both texts are kept", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const first = await aDesk(world, { script: false });
  const second = await aDesk(world, { script: false });
  await first.getByLabel("What the team will read").fill("From the first tab.");
  await first.getByRole("button", { name: "Save", exact: true }).click();
  await second.getByLabel("What the team will read").fill("From the second tab.");
  await second.getByRole("button", { name: "Save", exact: true }).click();
  await second.getByText("This sheet was saved elsewhere").first().waitFor();
  expect(await second.getByLabel("What the team will read").inputValue()).toBe("From the second tab.");
  await second.getByText("What stands on the server").click();
  await second.getByText("From the first tab.").waitFor();
  await second.getByRole("button", { name: "Save", exact: true }).click();
  await second.getByText("Saved.", { exact: true }).waitFor();
  const versions = await db.scoreSheetVersion.findMany({
    orderBy: { number: "asc" },
    where: { assignment: { juror: { challengeId: world.challenge.id } } },
  });
  expect(versions.map(({ feedback }) => feedback)).toEqual(["From the first tab.", "From the second tab."]);
});

test("words typed while the server does not answer wait on the device and are sent when it does", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const page = await aDesk(world);
  await page.getByRole("button", { name: "all keys" }).waitFor();
  await page.route("**/autosave", (route) => route.abort());
  await level(page, "Warns in time", 4).check();
  await page.getByText("Not saved yet: the server does not answer.").waitFor();
  await page.unroute("**/autosave");
  await saved(page);
  await page.reload();
  expect(await level(page, "Warns in time", 4).isChecked()).toBe(true);
});

test("a bad save is answered with a sentence, and another's desk is not found", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const page = await aDesk(world);
  const post = (form: Record<string, string>) =>
    page.request.post(`/challenges/${world.challenge.slug}/desk/1/autosave`, {
      form,
      headers: { Origin: siteOrigin() },
    });
  const bad: Record<string, string>[] = [
    {},
    { revision: "x" },
    { revision: "0", "scores.nothing": "1" },
    { revision: "0", feedback: "x".repeat(10_001) },
  ];
  for (const form of bad) {
    const answer = await post(form);
    expect(answer.status()).toBe(400);
    expect(await answer.json()).toMatchObject({ ok: false, message: expect.stringMatching(/\w/) });
  }
  const stranger = await pageOf(await aPerson());
  expect((await stranger.goto(`/challenges/${world.challenge.slug}/desk/1`))?.status()).toBe(404);
  expect((await stranger.goto(`/challenges/${world.challenge.slug}/jury`))?.status()).toBe(404);
});

test("a juror looks from the desk into the sealed code, without JavaScript, and nothing in it runs", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const { slug } = world.challenge;
  const first = await db.submission.findFirstOrThrow({ where: { challengeId: world.challenge.id } });
  const { bytes } = await withSealedCode(first.id, {
    "README.md": "# Buckets\n\n<script>window.broken = true</script>\n\nRead [the leak](src/leak.py).\n",
    "src/leak.py": "print('</span><script>window.broken = true</script>')\n",
    "logo.bin": Buffer.from([0, 1, 2, 255]),
  });
  const page = await aDesk(world, { script: false });
  await page.getByRole("link", { name: "Look into it" }).click();
  await page.getByRole("heading", { name: /^The code of/ }).waitFor();
  await page.getByRole("link", { name: "the leak" }).click();
  await page.getByText("print('</span><script>window.broken = true</script>')").waitFor();
  await page.getByRole("link", { name: "All files" }).click();
  await page.getByRole("link", { name: "logo.bin" }).click();
  await page.getByText("This is no text. It is in the archive.").waitFor();
  const archive = await page.request.get(`/challenges/${slug}/entries/1/archive`);
  expect(archive.headers()["content-disposition"]).toBe('attachment; filename="entry-1.tar.gz"');
  expect(await archive.body()).toEqual(bytes);
  const lively = await pageOf(null);
  await lively.goto(`/challenges/${slug}/entries/1/code?path=src/leak.py`);
  expect(await lively.evaluate(() => "broken" in window)).toBe(false);
  await expectAccessible(lively);
  for (const path of ["no/such/file", "../etc/passwd", "src/leak.py/x"])
    expect((await lively.goto(`/challenges/${slug}/entries/1/code?path=${path}`))?.status(), path).toBe(404);
});
