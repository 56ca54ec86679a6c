import "../../support/bucket";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { config } from "~/platform/config.server";
import { sha256 } from "~/platform/secret.server";
import {
  localPathOf,
  readStored,
  soundnessOf,
  storedBytes,
  storeFile,
  storeFileFrom,
} from "~/platform/storage/files.server";
import { incomingFile, incomingFolder } from "~/platform/storage/incoming.server";
import { bucketFolder, closeBucket } from "../../support/bucket";
import { aPinnedTable, aTableOf, bytesIn, digestOf, download } from "../../support/downloads";

afterAll(() => closeBucket());

/** Where s3rver keeps an object of the bucket. */
const objectOf = (hash: string): string => {
  const folder = path.join(bucketFolder, "palio", "sha256", hash.slice(0, 2), hash.slice(2, 4));
  const name = readdirSync(folder).find((file) => file.startsWith(hash) && file.includes("object"));
  return path.join(folder, name ?? "");
};

test("with a bucket configured, files are objects of it and no file of the folder", async () => {
  const bytes = Buffer.from(aTableOf(3_000_000, "bucket"));
  const hash = await storeFile(bytes, "text/csv");
  expect(hash).toBe(sha256(bytes));
  expect(readFileSync(objectOf(hash)).equals(bytes)).toBe(true);
  expect(existsSync(path.join(config().storageDir, "sha256"))).toBe(false);
  expect(Buffer.from(await storedBytes(hash)).equals(bytes)).toBe(true);
  expect(readdirSync(await incomingFolder())).toEqual([]);
});

test("a part of an object is asked of the bucket as a part", async () => {
  const hash = await storeFile(Buffer.from("0123456789"), "text/plain");
  const parts: Buffer[] = [];
  for await (const part of await readStored(hash, { start: 3, end: 6 })) parts.push(part as Buffer);
  expect(Buffer.concat(parts).toString()).toBe("3456");
});

test("an object is known to be there, to be whole, or to be neither", async () => {
  const hash = await storeFile(Buffer.from("an object"), "text/plain");
  expect(await soundnessOf(hash)).toBe("whole");
  expect(await soundnessOf(sha256("never stored"))).toBe("absent");
  writeFileSync(objectOf(hash), "an 0bject");
  expect(await soundnessOf(hash)).toBe("damaged");
});

test("an object is brought to this machine for who must jump about in it, and taken away again", async () => {
  const hash = await storeFile(Buffer.from("an object to jump about in"), "text/plain");
  const local = await localPathOf(hash);
  expect(readFileSync(local.path, "utf8")).toBe("an object to jump about in");
  await local.remove();
  expect(existsSync(local.path)).toBe(false);
  expect(await soundnessOf(hash)).toBe("whole");
});

test("a large file goes into the bucket from the disk, and storing it again sends nothing", async () => {
  const bytes = Buffer.alloc(20_000_000, "palio");
  const file = await incomingFile();
  writeFileSync(file, bytes);
  const facts = { sha256: sha256(bytes), bytes: bytes.length, mediaType: "text/plain" };
  expect(await storeFileFrom(file, facts)).toBe(facts.sha256);
  const written = readFileSync(objectOf(facts.sha256));
  expect(written.equals(bytes)).toBe(true);
  expect(await storeFileFrom("/nowhere", facts)).toBe(facts.sha256);
});

test("what was uploaded, pinned and published is downloaded from the bucket to the byte, whole or in parts", async () => {
  const text = aTableOf(400_000, "pinned in a bucket");
  const { snapshotId, sha256: pinned } = await aPinnedTable(text);
  const whole = await download(snapshotId);
  expect([whole.status, whole.headers.get("content-digest")]).toEqual([200, digestOf(Buffer.from(text))]);
  const bytes = await bytesIn(whole);
  expect([bytes.toString() === text, sha256(bytes)]).toEqual([true, pinned]);
  const parts = [
    await download(snapshotId, { range: "bytes=0-9" }),
    await download(snapshotId, { range: "bytes=10-" }),
  ];
  expect(parts.map(({ status }) => status)).toEqual([206, 206]);
  expect(sha256(Buffer.concat(await Promise.all(parts.map(bytesIn))))).toBe(pinned);
  writeFileSync(objectOf(pinned), text.replace("pinned", "pinmed"));
  expect((await download(snapshotId)).status).toBe(503);
});
