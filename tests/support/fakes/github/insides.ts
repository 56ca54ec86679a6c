import path from "node:path";
import licences from "spdx-license-list";
import type { Files } from "./git";
import type { FullRepository } from "./recorded";
import { nodeId } from "./recorded";
import type { Repository, World } from "./world";

/** The files at the head of the default branch; none of an empty repository. */
export const headFiles = ({ network, branches, defaultBranch }: Repository): Files =>
  network.get(branches.get(defaultBranch) ?? "")?.files ?? new Map();

/** In kB. */
export const sizeOf = (files: Files): number =>
  Math.ceil([...files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0) / 1024);

/** The languages that GitHub would tell by the ends of names; it looks closer, and knows hundreds. */
const LANGUAGES: Record<string, string> = {
  ".css": "CSS",
  ".html": "HTML",
  ".js": "JavaScript",
  ".py": "Python",
  ".r": "R",
  ".rs": "Rust",
  ".sh": "Shell",
  ".ts": "TypeScript",
  ".tsx": "TypeScript",
};

/** Bytes of each language, largest first. */
export function languagesOf(repository: Repository): Record<string, number> {
  const bytesOf: Record<string, number> = { ...repository.languages };
  if (repository.languages === null)
    for (const [name, { bytes }] of headFiles(repository)) {
      const language = LANGUAGES[path.extname(name).toLowerCase()];
      if (language) bytesOf[language] = (bytesOf[language] ?? 0) + bytes.length;
    }
  return Object.fromEntries(Object.entries(bytesOf).sort(([, a], [, b]) => b - a));
}

/** The licence by its SPDX identifier, as GitHub shows it within a repository. */
export function licenceOf(world: World, { licence }: Repository): FullRepository["license"] {
  if (licence === null) return null;
  const known = licences[licence];
  const key = licence.toLowerCase();
  return {
    key: known ? key : "other",
    name: known?.name ?? "Other",
    spdx_id: known ? licence : "NOASSERTION",
    url: known ? `${world.api}/licenses/${key}` : null,
    node_id: nodeId("License", key),
  };
}

const fileNamed = (files: Files, pattern: RegExp): string | undefined =>
  [...files.keys()].filter((name) => pattern.test(name)).sort()[0];

/** Where the README lies: in .github, at the top, or in docs, in this order. */
export const readmeOf = (files: Files): string | undefined =>
  ["\\.github/", "", "docs/"]
    .map((folder) => fileNamed(files, new RegExp(`^${folder}readme(\\.\\w+)?$`, "i")))
    .find(Boolean);

export const licenceFileOf = (files: Files): string | undefined =>
  fileNamed(files, /^(licen[cs]e|copying)([.-][\w.]+)?$/i);
