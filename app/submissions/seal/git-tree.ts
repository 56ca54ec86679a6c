import { createHash, type Hash } from "node:crypto";

/** A plain file, one that may be run, and a symbolic link, as git writes them into a tree. */
export type GitMode = "100644" | "100755" | "120000";

/** A file of a commit: its path from the top with "/" between names, and the id of its blob. */
export type GitFile = { path: string; mode: GitMode; blob: string };

/** The hash of git's blob object of so many bytes; feed it those bytes, then ask for its hexadecimal digest. */
export const blobHash = (bytes: number): Hash => createHash("sha1").update(`blob ${bytes}\0`);

type Folder = { files: Map<string, GitFile>; folders: Map<string, Folder> };
const newFolder = (): Folder => ({ files: new Map(), folders: new Map() });

/**
 * The id of the tree that holds exactly these files, by git's object format (SHA-1, gitformat-pack and git-mktree):
 * the same forty digits that `git rev-parse COMMIT^{tree}` prints. No files give git's empty tree.
 */
export function treeIdOf(files: GitFile[]): string {
  const top = newFolder();
  for (const file of files) {
    const names = file.path.split("/");
    const name = names.pop() ?? "";
    let folder = top;
    for (const step of names) {
      const next = folder.folders.get(step) ?? newFolder();
      folder.folders.set(step, next);
      folder = next;
    }
    folder.files.set(name, file);
  }
  return folderId(top);
}

function folderId({ files, folders }: Folder): string {
  // Git compares names byte by byte, a folder's as if it ended in "/".
  const entries = [
    ...[...files].map(([name, { mode, blob }]) => ({ sort: name, name, mode, id: blob })),
    ...[...folders].map(([name, folder]) => ({ sort: `${name}/`, name, mode: "40000", id: folderId(folder) })),
  ].sort((a, b) => Buffer.compare(Buffer.from(a.sort), Buffer.from(b.sort)));
  const body = Buffer.concat(
    entries.flatMap(({ name, mode, id }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")]),
  );
  return createHash("sha1").update(`tree ${body.length}\0`).update(body).digest("hex");
}
