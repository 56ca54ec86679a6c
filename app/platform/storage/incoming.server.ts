import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { config } from "../config.server";

const DAY = 86_400_000;
let swept: Promise<void> | undefined;

/**
 * The folder of files that are on their way in, beside the stored ones: on a disk, where the system's own temporary
 * folder may be memory. What a killed process left there for a day is removed.
 */
export async function incomingFolder(): Promise<string> {
  const folder = path.join(config().storageDir, "incoming");
  await mkdir(folder, { recursive: true });
  swept ??= sweep(folder);
  await swept;
  return folder;
}

/** A path in that folder at which nothing lies yet. */
export const incomingFile = async (): Promise<string> => path.join(await incomingFolder(), randomUUID());

/** Lays bytes down there for a piece of work that reads files, and takes them away again. */
export async function withIncoming<T>(bytes: Uint8Array, work: (path: string) => Promise<T>): Promise<T> {
  const path = await incomingFile();
  try {
    await writeFile(path, bytes);
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const facts = await stat(file).catch(() => null);
    if (facts && facts.mtimeMs < Date.now() - DAY) await rm(file, { recursive: true, force: true });
  }
}
