import { createHash } from "node:crypto";
import type { Instant } from "~/kernel/time";
import { blobHash, type GitMode, treeIdOf } from "~/submissions/seal/git-tree";

export type Blob = { mode: GitMode; bytes: Buffer };
/** The files of a commit: path from the top → what lies there. */
export type Files = Map<string, Blob>;

/** Who wrote or committed, and when; the zone as git writes it, such as "-0700". */
export type Signature = { name: string; email: string; at: Instant; zone?: string };

type CommitText = { tree: string; parents: string[]; author: Signature; committer: Signature; message: string };
export type Commit = CommitText & { sha: string; files: Files; isVerified: boolean };

/** Forty digits that are no commit's. */
export const SHA = (digit: string): string => digit.repeat(40).slice(0, 40);

export const blobIdOf = ({ bytes }: Blob): string => blobHash(bytes.length).update(bytes).digest("hex");

const treeOf = (files: Files): string =>
  treeIdOf([...files].map(([path, blob]) => ({ path, mode: blob.mode, blob: blobIdOf(blob) })));

const signed = (role: string, { name, email, at, zone = "+0000" }: Signature): string =>
  `${role} ${name} <${email}> ${Math.floor(at.getTime() / 1000)} ${zone}\n`;

/** The id of a commit object by git's format: the forty digits that `git hash-object -t commit` prints. */
export function commitIdOf({ tree, parents, author, committer, message }: CommitText): string {
  const body = Buffer.from(
    `tree ${tree}\n${parents.map((parent) => `parent ${parent}\n`).join("")}${signed("author", author)}${signed("committer", committer)}\n${message.replace(/\n*$/, "\n")}`,
  );
  return createHash("sha1").update(`commit ${body.length}\0`).update(body).digest("hex");
}

export function commitOf(made: Omit<Commit, "sha" | "tree">): Commit {
  const text = { ...made, tree: treeOf(made.files) };
  return { ...text, sha: commitIdOf(text) };
}

/** Files as a test writes them: text or bytes, or a blob with a mode of its own. Null takes a file away. */
export type Written = { [path: string]: string | Uint8Array | Blob | null };

/** What lies there after files were written over those of before. */
export function over(before: Files, written: Written): Files {
  const after = new Map(before);
  for (const [path, content] of Object.entries(written)) {
    if (content === null) after.delete(path);
    else if (typeof content === "object" && "mode" in content) after.set(path, content);
    else after.set(path, { mode: "100644", bytes: Buffer.from(content) });
  }
  return after;
}

type TreeEntry = { path: string; mode: string; type: "blob" | "tree"; sha: string; size?: number };

/** All entries below the top in the order of their paths; a folder's own id is that of the tree it makes. */
export function treeEntries(files: Files): TreeEntry[] {
  const entries: TreeEntry[] = [...files].map(([path, blob]) => ({
    path,
    mode: blob.mode,
    type: "blob",
    sha: blobIdOf(blob),
    size: blob.bytes.length,
  }));
  for (const path of foldersOf(files))
    entries.push({ path, mode: "040000", type: "tree", sha: treeOf(below(files, path)) });
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function foldersOf(files: Files): Set<string> {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    const steps = path.split("/").slice(0, -1);
    steps.forEach((_, depth) => void folders.add(steps.slice(0, depth + 1).join("/")));
  }
  return folders;
}

/** The files of a folder, by their paths within it. */
const below = (files: Files, folder: string): Files =>
  new Map(
    [...files].flatMap(([path, blob]) =>
      path.startsWith(`${folder}/`) ? [[path.slice(folder.length + 1), blob] as const] : [],
    ),
  );
