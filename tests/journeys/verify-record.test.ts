import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkingScript } from "~/record/receipt.server";
import { receiptDocument } from "~/record/receipt-document";
import { aKey, aLog, aReceipt, keyText, someEntries } from "../rules/record/a-log";
import { aServer } from "../support/doors";
import { findBrowser } from "../support/find-browser";

const entries = someEntries(700);
const log = aLog(entries);
const { files } = log;
const verifier = readFileSync("public/verify-record.js");

let server: Awaited<ReturnType<typeof aServer>>;
let browser: Browser;
beforeAll(async () => {
  server = await aServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    if (pathname === "/") return response.setHeader("content-type", "text/html").end("<!doctype html><title>x</title>");
    if (pathname === "/verify-record.js") return response.setHeader("content-type", "text/javascript").end(verifier);
    const bytes = files.get(pathname.replace("/record/", ""));
    return response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  const args = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP plain.example 127.0.0.1"];
  browser = await chromium.launch({ executablePath: await findBrowser(), args });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** What the verifier answers in a page of this address, about the record beside it. */
async function answerIn(address: string): Promise<{ ok: boolean; problems: { code: string; index: number }[] }> {
  const page = await browser.newPage();
  await page.goto(address);
  // As text: the test runner rewrites what it reads as code.
  return page.evaluate(`import("/verify-record.js").then(({ addressSource, verifyRecord }) =>
    verifyRecord({ source: addressSource(location.origin + "/record"), key: ${JSON.stringify(keyText(aKey()))} }))`);
}

test("the verifier checks a record in a browser, and names the entry that is wrong", async () => {
  expect(await answerIn(server.at("/"))).toMatchObject({ ok: true, size: 700, problems: [] });
  const file = "tile/entries/001";
  const whole = files.get(file) as Uint8Array;
  files.set(file, Buffer.from(Buffer.from(whole).toString("latin1").replace('"act":300', '"act":900'), "latin1"));
  expect((await answerIn(server.at("/"))).problems).toMatchObject([{ code: "entry-differs", index: 300 }]);
  files.set(file, whole);
});

test("where a browser checks no signatures, the verifier says what to do instead of calling a record right", async () => {
  const address = server.at("/").replace(/localhost|127\.0\.0\.1/, "plain.example");
  await expect(answerIn(address)).rejects.toThrow("open this page by https");
});

/** What a page of receipts says of itself when it is opened as a file, where there is no network. */
async function verdictsIn(html: string): Promise<string[]> {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), "palio-receipts-")), "receipts.html");
  writeFileSync(file, html);
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  await page.goto(`file://${file}`);
  await page
    .locator("output", { hasText: /Your browser has checked|not hold/ })
    .first()
    .waitFor();
  const verdicts = await page.locator("output").allTextContents();
  await context.close();
  return verdicts;
}

test("a page of several receipts checks each of them as a file, and says which does not hold", async () => {
  const told = (index: number, leaf = String(entries[index])) => ({
    ...{ title: "Score sheet sealed", lines: [], leaf, index, size: 700, key: keyText(aKey()) },
    proof: aReceipt(log, index, entries[index]),
  });
  const script = await checkingScript();
  const held = "Your browser has checked it: the entry is in the record that was signed.";
  const all = "Your browser has checked all 2: each entry is in the record that was signed.";
  expect(await verdictsIn(receiptDocument({ receipts: [told(3), told(300)], script }))).toEqual([all, held, held]);
  const other = receiptDocument({ receipts: [told(3), told(300, '{"act":"another"}')], script });
  expect(await verdictsIn(other)).toEqual([
    "One does not hold: number 2.",
    held,
    "This receipt does not hold: the entry that is shown is not the one that is proven.",
  ]);
  expect(await verdictsIn(receiptDocument({ receipts: [told(3)], script }))).toEqual([held]);
});
