import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Extract, extract, type Header } from "tar-stream";
import { ok, type Result, refuse } from "~/kernel/result";
import { bytesText } from "~/kernel/text";
import { blobHash, type GitFile, type GitMode, treeIdOf } from "./git-tree";

type Entry = Extract extends AsyncIterable<infer One> ? One : never;

/** A file in the archive of a commit; a link's bytes are the path that it points at. */
export type ArchivedFile = GitFile & { bytes: number };

export type ArchiveReading = {
  files: ArchivedFile[];
  /** The id of the tree of these files, to be held against the one that GitHub names. */
  tree: string;
  /** Folders with nothing in them: where other repositories are tied in, whose files no archive holds. */
  submodules: string[];
};

/** Bytes as it comes and unfolded, files, and characters of a path. */
export type ArchiveLimits = { bytes: number; unfolded: number; files: number; path: number };

export const ARCHIVE_LIMITS: ArchiveLimits = { bytes: 100_000_000, unfolded: 500_000_000, files: 20_000, path: 1_000 };

/** What stops the reading, in a sentence for the team. */
class Unfit extends Error {}

/**
 * Reads the archive that GitHub makes of a commit (tar, gzipped, everything in one folder), piece by piece. Refuses in a
 * sentence what is larger than the limits, holds paths that lead out of it, or is no such archive.
 */
export async function readArchive(path: string, limits = ARCHIVE_LIMITS): Promise<Result<ArchiveReading>> {
  const files: ArchivedFile[] = [];
  const names = new Set<string>();
  const folders = new Set<string>();
  try {
    await eachEntry(path, limits, async ({ header, entry }) => {
      const inside = insidePath(header.name);
      if (inside === null) return;
      if (files.length + folders.size >= limits.files)
        throw new Unfit(`The commit holds more than ${limits.files.toLocaleString("en")} files and folders.`);
      if (header.type === "directory") {
        folders.add(inside);
        return;
      }
      // Names that are no UTF-8 may come out alike; neither could be asked for.
      if (names.has(inside)) throw new Unfit(`The archive holds two files of the name ${inside}.`);
      names.add(inside);
      files.push(await archived(inside, header, entry));
    });
  } catch (error) {
    if (error instanceof Unfit) return refuse("unfit-archive", error.message);
    return refuse("no-archive", "What GitHub sent is no archive that can be read.");
  }
  const filled = new Set([...files.map(({ path: file }) => file), ...folders].map(folderOf));
  return ok({ files, tree: treeIdOf(files), submodules: [...folders].filter((folder) => !filled.has(folder)) });
}

/** The first bytes of one file in a stored archive, at most `most`, and of a link where it points; null where there is none. */
export async function fileInArchive(
  archive: string,
  wanted: string,
  most: number,
): Promise<{ bytes: Buffer; isCut: boolean } | null> {
  let found: { bytes: Buffer; isCut: boolean } | null = null;
  await eachEntry(archive, ARCHIVE_LIMITS, async ({ header, entry, stop }) => {
    if (header.type === "directory" || insidePath(header.name) !== wanted) return;
    if (header.type === "symlink") {
      found = { bytes: Buffer.from(header.linkname ?? ""), isCut: false };
      stop();
      return;
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of entry as AsyncIterable<Uint8Array>) {
      parts.push(part);
      size += part.byteLength;
      if (size >= most) break;
    }
    found = { bytes: Buffer.concat(parts).subarray(0, most), isCut: (header.size ?? 0) > most };
    stop();
  });
  return found;
}

type Visit = (one: { header: Header; entry: Entry; stop: () => void }) => Promise<void>;

/** Hands over each entry of a gzipped tar in order; what a visit leaves unread is passed over. */
async function eachEntry(path: string, limits: ArchiveLimits, visit: Visit): Promise<void> {
  const unpacked = extract();
  const file = createReadStream(path);
  let unfolded = 0;
  const feeding = pipeline(
    file,
    createGunzip(),
    async function* counted(parts: AsyncIterable<Uint8Array>) {
      for await (const part of parts) {
        unfolded += part.byteLength;
        if (unfolded > limits.unfolded)
          throw new Unfit(`The commit unfolds to more than ${bytesText(limits.unfolded)}.`);
        yield part;
      }
    },
    unpacked,
  );
  let isStopped = false;
  // Both ends are awaited below; whichever fails first is the reason.
  const fed = feeding.then(
    () => null,
    (error: unknown) => error,
  );
  try {
    for await (const entry of unpacked) {
      await visit({ header: entry.header, entry, stop: () => (isStopped = true) });
      if (isStopped) break;
      entry.resume();
    }
  } catch (error) {
    file.destroy();
    const reason = await fed;
    throw error instanceof Unfit || !(reason instanceof Unfit) ? error : reason;
  }
  if (isStopped) {
    file.destroy();
    await fed;
    return;
  }
  const reason = await fed;
  if (reason) throw reason;
}

/** A path without the folder that GitHub puts around a commit; null for that folder. Throws for one that leads elsewhere. */
function insidePath(name: string): string | null {
  const names = name.replace(/\/+$/, "").split("/");
  const isOdd = names.some((one) => one === "" || one === "." || one === ".." || one.toLowerCase() === ".git");
  if (isOdd || name.includes("\0") || name.length > ARCHIVE_LIMITS.path)
    throw new Unfit("The archive holds a path that leads out of it, or is too long.");
  return names.length > 1 ? names.slice(1).join("/") : null;
}

async function archived(path: string, header: Header, entry: Entry): Promise<ArchivedFile> {
  if (header.type === "symlink") {
    const target = Buffer.from(header.linkname ?? "");
    return { path, mode: "120000", bytes: target.length, blob: blobHash(target.length).update(target).digest("hex") };
  }
  if (header.type !== "file" && header.type !== "contiguous-file")
    throw new Unfit("The archive holds something that is neither a file, a folder nor a link.");
  const bytes = header.size ?? 0;
  const hash = blobHash(bytes);
  for await (const part of entry as AsyncIterable<Uint8Array>) hash.update(part);
  const mode: GitMode = ((header.mode ?? 0) & 0o100) === 0 ? "100644" : "100755";
  return { path, mode, bytes, blob: hash.digest("hex") };
}

/** "a/b/c.txt" lies in "a/b". */
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));
