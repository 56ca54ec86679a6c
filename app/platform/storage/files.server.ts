import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { access, constants, mkdir, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { config } from "../config.server";
import { db } from "../database.server";
import { sha256 } from "../secret.server";
import { diskShelf } from "./disk.server";
import { incomingFile, withIncoming } from "./incoming.server";
import type { ByteRange, Shelf } from "./shelf";

let shelf: Promise<Shelf> | undefined;
/** Where this site's files lie. */
export const files = (): Promise<Shelf> => {
  shelf ??= configuredShelf();
  return shelf;
};

async function configuredShelf(): Promise<Shelf> {
  const { bucket, storageDir } = config();
  return bucket ? (await import("./bucket.server")).bucketShelf(bucket) : diskShelf(storageDir);
}

/** Why files cannot be kept where the settings say; null where they can. Makes the folder where it is missing. */
export async function whyNotStore(): Promise<string | null> {
  const { storageDir } = config();
  try {
    await mkdir(storageDir, { recursive: true });
    await access(storageDir, constants.W_OK);
    return null;
  } catch (error) {
    return `STORAGE_DIR must be a folder that Palio may write to: ${(error as Error).message}.`;
  }
}

/** "sha256/ab/cd/abcd…": two levels, so that no folder grows too large. */
const keyOf = (hash: string): string => `sha256/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;

/** Stores bytes under their own SHA-256 and returns it. Storing the same bytes twice is storing them once. */
export const storeFile = (bytes: Uint8Array, mediaType: string): Promise<string> =>
  withIncoming(bytes, (path) => storeFileFrom(path, { sha256: sha256(bytes), bytes: bytes.byteLength, mediaType }));

/**
 * Stores a file of this machine under its SHA-256 (hexadecimal) without holding it in memory, and returns the hash.
 * The file itself stays where it is. Throws where its bytes are not those of the hash. A damaged copy is replaced.
 */
export async function storeFileFrom(
  path: string,
  file: { sha256: string; bytes: number; mediaType: string },
): Promise<string> {
  if ((await soundnessSeen(file.sha256)) !== "whole") {
    if ((await hashOf(createReadStream(path))) !== file.sha256) throw new Error(`${path} is not ${file.sha256}.`);
    await (await files()).put(keyOf(file.sha256), { path, ...file });
  }
  await db.storedFile.createMany({
    data: [{ sha256: file.sha256, bytes: BigInt(file.bytes), mediaType: file.mediaType }],
    skipDuplicates: true,
  });
  return file.sha256;
}

export async function storedBytes(hash: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of await readStored(hash)) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

/** The bytes, or a range of them, as a stream of Node, for readers that take a file piece by piece. */
export const readStored = async (hash: string, range?: ByteRange): Promise<Readable> =>
  (await files()).read(keyOf(hash), range);

/** Takes stored bytes away for good. Whoever calls has made sure that no row names them. */
export async function removeStored(hash: string): Promise<void> {
  foundWhole.delete(hash);
  await db.storedFile.deleteMany({ where: { sha256: hash } });
  await (await files()).remove(keyOf(hash));
}

export type Soundness = "whole" | "damaged" | "absent";

/** Reads all stored bytes of a hash and tells whether they still have it. */
export async function soundnessOf(hash: string): Promise<Soundness> {
  if (!(await (await files()).facts(keyOf(hash)))) return "absent";
  return (await hashOf(await readStored(hash))) === hash ? "whole" : "damaged";
}

const TEN_MINUTES = 600_000;
const MOST_REMEMBERED = 1_000;
const foundWhole = new Map<string, { mark: string; until: number }>();

/**
 * The same for a reader who is about to be sent the bytes: a file that was found whole is taken to be so for ten
 * minutes, unless somebody has written there since, so that a download in many ranges is read through once.
 */
export async function soundnessSeen(hash: string): Promise<Soundness> {
  const facts = await (await files()).facts(keyOf(hash));
  if (!facts) return "absent";
  const known = foundWhole.get(hash);
  if (known?.mark === facts.mark && known.until > performance.now()) return "whole";
  foundWhole.delete(hash);
  const soundness = await soundnessOf(hash);
  if (soundness === "whole") {
    if (foundWhole.size >= MOST_REMEMBERED) foundWhole.delete(foundWhole.keys().next().value ?? "");
    foundWhole.set(hash, { mark: facts.mark, until: performance.now() + TEN_MINUTES });
  }
  return soundness;
}

/** A file of this machine with stored bytes in it, for readers that jump about. To be left as it is. */
export type LocalFile = { path: string; remove(): Promise<void> };

/**
 * Where stored bytes lie on this machine; what lies elsewhere is brought here first. Call `remove` afterwards: it
 * takes away what was brought and leaves what was here.
 */
export async function localPathOf(hash: string): Promise<LocalFile> {
  const { pathOf, read } = await files();
  const here = pathOf(keyOf(hash));
  if (here !== null) return { path: here, remove: async () => {} };
  const path = await incomingFile();
  await pipeline(await read(keyOf(hash)), createWriteStream(path));
  return { path, remove: () => rm(path, { force: true }) };
}

/** What is known of a stored file; null where no bytes of that hash are kept. */
export const storedFile = (hash: string) =>
  db.storedFile.findUnique({ where: { sha256: hash }, select: { sha256: true, bytes: true, mediaType: true } });

async function hashOf(stream: Readable): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of stream) hash.update(part as Uint8Array);
  return hash.digest("hex");
}
