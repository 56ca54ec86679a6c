import { files } from "~/platform/storage/files.server";
import { withIncoming } from "~/platform/storage/incoming.server";
import type { LogFile } from "../log/grow";

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
