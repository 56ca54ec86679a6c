import { readFileSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aKey, aLog, keyText, someEntries } from "../rules/record/a-log";
import { aServer } from "../support/doors";
import { findBrowser } from "../support/find-browser";

const { files } = aLog(someEntries(700));
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
  const path = "tile/entries/001";
  const whole = files.get(path) as Uint8Array;
  files.set(path, Buffer.from(Buffer.from(whole).toString("latin1").replace('"act":300', '"act":900'), "latin1"));
  expect((await answerIn(server.at("/"))).problems).toMatchObject([{ code: "entry-differs", index: 300 }]);
  files.set(path, whole);
});

test("where a browser checks no signatures, the verifier says what to do instead of calling a record right", async () => {
  const address = server.at("/").replace(/localhost|127\.0\.0\.1/, "plain.example");
  await expect(answerIn(address)).rejects.toThrow("open this page by https");
});
