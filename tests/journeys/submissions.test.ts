import { expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { browserOf, expectAccessible, pageOf, siteOrigin, withBrowser } from "../support/browser";
import { clockFrom } from "../support/clock";
import { aDraft, aMember, anEntry, aTeam, WORDS } from "../support/team-world";
import { aCity, anOpenChallenge, aPerson } from "../support/world";

withBrowser();

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("a team writes its entry, sees it as the jury will, hands it in and has a receipt, %s", async (_, script) => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const page = await pageOf(team.captain, { script });
  await page.goto(`/challenges/${challenge.slug}/team`);
  await page.getByRole("link", { name: "Begin the entry" }).click();
  await page.getByLabel("Title").fill("Leaky <script>document.title='gone'</script> buckets");
  await page.getByLabel("What it does").fill(WORDS.pitch);
  await page.getByLabel("Description").fill(`${WORDS.description}\n\n<img src=x onerror="document.title='gone'">`);
  await page.getByLabel("Where it can be tried").fill("javascript:alert(1)");
  await page.getByLabel("How you use").fill("They size the buckets.");
  if (script) {
    await page.getByText("Saved on the server at").waitFor();
    await expectAccessible(page);
  }
  await page.getByRole("button", { name: "Save and see it as the jury will" }).click();
  await page.getByRole("heading", { level: 1, name: "As the jury sees it" }).waitFor();
  await page.getByRole("heading", { name: "Leaky <script>document.title='gone'</script> buckets" }).waitFor();
  expect(await page.title()).toBe("As the jury sees it · Palio");
  await page
    .getByText("Only addresses that begin with https://")
    .or(page.getByText("Link a repository, or give"))
    .first()
    .waitFor();
  await page.getByRole("link", { name: "Change it" }).click();
  await page.getByLabel("Where it can be tried").fill(WORDS.demoUrl);
  await page.getByRole("button", { name: "Save and see it as the jury will" }).click();
  await page.getByRole("link", { name: "Go on to hand it in" }).click();
  if (script) await expectAccessible(page);
  await page.getByRole("button", { name: "Hand in version 1" }).dblclick();
  await page.getByRole("heading", { name: "Receipt, version 1" }).waitFor();
  if (script) await expectAccessible(page);
  const versions = await db.submissionVersion.findMany({ where: { submission: { teamId: team.id } } });
  expect(versions).toHaveLength(1);
  expect(await page.getByText(versions[0]?.receivedAt.toISOString() ?? "").count()).toBe(1);
  await page.goto(`/challenges/${challenge.slug}/submission/submit`);
  await page.getByRole("link", { name: "Withdraw the entry" }).click();
  await page.getByRole("button", { name: "Withdraw entry 1" }).click();
  await page.getByText("Entry 1 is withdrawn.").waitFor();
});

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("two members who save at once see both texts, and nobody's is lost, %s", async (_, script) => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const member = await aMember(team, "Milo Member");
  await aDraft(team);
  const [first, second] = [await pageOf(team.captain, { script }), await pageOf(member, { script })];
  await first.goto(`/challenges/${challenge.slug}/submission`);
  await second.goto(`/challenges/${challenge.slug}/submission`);
  await first.getByLabel("Title").fill("The captain’s title");
  await first.getByRole("button", { name: "Save the draft" }).click();
  await first.getByText("The draft is saved.").waitFor();
  await second.getByLabel("Title").fill("The member’s title");
  await second.getByRole("button", { name: "Save the draft" }).click();
  await second.getByRole("heading", { name: "Two texts" }).waitFor();
  await second.getByText("The captain’s title").waitFor();
  expect(await second.getByLabel("Title").inputValue()).toBe("The member’s title");
  if (script) await expectAccessible(second);
  expect(await db.submissionDraft.findUnique({ where: { teamId: team.id } })).toMatchObject({
    content: { title: "The captain’s title" },
  });
  await second.getByLabel("Title").fill("Both titles");
  await second.getByRole("button", { name: "Save the draft" }).click();
  await second.getByText("The draft is saved.").waitFor();
  expect(await second.getByLabel("Title").inputValue()).toBe("Both titles");
});

test("two members whose words save by themselves decide between both texts, also when one comes back later", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const member = await aMember(team, "Milo Member");
  await aDraft(team);
  const place = `/challenges/${challenge.slug}/submission`;
  const [first, second] = [await pageOf(team.captain), await pageOf(member)];
  await first.goto(place);
  await second.goto(place);
  await second.getByLabel("What it does").fill("The member’s pitch");
  await second.getByText("Saved on the server at").waitFor();
  await first.getByLabel("Title").fill("The captain’s title");
  await first.getByText("Changed elsewhere, so not saved here.").waitFor();
  // Whoever leaves and puts the words back is asked the same: nothing of the other's goes.
  await first.goto(place);
  await first.getByRole("button", { name: "Put them back" }).click();
  await first.getByRole("button", { name: "See both texts and decide" }).click();
  await first.getByRole("heading", { name: "Two texts" }).waitFor();
  await first.getByText("The member’s pitch").waitFor();
  expect(await first.getByLabel("Title").inputValue()).toBe("The captain’s title");
  expect(await db.submissionDraft.findUnique({ where: { teamId: team.id } })).toMatchObject({
    content: { pitch: "The member’s pitch", title: WORDS.title },
  });
  await first.getByLabel("What it does").fill("The member’s pitch");
  await first.getByRole("button", { name: "Save the draft" }).click();
  await first.getByText("The draft is saved.").waitFor();
  expect(await db.submissionDraft.findUnique({ where: { teamId: team.id } })).toMatchObject({
    content: { pitch: "The member’s pitch", title: "The captain’s title" },
  });
});

test("a hand-in that arrives after the deadline is refused kindly, and the draft stays", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  await aDraft(team);
  const page = await pageOf(team.captain);
  await page.goto(`/challenges/${challenge.slug}/submission/submit`);
  await clockFrom(challenge.closesAt, 2_000);
  await page.getByRole("button", { name: "Hand in version 1" }).click();
  await page.getByText("Your draft is kept as it is").waitFor();
  await page.goto(`/challenges/${challenge.slug}/submission`);
  expect(await page.getByLabel("Title").inputValue()).toBe(WORDS.title);
  await db.clockShift.deleteMany();
});

test("pictures are looked at by their bytes, described, and removed", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const page = await pageOf(team.captain, { script: false });
  await page.goto(`/challenges/${challenge.slug}/submission/images`);
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: "image/png", buffer });
  await page.getByLabel("File").setInputFiles(file("evil.png", Buffer.from("<script>alert(1)</script>")));
  await page.getByRole("button", { name: "Save the pictures" }).click();
  await page.getByText("is not a PNG, JPEG, WebP or GIF picture").waitFor();
  await page.getByLabel("File").setInputFiles(file("large.png", Buffer.concat([PNG, Buffer.alloc(5_100_000)])));
  await page.getByRole("button", { name: "Save the pictures" }).click();
  await page.getByText("That picture is larger than 5 MB.").first().waitFor();
  await page.getByLabel("File").setInputFiles(file("map.png", PNG));
  await page.getByLabel("What it shows").fill("A map of the drains");
  await page.getByRole("button", { name: "Save the pictures" }).click();
  await page.getByRole("img", { name: "A map of the drains" }).waitFor();
  await expectAccessibleWithScript(team.captain, `/challenges/${challenge.slug}/submission/images`);
  await page.goto(`/challenges/${challenge.slug}/submission/preview`);
  const image = page.getByRole("img", { name: "A map of the drains" });
  expect(await image.getAttribute("src")).toBe(`/files/${sha256(PNG)}`);
  await page.goto(`/challenges/${challenge.slug}/submission/images`);
  await page.getByLabel("Remove this picture").check();
  await page.getByRole("button", { name: "Save the pictures" }).click();
  await page.getByRole("heading", { name: "A picture" }).waitFor();
  expect(await page.getByRole("img", { name: "A map" }).count()).toBe(0);
});

async function expectAccessibleWithScript(person: { id: string }, path: string): Promise<void> {
  const page = await pageOf(person);
  await page.goto(path);
  await expectAccessible(page);
}

test("saving by itself is answered as JSON: saved, in conflict, refused", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const { request } = await browserOf(team.captain);
  const save = async (form: Record<string, string>) => {
    const url = `/challenges/${challenge.slug}/submission/autosave`;
    const answer = await request.post(url, { form, headers: { Origin: siteOrigin() } });
    return { status: answer.status(), body: (await answer.json()) as Record<string, unknown> };
  };
  expect(await save({ revision: "0", title: "First" })).toMatchObject({ status: 200, body: { ok: true, revision: 1 } });
  expect(await save({ revision: "1", title: "Second" })).toMatchObject({ status: 200, body: { revision: 2 } });
  expect(await save({ revision: "1", title: "Late" })).toMatchObject({ status: 409, body: { conflict: true } });
  expect(await save({ revision: "2", title: "x".repeat(121) })).toMatchObject({
    status: 400,
    body: { ok: false, message: "At most 120 characters." },
  });
});

test("text that is too long comes back as typed with its reason, and a changed form cannot be forged into another's", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const page = await pageOf(team.captain, { script: false });
  await page.goto(`/challenges/${challenge.slug}/submission`);
  await page.getByLabel("Title").fill("x".repeat(130));
  await page.getByRole("button", { name: "Save the draft" }).click();
  await page.getByText("At most 120 characters.").first().waitFor();
  expect(await page.getByLabel("Title").inputValue()).toBe("x".repeat(130));
  const { receipt } = await anEntry({ challenge, name: "Second" });
  const stranger = await browserOf(await aPerson());
  expect((await stranger.request.get(`/receipts/${receipt.id}`)).status()).toBe(404);
  expect((await stranger.request.get("/receipts/nonsense")).status()).toBe(404);
  for (const path of ["", "/preview", "/submit", "/images"])
    expect((await stranger.request.get(`/challenges/${challenge.slug}/submission${path}`)).status()).toBe(404);
});

test("a member's pages carry nobody's mail address", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const { team, receipt } = await anEntry({ challenge });
  await aMember(team, "Milo Member");
  const { request } = await browserOf(team.captain);
  const base = `/challenges/${challenge.slug}`;
  for (const path of [
    `${base}/team`,
    `${base}/submission`,
    `${base}/submission/submit`,
    `/receipts/${receipt.id}`,
    "/mine",
  ])
    for (const form of [path, `${path}.data`]) {
      const text = await (await request.get(form)).text();
      for (const { email } of await db.person.findMany({ select: { email: true } })) expect(text).not.toContain(email);
    }
});
