import { type Blob, blobIdOf, type Files, treeEntries } from "./git";
import type { ReposAnswer } from "./recorded";
import { fullName, type Repository, type World } from "./world";

type FileAnswer = ReposAnswer<"getReadme">;
type Content = ReposAnswer<"getContent">;
type FolderAnswer = Extract<Content, unknown[]>;

/** Of larger files GitHub tells all but the content. */
const MOST_BYTES = 1_000_000;

function addresses(
  world: World,
  repository: Repository,
  { path, sha, ref, kind }: { path: string; sha: string; ref: string | null; kind: "blob" | "tree" },
) {
  const at = ref ?? repository.defaultBranch;
  const name = path.split("/").map(encodeURIComponent).join("/");
  const api = `${world.api}/repos/${fullName(repository)}`;
  const url = `${api}/contents/${name}?ref=${at}`;
  const git_url = `${api}/git/${kind}s/${sha}`;
  const html_url = `https://github.com/${fullName(repository)}/${kind}/${at}/${name}`;
  const raw = `https://raw.githubusercontent.com/${fullName(repository)}/${at}/${name}`;
  return {
    url,
    git_url,
    html_url,
    download_url: kind === "blob" ? raw : null,
    _links: { self: url, git: git_url, html: html_url },
  };
}

export function fileAnswer(
  world: World,
  repository: Repository,
  { path, blob, ref }: { path: string; blob: Blob; ref: string | null },
) {
  const sha = blobIdOf(blob);
  const isLarge = blob.bytes.length > MOST_BYTES;
  return {
    ...addresses(world, repository, { path, sha, ref, kind: "blob" }),
    type: "file",
    name: path.split("/").at(-1) ?? path,
    ...{ path, sha, size: blob.bytes.length },
    // GitHub breaks base64 into lines.
    content: isLarge ? "" : blob.bytes.toString("base64").replace(/.{60}/g, "$&\n").concat("\n"),
    encoding: isLarge ? "none" : "base64",
  } satisfies FileAnswer;
}

/** What lies right in a folder; "" is the top. Nothing where there is no such folder. */
export function folderAnswer(
  world: World,
  repository: Repository,
  { files, path, ref }: { files: Files; path: string; ref: string | null },
): FolderAnswer {
  const start = path === "" ? "" : `${path}/`;
  const inside = treeEntries(files).filter(
    (entry) => entry.path.startsWith(start) && !entry.path.slice(start.length).includes("/"),
  );
  return inside.map((entry) => ({
    ...addresses(world, repository, { path: entry.path, sha: entry.sha, ref, kind: entry.type }),
    type: entry.mode === "120000" ? "symlink" : entry.type === "tree" ? "dir" : "file",
    name: entry.path.slice(start.length),
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
  }));
}
