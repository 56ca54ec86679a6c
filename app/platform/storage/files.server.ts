import { access, constants, mkdir } from "node:fs/promises";
import { Readable } from "node:stream";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";
import { config } from "../config.server";
import { db } from "../database.server";
import { sha256 } from "../secret.server";

let disk: Disk | undefined;
const files = (): Disk => {
  disk ??= new Disk(new FSDriver({ location: config().storageDir, visibility: "private" }));
  return disk;
};

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
export async function storeFile(bytes: Uint8Array, mediaType: string): Promise<string> {
  const hash = sha256(bytes);
  if (!(await isWhole(hash, bytes.byteLength))) await files().put(keyOf(hash), bytes);
  await db.storedFile.createMany({
    data: [{ sha256: hash, bytes: BigInt(bytes.byteLength), mediaType }],
    skipDuplicates: true,
  });
  return hash;
}

/** A process that was killed while it wrote leaves a shorter file behind; the next one writes it again. */
async function isWhole(hash: string, size: number): Promise<boolean> {
  if (!(await files().exists(keyOf(hash)))) return false;
  return (await files().getMetaData(keyOf(hash))).contentLength === size;
}

export async function storedBytes(hash: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of await files().getStream(keyOf(hash))) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

/** The bytes as a web stream, for a Response. */
export async function storedStream(hash: string): Promise<ReadableStream> {
  return Readable.toWeb(await files().getStream(keyOf(hash))) as ReadableStream;
}

/** What is known of a stored file; null where no bytes of that hash are kept. */
export const storedFile = (hash: string) =>
  db.storedFile.findUnique({ where: { sha256: hash }, select: { sha256: true, bytes: true, mediaType: true } });
