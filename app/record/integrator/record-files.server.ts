import { files } from "~/platform/storage/files.server";
import { withIncoming } from "~/platform/storage/incoming.server";
import type { LogFile } from "../log/grow";
import { HASH_BYTES } from "../log/merkle";
import { bundleOf, entriesIn, FULL } from "../log/tiles";

/** The record's files lie beside the site's others, under the paths that they are served by. */
const keyOf = (path: string): string => `record/${path}`;

/** Puts a file of the record in its place: it is on the disk before it stands there, and stands there whole. */
export const putRecordFile = ({ path, bytes }: LogFile): Promise<void> =>
  withIncoming(bytes, async (written) =>
    (await files()).put(keyOf(path), {
      path: written,
      bytes: bytes.length,
      mediaType: path.startsWith("tile/") ? "application/octet-stream" : "text/plain; charset=utf-8",
    }),
  );

/**
 * A tile or file of entries as narrow as its path says: cut from the full one where that has taken its place. Null
 * where the path names none, or one that the record has not come to.
 */
export async function tileFile(path: string): Promise<Uint8Array | null> {
  const [, full = "", of = "", width = "256"] = TILE.exec(path) ?? [];
  if (full === "" || Number(width) > FULL) return null;
  const there = await recordFile(path);
  if (there !== null || full === path) return there;
  const bytes = await recordFile(full);
  if (bytes === null) return null;
  if (of !== "entries") return bytes.subarray(0, Number(width) * HASH_BYTES);
  const entries = entriesIn(bytes);
  return entries.ok ? bundleOf(entries.value.slice(0, Number(width))) : null;
}

const TILE = /^(tile\/(entries|\d{1,2})\/(?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The bytes of a file of the record; null where there is none. */
export async function recordFile(path: string): Promise<Uint8Array | null> {
  const shelf = await files();
  if (!(await shelf.facts(keyOf(path)))) return null;
  const parts: Uint8Array[] = [];
  for await (const part of await shelf.read(keyOf(path))) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

/** Takes away the narrower ones of a full tile or file of entries: whoever asks for them finds the full one. */
export const removeNarrower = async ({ path }: LogFile): Promise<void> =>
  (await files()).removeBelow(keyOf(`${path}.p`));
