import type { Instant } from "~/kernel/time";

/** A commit as GitHub told of it; its dates are what its maker's machine said. */
export type SeenCommit = {
  sha: string;
  parents: string[];
  committedAt: Instant;
  /** When this site first saw it. */
  seenAt: Instant;
  isReachable: boolean;
  /** Lines and files changed, files counted up to 300; null until GitHub told. */
  additions: number | null;
  deletions: number | null;
  files: number | null;
  /** Folders of vendored code that it added files to, among the first 300 that it changed. */
  vendored: string[];
  /** The account on GitHub, or the name in the commit. */
  by: string;
};

/** What arrived at GitHub, by GitHub's clock. */
export type SeenPush = {
  id: string;
  kind: "push" | "force_push" | "branch_creation" | "branch_deletion" | "merge";
  ref: string;
  before: string;
  after: string;
  login: string | null;
  at: Instant;
};

export type SeenRepository = {
  url: string;
  /** GitHub's number of it, as text. */
  githubId: string | null;
  forkOf: string | null;
  /** The newest commit that is dated before the opening. */
  earlierSha: string | null;
  baseline: string | null;
  defaultBranch: string | null;
  state: "pending" | "known" | "unreachable";
  error: string | null;
  askedAt: Instant | null;
  declaredCommit: string | null;
  commitState: "pending" | "known" | "unknown" | "stray";
};

/** The sealed code of the newest version. Other entries are named by their number; null where they may not be named. */
export type SeenSeal = {
  url: string;
  githubId: string | null;
  commitSha: string | null;
  sealedAt: Instant | null;
  vendored: { folder: string; files: number; bytes: number }[];
  minified: { files: number; bytes: number };
  /** Other entries whose sealed code has the same tree. */
  sameTree: { entry: number | null }[];
  /** Other entries that hold files of this one: how many, how many of them outside folders of vendored code, a few by name. */
  shared: { entry: number | null; files: number; own: number; such: string[] }[];
};

/** All that the facts are drawn from. */
export type Seen = {
  slug: string;
  zone: string;
  opensAt: Instant | null;
  repository: SeenRepository | null;
  commits: SeenCommit[];
  pushes: SeenPush[];
  seal: SeenSeal | null;
};

export type FactKind =
  | "fork"
  | "baseline"
  | "earlier"
  | "hidden"
  | "stray"
  | "elsewhere"
  | "forced"
  | "deleted"
  | "gone"
  | "dated-before"
  | "dated-ahead"
  | "early"
  | "large"
  | "vendored-by"
  | "vendored"
  | "same-tree"
  | "shared";

/** Something that was seen, in a sentence that says nothing of what it means. */
export type Fact = {
  /** The same in every reading, so that a reply stays with it. */
  key: string;
  kind: FactKind;
  /** When it was observed, by a clock that the team does not set; null where it has no time. */
  at: Instant | null;
  sentence: string;
  links: { label: string; href: string }[];
};

export const short = (sha: string): string => sha.slice(0, 12);

export const commitLink = (repository: string, sha: string) => ({
  label: short(sha),
  href: `${repository}/commit/${sha}`,
});

const MOST_LINKS = 5;

/** Links to the first of many commits. */
export const commitLinks = (repository: string, commits: { sha: string }[]) =>
  commits.slice(0, MOST_LINKS).map(({ sha }) => commitLink(repository, sha));
