import { constants, createReadStream } from "node:fs";
import { copyFile, mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { incomingFile } from "./incoming.server";
import type { Shelf } from "./shelf";

/** Files in a folder. A new one is written beside its place and renamed into it, so that no half file ever stands there. */
export function diskShelf(folder: string): Shelf {
  const placeOf = (key: string): string => path.join(folder, key);
  return {
    async facts(key) {
      const facts = await stat(placeOf(key)).catch(absent);
      return facts && { bytes: facts.size, mark: `${facts.ino} ${facts.size} ${facts.mtimeMs}` };
    },
    async put(key, file) {
      const written = await incomingFile();
      await copyFile(file.path, written, constants.COPYFILE_FICLONE);
      await onDisk(written);
      await mkdir(path.dirname(placeOf(key)), { recursive: true });
      await rename(written, placeOf(key));
    },
    read: async (key, range) => createReadStream(placeOf(key), range),
    remove: (key) => rm(placeOf(key), { force: true }),
    removeBelow: (below) => rm(placeOf(below), { recursive: true, force: true }),
    pathOf: placeOf,
  };
}

const absent = (error: NodeJS.ErrnoException): null => {
  if (error.code === "ENOENT") return null;
  throw error;
};

/** Waits until the bytes are on the disk itself: the record will name them, and outlives a power cut. */
async function onDisk(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync().finally(() => handle.close());
}
