import "../../support/loopback";
import { readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { addDatasetByAddress } from "~/datasets/add-dataset.server";
import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { filesInTurn } from "~/platform/storage/check-files.server";
import { localPathOf, soundnessOf, storedBytes, storeFile, storeFileFrom } from "~/platform/storage/files.server";
import { incomingFile } from "~/platform/storage/incoming.server";
import { loader as pictureLoader } from "~/routes/files.$sha256";
import { aPublisher, DRAINS } from "../../support/data-world";
import { aPinnedTable, aTableOf, bytesIn, digestOf, download, pinOf } from "../../support/downloads";
import { doJobs } from "../../support/jobs";
import { aCity, must } from "../../support/world";

const TABLE = aTableOf(300_000, "pinned");

/** Turns one bit of a stored file over, as a failing disk does: the size stays, and so does the time it was written. */
async function flipOneBit(hash: string, keepTime = false): Promise<void> {
  const { path } = await localPathOf(hash);
  const { atime, mtime } = statSync(path);
  const bytes = readFileSync(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  if (keepTime) utimesSync(path, atime, mtime);
}

test("what was uploaded and pinned is downloaded to the byte, with its checksum", async () => {
  const { snapshotId, sha256: pinned } = await aPinnedTable(TABLE);
  const response = await download(snapshotId);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    etag: `"${pinned}"`,
    "accept-ranges": "bytes",
    "content-length": String(TABLE.length),
    "content-digest": digestOf(Buffer.from(TABLE)),
    "repr-digest": digestOf(Buffer.from(TABLE)),
    "content-disposition": expect.stringContaining("attachment"),
    "cache-control": expect.stringContaining("no-transform"),
  });
  const bytes = await bytesIn(response);
  expect(bytes.equals(Buffer.from(TABLE))).toBe(true);
  expect(sha256(bytes)).toBe(pinned);
});

test("who has the file already is told so, and nothing is sent", async () => {
  const { snapshotId, sha256: pinned } = await aPinnedTable(TABLE);
  for (const header of [`"${pinned}"`, `W/"${pinned}"`, `"other", "${pinned}"`, "*"]) {
    const response = await download(snapshotId, { "if-none-match": header });
    expect([response.status, response.headers.get("etag"), response.body]).toEqual([304, `"${pinned}"`, null]);
  }
  expect((await download(snapshotId, { "if-none-match": '"other"' })).status).toBe(200);
});

test("a download that broke off goes on where it was", async () => {
  const { snapshotId, sha256: pinned } = await aPinnedTable(TABLE);
  const first = await download(snapshotId, { range: "bytes=0-99999" });
  const rest = await download(snapshotId, { range: "bytes=100000-", "if-range": `"${pinned}"` });
  expect([first.status, rest.status]).toEqual([206, 206]);
  expect(rest.headers.get("content-range")).toBe(`bytes 100000-${TABLE.length - 1}/${TABLE.length}`);
  expect(rest.headers.get("content-length")).toBe(String(TABLE.length - 100_000));
  // The checksum of the whole, and none that could be taken for the part's.
  expect(rest.headers.get("repr-digest")).toBe(digestOf(Buffer.from(TABLE)));
  expect(rest.headers.has("content-digest")).toBe(false);
  expect(sha256(Buffer.concat([await bytesIn(first), await bytesIn(rest)]))).toBe(pinned);
});

test("a range past the end is a 416, one of another file's is the whole file, and HEAD sends no bytes", async () => {
  const { snapshotId } = await aPinnedTable(TABLE);
  const beyond = await download(snapshotId, { range: `bytes=${TABLE.length}-` });
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${TABLE.length}`]);
  const other = await download(snapshotId, { range: "bytes=5-", "if-range": '"other"' });
  expect([other.status, (await bytesIn(other)).length]).toEqual([200, TABLE.length]);
  const head = await download(snapshotId, { range: "bytes=5-9" }, "HEAD");
  expect([head.status, head.body, head.headers.get("content-length")]).toEqual([200, null, String(TABLE.length)]);
  expect(head.headers.has("content-digest")).toBe(false);
});

test("a pin outlives the source it was fetched from", async () => {
  const city = await aCity();
  const publisher = await aPublisher(new Map([["/drains.csv", { type: "text/csv", body: DRAINS }]]));
  const { organisation, editor } = city;
  const described = { organisationId: organisation.id, title: "Drains", description: "", keywords: [] };
  const linked = { ...described, licenceId: "CC-BY-4.0", address: publisher.at("/drains.csv") };
  const { datasetId } = must(await addDatasetByAddress(linked, editor));
  await doJobs();
  const { snapshotId, sha256: pinned } = await pinOf(city, datasetId);
  publisher.close();
  await expect(fetch(publisher.at("/drains.csv"))).rejects.toThrow();
  const bytes = await bytesIn(await download(snapshotId));
  expect([bytes.toString(), sha256(bytes)]).toEqual([DRAINS, pinned]);
});

test("one turned bit is noticed: nothing of the file is sent, not even to who asks for another part", async () => {
  const { snapshotId, sha256: pinned } = await aPinnedTable(aTableOf(200_000, "damaged"));
  expect((await download(snapshotId)).status).toBe(200);
  await flipOneBit(pinned);
  for (const headers of [{}, { range: "bytes=0-9" }, { range: "bytes=-5" }] as Record<string, string>[]) {
    const response = await download(snapshotId, headers);
    expect([response.status, response.headers.get("cache-control")]).toEqual([503, "no-store"]);
    expect(response.headers.has("etag")).toBe(false);
    expect(await response.text()).toMatch(/no longer matches its SHA-256, so it is not sent/);
  }
  await flipOneBit(pinned);
  expect((await download(snapshotId)).status).toBe(200);
});

test("a file that is cut short, or gone, is not sent", async () => {
  const { snapshotId, sha256: pinned } = await aPinnedTable(aTableOf(100_000, "short"));
  const { path } = await localPathOf(pinned);
  truncateSync(path, 50_000);
  expect((await download(snapshotId)).status).toBe(503);
  await rm(path);
  expect((await download(snapshotId)).status).toBe(503);
});

test("storing the same bytes again mends a damaged file", async () => {
  const text = aTableOf(100_000, "mended");
  const { snapshotId, sha256: pinned } = await aPinnedTable(text);
  await flipOneBit(pinned);
  expect((await download(snapshotId)).status).toBe(503);
  await storeFile(Buffer.from(text), "text/csv");
  expect(sha256(await bytesIn(await download(snapshotId)))).toBe(pinned);
});

test("the check of all files finds what is damaged and what is absent, also where the time tells nothing", async () => {
  const [sound, damaged, absent] = [
    await storeFile(Buffer.from("sound"), "text/csv"),
    await storeFile(Buffer.from("damaged"), "text/csv"),
    await storeFile(Buffer.from("absent"), "text/csv"),
  ];
  await flipOneBit(damaged, true);
  await rm((await localPathOf(absent)).path);
  const found = new Map<string, string>();
  for await (const { sha256: hash, soundness } of filesInTurn()) found.set(hash, soundness);
  expect([sound, damaged, absent].map((hash) => found.get(hash))).toEqual(["whole", "damaged", "absent"]);
  expect(found.size).toBe(await db.storedFile.count());
});

test("bytes are stored once, under their own hash only, and a half-written file is written again", async () => {
  const bytes = Buffer.from(aTableOf(10_000, "stored"));
  const path = await incomingFile();
  writeFileSync(path, bytes);
  const file = { sha256: sha256(bytes), bytes: bytes.length, mediaType: "text/csv" };
  await expect(storeFileFrom(path, { ...file, sha256: sha256("other") })).rejects.toThrow(/is not/);
  expect(await soundnessOf(sha256("other"))).toBe("absent");
  expect(await storeFileFrom(path, file)).toBe(file.sha256);
  const stored = (await localPathOf(file.sha256)).path;
  const before = statSync(stored).mtimeMs;
  expect(await storeFile(bytes, "text/csv")).toBe(file.sha256);
  expect(statSync(stored).mtimeMs).toBe(before);
  truncateSync(stored, 100);
  await storeFileFrom(path, file);
  expect(Buffer.from(await storedBytes(file.sha256)).equals(bytes)).toBe(true);
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect(await db.storedFile.count({ where: { sha256: file.sha256 } })).toBe(1);
});

test("a picture is sent with its checksum too", async () => {
  const bytes = Buffer.from("89504e470d0a1a0a", "hex");
  const hash = await storeFile(bytes, "image/png");
  const ask = (headers: Record<string, string>) =>
    pictureLoader({
      request: new Request(`http://localhost/files/${hash}`, { headers }),
      params: { sha256: hash },
      context: { nonce: "", reference: "" },
    });
  const whole = await ask({});
  expect([whole.status, whole.headers.get("content-digest")]).toEqual([200, digestOf(bytes)]);
  expect((await bytesIn(whole)).equals(bytes)).toBe(true);
  expect((await ask({ "if-none-match": `"${hash}"` })).status).toBe(304);
});
