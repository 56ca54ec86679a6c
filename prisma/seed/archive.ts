import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";

/** A header of a tar without a file's bytes behind it: a folder, a link, or a file that is empty. */
type Bare = Partial<Header> & { name: string };

/** A gzipped tar with everything in one folder, as GitHub makes them; the same for the same files. */
export async function archiveOf(
  folder: string,
  files: Record<string, string | Uint8Array>,
  more: Bare[] = [],
): Promise<Buffer> {
  const packed = pack();
  const mtime = new Date(0);
  packed.entry({ name: `${folder}/`, type: "directory", mtime });
  for (const [name, text] of Object.entries(files))
    packed.entry({ name: `${folder}/${name}`, mode: 0o664, mtime }, Buffer.from(text));
  for (const header of more) {
    if (header.type === undefined) packed.entry({ mtime, ...header }, Buffer.alloc(0));
    else packed.entry({ mtime, ...header });
  }
  packed.finalize();
  const parts: Uint8Array[] = [];
  for await (const part of packed) parts.push(part as Uint8Array);
  return gzipSync(Buffer.concat(parts));
}
