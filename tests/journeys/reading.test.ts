import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { storeFile } from "~/platform/storage/files.server";
import { expectAccessible, pageOf, siteOrigin, withBrowser } from "../support/browser";
import { aCity, anOpenChallenge, aPerson, aReadyDraft, type City } from "../support/world";

withBrowser();

let city: City;
let slug: string;
let hash: string;
let places: string[];
beforeAll(async () => {
  city = await aCity("Water and Sewers Office");
  const challenge = await anOpenChallenge(city);
  slug = challenge.slug;
  hash = (await db.recordEntry.findFirstOrThrow({ where: { challengeId: challenge.id } })).hash;
  const of = `/challenges/${slug}`;
  places = [
    "/",
    "/challenges",
    "/challenges?q=drain&phase=open&theme=water",
    "/challenges?q=nothing+of+the+kind",
    ...["", "/data", "/rules", "/rules/1", "/questions", "/news", "/record"].map((part) => of + part),
    "/results",
    "/record",
    `/record/${hash}`,
    `/organisations/${city.organisation.slug}`,
    `/people/${city.editor.handle}`,
    "/banners",
  ];
});

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("anyone reads a challenge from the front page to its record without an account, %s", async (_, script) => {
  const page = await pageOf(null, { script });
  await page.goto("/");
  await page.getByRole("heading", { level: 1, name: "Drains that warn" }).getByRole("link").click();
  await page.getByRole("heading", { name: "What the city pledges" }).waitFor();
  expect(await page.getByText("An hour, nine in ten.").count()).toBe(1);
  expect(await page.locator(".line .now").innerText()).toContain("Today");
  const contents = page.getByRole("navigation", { name: "This challenge" });
  for (const [link, heading] of [
    ["Data", "Storm drains"],
    ["Rules", "Rules, version 1"],
    ["Questions", "Questions"],
    ["News", "News"],
    ["Record", "Record"],
  ] as const) {
    await contents.getByRole("link", { name: link }).click();
    await page.getByRole("heading", { level: 2, name: heading, exact: true }).waitFor();
    expect(await contents.locator("[aria-current=page]").innerText()).toContain(link);
  }
  await page.getByRole("link", { name: "Rules published" }).click();
  await page.getByRole("heading", { name: "Check it yourself" }).waitFor();
  const said = await page.locator("main .hash").first().innerText();
  const leaf = await fetch(`${page.url()}/leaf`);
  const digest = createHash("sha256")
    .update(Buffer.from(await leaf.arrayBuffer()))
    .digest("hex");
  expect(said.replaceAll(" ", "")).toBe(digest);
});

test("the list of challenges is searched by a form whose address can be shared", async () => {
  const page = await pageOf(null, { script: false });
  await page.goto("/challenges");
  await page.getByRole("searchbox").fill("sewers");
  await page.getByLabel("Phase").selectOption({ label: "Open now" });
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: "Drains that warn" }).last().waitFor();
  expect(new URL(page.url()).search).toBe("?q=sewers&phase=open&theme=");
  await page.getByRole("searchbox").fill("<script>alert(1)</script>");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("heading", { name: "No challenge about “<script>alert(1)</script>”" }).waitFor();
});

test("public pages load no framework script, and may be kept by others only for readers without a cookie", async () => {
  for (const place of places) {
    const stranger = await fetch(siteOrigin() + place);
    expect(stranger.status, place).toBe(200);
    const html = await stranger.text();
    expect(html.match(/<script[^>]*>/g), place).toHaveLength(1);
    expect(html, place).toContain('src="/palio.js"');
    expect(html, place).not.toMatch(/modulepreload|__remixContext/);
    if (place === "/banners") continue;
    expect(stranger.headers.get("Cache-Control"), place).toBe("public, max-age=0, s-maxage=10");
    const known = await fetch(siteOrigin() + place, { headers: { Cookie: "palio_session=x" } });
    expect(known.headers.get("Cache-Control"), place).toBe("private, no-store");
  }
});

test("a draft answers 404 at every address of a challenge", async () => {
  const draft = await aReadyDraft(city);
  const parts = ["", "/data", "/rules", "/rules/1", "/questions", "/news", "/record", "/calendar.ics", "/banner.svg"];
  for (const part of parts) {
    const answer = await fetch(`${siteOrigin()}/challenges/${draft}${part}`);
    expect(answer.status, part).toBe(404);
    expect(await answer.text(), part).not.toContain("sewers");
  }
  for (const place of [
    "/challenges/no-such",
    `/challenges/${slug}/rules/2`,
    `/challenges/${slug}/rules/x`,
    "/people/nobody",
  ])
    expect((await fetch(siteOrigin() + place)).status, place).toBe(404);
  for (const place of [
    "/challenges?after=x",
    "/record?before=x",
    `/challenges/${slug}/news?after=x`,
    "/results?after=x",
  ])
    expect((await fetch(siteOrigin() + place)).status, place).toBe(200);
});

test("the calendar can be subscribed to, and the banner is a picture of its own", async () => {
  const calendar = await fetch(`${siteOrigin()}/challenges/${slug}/calendar.ics`);
  expect(calendar.headers.get("Content-Type")).toContain("text/calendar");
  const text = await calendar.text();
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(5);
  expect(text).toContain("SUMMARY:Entries close: Drains that warn");
  const banner = await fetch(`${siteOrigin()}/challenges/${slug}/banner.svg`);
  expect(banner.headers.get("Content-Type")).toContain("image/svg+xml");
  expect(await banner.text()).toMatch(/^<svg/);
});

test("pictures are served as what they are; anything else that is stored is not served here", async () => {
  const picture = await storeFile(Buffer.from("89504e470d0a1a0a", "hex"), "image/png");
  const drawing = await storeFile(Buffer.from("<svg onload='alert(1)'/>"), "image/svg+xml");
  const table = await storeFile(Buffer.from("a,b\n1,2\n"), "text/csv");
  const served = await fetch(`${siteOrigin()}/files/${picture}`);
  expect(served.headers.get("Content-Type")).toBe("image/png");
  expect(served.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(served.headers.get("Content-Security-Policy")).toContain("sandbox");
  expect((await served.arrayBuffer()).byteLength).toBe(8);
  for (const other of [drawing, table, "0".repeat(64), "..%2f..%2fetc%2fpasswd"])
    expect((await fetch(`${siteOrigin()}/files/${other}`)).status, other).toBe(404);
});

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("a signed-in reader asks a question, and nothing they typed is lost or executed, %s", async (_, script) => {
  const stranger = await pageOf(null, { script });
  await stranger.goto(`/challenges/${slug}/questions`);
  await stranger.getByRole("link", { name: "Sign in to ask" }).click();
  await stranger.getByRole("heading", { name: "Sign in" }).waitFor();
  const page = await pageOf(await aPerson("Bruno Curioso"), { script });
  await page.goto(`/challenges/${slug}/questions`);
  await page.getByLabel("Your question").fill("Why?");
  await page.getByRole("button", { name: "Ask" }).click();
  await page.getByText("Write a whole question: at least 10 characters.").first().waitFor();
  // The page comes in pieces: a field may stand there a moment before its words do.
  const typed = () => page.getByLabel("Your question").inputValue();
  await expect.poll(typed).toBe("Why?");
  if (script) await expectAccessible(page);
  await page.getByLabel("Your question").fill("x".repeat(2001));
  await page.getByRole("button", { name: "Ask" }).click();
  await page.getByText("At most 2,000 characters.").first().waitFor();
  await expect.poll(typed).toHaveLength(2001);
  const words = `<script>document.title = "taken"</script> by ${script}?`;
  await page.getByLabel("Your question").fill(words);
  await page.getByRole("button", { name: "Ask" }).click();
  await page.getByText(/^Question \d+ is asked\./).waitFor();
  await page.getByText(words).waitFor();
  expect(await page.title()).toBe("Questions on Drains that warn · Palio");
});
