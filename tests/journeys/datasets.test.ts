import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { startImport } from "~/datasets/importing/start-import.server";
import { db } from "~/platform/database.server";
import { expectAccessible, pageOf, siteOrigin, withBrowser } from "../support/browser";
import { anUploadedDataset, bytesOf, catalogueOf, DRAINS, listed, PARKS } from "../support/data-world";
import { doJobs } from "../support/jobs";
import { aCity, aPublishedChallenge, must } from "../support/world";

withBrowser();

const choose = (page: Page, label: string, name: string, text: string) =>
  page.getByLabel(label).setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("staff import a catalogue, confirm a licence and add files, %s", async (_, script) => {
  const city = await aCity("Water and Sewers Office");
  const page = await pageOf(city.editor, { script });
  await page.goto("/staff/datasets");
  await page.getByText("No data yet").waitFor();
  await page.getByRole("link", { name: "Import a catalogue" }).click();
  if (script) await expectAccessible(page);
  await choose(
    page,
    "Or a file",
    "data.json",
    catalogueOf([listed("rain", { license: "Ask us", title: "Rain" }), listed("pumps"), { identifier: "nameless" }]),
  );
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByText("Waiting for its turn").first().waitFor();
  if (script) await expectAccessible(page);
  await doJobs();
  if (!script) await page.getByRole("link", { name: "Look now" }).click();
  await page.getByRole("heading", { name: "2 datasets read" }).waitFor();
  await page.getByText("It has no title and is left out.").waitFor();
  if (script) await expectAccessible(page);

  await page.getByRole("link", { name: "Confirm the licence of Rain" }).click();
  await page.getByRole("button", { name: "Confirm the licence" }).click();
  await page.getByText("Say how you know.").first().waitFor();
  await page.getByLabel("Licence", { exact: true }).selectOption("CC-BY-4.0");
  await page.getByLabel("How you know").fill("Short");
  await page.getByRole("button", { name: "Confirm the licence" }).click();
  await page.getByText("One sentence: how you know.").first().waitFor();
  expect(await page.getByLabel("How you know").inputValue()).toBe("Short");
  if (script) await expectAccessible(page);
  await page.getByLabel("How you know").fill("Resolution 12 of 2024 says <script>alert(1)</script> so.");
  await page.getByRole("button", { name: "Confirm the licence" }).click();
  await page.getByText("The licence is confirmed.").waitFor();
  await page.getByText("<script>alert(1)</script>").waitFor();

  await page.goto("/staff/datasets/add");
  await page.getByLabel("Title").fill("Storm drains <b>and</b> manholes");
  await page.getByLabel("Description").fill("Every drain.");
  await choose(page, "File", "drains.csv", DRAINS);
  await page.getByRole("button", { name: "Add the dataset" }).click();
  await page.getByRole("heading", { name: "Storm drains <b>and</b> manholes" }).waitFor();
  await page.getByRole("cell", { name: "Via dei Cordai 2" }).waitFor();
  await page.getByText("50% missing").first().waitFor();
  if (script) await expectAccessible(page);

  await page.goto("/staff/datasets/add");
  await page.getByLabel("Title").fill("Parks");
  await choose(page, "File", "parks.geojson", PARKS);
  await page.getByRole("button", { name: "Add the dataset" }).click();
  await page.getByRole("img", { name: /^Map\. 2 points/ }).waitFor();
  if (script) await expectAccessible(page);
  await page.goto("/staff/datasets");
  if (script) await expectAccessible(page);
});

test("a form with mistakes says which, keeps what was typed and adds nothing", async () => {
  const city = await aCity();
  const page = await pageOf(city.editor);
  const send = async () => {
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: /^Add the dataset$|^Import$/ }).click();
    return (await answer).status();
  };
  await page.goto("/staff/datasets/add");
  expect(await send()).toBe(400);
  for (const reason of ["Type a title.", "Choose a file, or type an address."])
    await page.getByText(reason).first().waitFor();
  await expectAccessible(page);
  await page.getByLabel("Title").fill("x".repeat(201));
  await page.getByLabel("Or an address").fill("javascript:alert(1)");
  expect(await send()).toBe(400);
  for (const reason of ["At most 200 characters.", "That is not an address."])
    await page.getByText(reason).first().waitFor();
  expect(await page.getByLabel("Or an address").inputValue()).toBe("javascript:alert(1)");
  await page.getByLabel("Title").fill("A web page");
  await page.getByLabel("Or an address").fill("");
  await choose(page, "File", "page.csv", "<!doctype html><html></html>");
  expect(await send()).toBe(409);
  await page.getByText(/answers with a web page/).waitFor();
  expect(await page.getByLabel("Title").inputValue()).toBe("A web page");
  await page.getByLabel("Or an address").fill("https://example.org/a.csv");
  await choose(page, "File", "a.csv", DRAINS);
  expect(await send()).toBe(400);
  await page.getByText("Give a file or an address, not both.").first().waitFor();
  const tooLarge = await page.request.post("/staff/datasets/add", {
    headers: { origin: siteOrigin() },
    multipart: {
      organisationId: city.organisation.id,
      title: "Large",
      file: { name: "large.csv", mimeType: "text/csv", buffer: Buffer.alloc(100_000_001, "a,b\n") },
    },
    timeout: 60_000,
  });
  expect(tooLarge.status()).toBe(400);
  expect(await tooLarge.text()).toContain("files of up to 100 MB");

  await page.goto("/staff/datasets/import");
  expect(await send()).toBe(400);
  await page.getByText("Choose a file, or type an address.").first().waitFor();
  await page.getByLabel("Address of the catalogue").fill("data.json");
  expect(await send()).toBe(400);
  await page.getByText("That is not an address.").first().waitFor();
  expect(await db.dataset.count({ where: { organisationId: city.organisation.id } })).toBe(0);
  expect(await db.importRun.count({ where: { organisationId: city.organisation.id } })).toBe(0);
});

test("what is another organisation's is not found, and its forms are refused", async () => {
  const [city, other] = [await aCity(), await aCity()];
  const { slug } = await anUploadedDataset(other);
  const page = await pageOf(city.editor);
  expect((await page.goto(`/staff/datasets/${slug}/licence`))?.status()).toBe(404);
  const from = { organisationId: other.organisation.id, fileName: "data.json", bytes: Buffer.from("[]") };
  const run = must(await startImport(from, other.editor));
  expect((await page.goto(`/staff/datasets/import/${run.id}`))?.status()).toBe(404);
  const post = (to: string, form: Record<string, string>) =>
    page.request
      .post(to, { form, headers: { origin: siteOrigin() }, maxRedirects: 0 })
      .then((answer) => answer.status());
  expect(await post(`/staff/datasets/${slug}/licence`, { licenceId: "CC0-1.0", reason: "I say that it is so." })).toBe(
    403,
  );
  expect(
    await post("/staff/datasets/add", {
      organisationId: other.organisation.id,
      title: "Theirs",
      address: "https://example.org/a.csv",
    }),
  ).toBe(403);
  expect(
    await post("/staff/datasets/import", { organisationId: other.organisation.id, address: "https://example.org/" }),
  ).toBe(403);
  expect(await post(`/staff/datasets/${slug}/copy`, { distributionId: "nonsense" })).toBe(403);
  expect((await page.goto("/datasets/%00"))?.status()).toBe(400);
  expect((await page.goto("/snapshots/nonsense"))?.status()).toBe(404);
});

test("anyone reads a dataset, pages through it and downloads the bytes that were promised", async () => {
  const city = await aCity("Water and Sewers Office");
  const rows = Array.from(
    { length: 60 },
    (_, i) => `PR-${i + 1};Via dei Cordai ${i};${12 + i},5;45,${400 + i};9,${100 + i}`,
  );
  const text = `id;street;height_m;lat;lon\n${rows.join("\n")}\n`;
  const { slug, datasetId } = await anUploadedDataset(city, { text });
  const challenge = await aPublishedChallenge(
    city,
    {},
    {
      data: { datasets: [{ datasetId, role: "required", note: "" }] },
    },
  );
  const page = await pageOf(null);
  await page.goto("/datasets?q=storm+drain");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Storm drains and manholes" }).first().click();
  await page.getByText("Rows 1 to 25 of 60").waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Next →" }).click();
  await page.getByText("Rows 26 to 50 of 60").waitFor();
  await page.getByRole("link", { name: challenge.title }).waitFor();
  await page.goto(`/challenges/${challenge.slug}/data`);
  const address = await page.getByRole("link", { name: "drains.csv" }).first().getAttribute("href");
  const answer = await page.request.get(address ?? "");
  expect(Buffer.compare(await answer.body(), bytesOf(text))).toBe(0);
  expect(answer.headers()).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="drains.csv"; filename*=UTF-8''drains.csv`,
    "x-content-type-options": "nosniff",
    "cache-control": "public, max-age=31536000, immutable, no-transform",
  });
  const { etag = "" } = answer.headers();
  const again = await page.request.get(address ?? "", { headers: { "if-none-match": etag } });
  expect(again.status()).toBe(304);
  const open = await page.request.get(`/datasets/${slug}`);
  expect(open.headers()["cache-control"]).toBe("public, max-age=0, s-maxage=10");
});
