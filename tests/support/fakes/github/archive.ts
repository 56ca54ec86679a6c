import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { archiveOf as packed } from "../../../../prisma/seed/archive";
import type { Commit, Files } from "./git";
import { fullName, type Repository } from "./world";

/** An archive in a folder as GitHub names them, of a commit that no hub has. */
export const archiveOf = (files: Record<string, string | Uint8Array>, more?: Parameters<typeof packed>[2]) =>
  packed("owner-name-a1a1a1a", files, more);

/** The name of a commit's archive, and of the one folder in it. */
export const archiveName = (repository: Repository, { sha }: Commit): string =>
  `${fullName(repository).replace("/", "-")}-${sha.slice(0, 7)}`;

/** A commit's files as GitHub's archives hold them: links as links, programs that may be run. */
export async function archiveOfFiles(folder: string, files: Files): Promise<Buffer> {
  const packing = pack();
  const mtime = new Date(0);
  packing.entry({ name: `${folder}/`, type: "directory", mtime });
  for (const [path, { mode, bytes }] of files) {
    const name = `${folder}/${path}`;
    if (mode === "120000") packing.entry({ name, type: "symlink", linkname: bytes.toString("utf8"), mtime });
    else packing.entry({ name, mode: mode === "100755" ? 0o775 : 0o664, mtime }, bytes);
  }
  packing.finalize();
  const parts: Uint8Array[] = [];
  for await (const part of packing) parts.push(part as Uint8Array);
  return gzipSync(Buffer.concat(parts));
}
