import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "~/platform/secret.server";
import { siteOrigin, startSite } from "../support/site";

let stop: () => Promise<void>;
let address = "";
let text = "";
let hash = "";

beforeAll(async () => {
  stop = await startSite();
  // Loaded late: the settings are read when the site's port is known.
  const { aPinnedTable, aTableOf } = await import("../support/downloads");
  text = aTableOf(2_000_000, "sent by the site");
  const pin = await aPinnedTable(text);
  address = `${siteOrigin()}/snapshots/${pin.snapshotId}`;
  hash = pin.sha256;
}, 120_000);
afterAll(() => stop?.());

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test("a pinned copy comes through the whole server to the byte, and nobody on the way compresses it", async () => {
  const response = await fetch(address, { headers: { "accept-encoding": "gzip, br" } });
  expect(response.headers.get("content-encoding")).toBeNull();
  expect(response.headers.get("content-length")).toBe(String(text.length));
  expect(response.headers.get("content-digest")).toBe(`sha-256=:${Buffer.from(hash, "hex").toString("base64")}:`);
  expect(sha256(await bytesOf(response))).toBe(hash);
});

test("a download through the whole server is resumed, asked after and not sent twice", async () => {
  const part = await fetch(address, { headers: { range: "bytes=1000000-" } });
  expect([part.status, (await bytesOf(part)).toString() === text.slice(1_000_000)]).toEqual([206, true]);
  const known = await fetch(address, { headers: { "if-none-match": `"${hash}"` } });
  expect([known.status, (await bytesOf(known)).length]).toEqual([304, 0]);
  const head = await fetch(address, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, String(text.length)]);
  expect(head.headers.has("content-digest")).toBe(false);
  expect((await fetch(address, { headers: { range: "bytes=9000000-" } })).status).toBe(416);
});
