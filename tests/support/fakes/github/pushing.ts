import type { Instant } from "~/kernel/time";
import { type Commit, commitOf, over, type Signature, type Written } from "./git";
import { logFrom } from "./history";
import { actorOf, someone } from "./people";
import { tellPush } from "./webhooks";
import { type Account, type ActivityType, nextId, type Repository, type World } from "./world";

export type Pushed = {
  /** The login of who pushes; the repository's owner where nobody is named. */
  by?: string;
  /** Written over those of the parent; null takes a file away. */
  files?: Written;
  message?: string;
  /** Who wrote it, where that is not who pushes: GitHub knows them by their mail address. */
  author?: { name: string; email: string };
  /** As the author's machine says, which may lie. The hub's clock where nothing is said. */
  authoredAt?: Instant;
  committedAt?: Instant;
  branch?: string;
  /** Whether GitHub finds the commit's signature good. */
  isVerified?: boolean;
};

/** One commit on top of the branch, which is made where there is none yet. Returns its id. */
export function push(world: World, repository: Repository, pushed: Pushed = {}): string {
  const branch = pushed.branch ?? repository.defaultBranch;
  const head = repository.branches.get(branch) ?? repository.branches.get(repository.defaultBranch);
  const { sha } = commit(world, repository, { ...pushed, parents: head ? [head] : [] });
  const type = repository.branches.has(branch) ? "push" : "branch_creation";
  moveBranch(world, repository, { branch, to: sha, by: pushed.by, type });
  return sha;
}

/** Where a branch is forced to: a commit that is there, or another commit with these files on top of `onto`. */
export type ForcePushed = Pushed & { to?: string; onto?: string | null };

/**
 * Moves a branch to where its head is no ancestor. Without `to` or `onto` its head is written anew, as by an amended
 * commit. What it led to before stays readable by its id.
 */
export function forcePush(world: World, repository: Repository, { to, onto, ...pushed }: ForcePushed): string {
  const branch = pushed.branch ?? repository.defaultBranch;
  const head = repository.network.get(repository.branches.get(branch) ?? "");
  if (!head) throw new Error(`${repository.name} has no branch ${branch}`);
  const parents = onto === undefined ? head.parents : onto === null ? [] : [onto];
  const sha = to ?? commit(world, repository, { ...pushed, parents }).sha;
  moveBranch(world, repository, { branch, to: sha, by: pushed.by, type: "force_push" });
  return sha;
}

/** A commit of a fork or of nowhere, that no branch of this repository leads to. */
export const strayCommit = (world: World, repository: Repository, pushed: Pushed = {}): string =>
  commit(world, repository, { ...pushed, parents: [] }).sha;

export function deleteBranch(world: World, repository: Repository, { branch, by }: { branch: string; by?: string }) {
  moveBranch(world, repository, { branch, to: null, by, type: "branch_deletion" });
}

function commit(world: World, repository: Repository, { parents, ...made }: Pushed & { parents: string[] }): Commit {
  const by = whoActs(world, repository, made.by);
  const own = { name: by.name ?? by.login, email: by.emails.find(({ primary }) => primary)?.email ?? "" };
  const committer: Signature = { ...own, at: made.committedAt ?? world.clock() };
  const author: Signature = { ...(made.author ?? own), at: made.authoredAt ?? committer.at };
  const before = repository.network.get(parents[0] ?? "")?.files ?? new Map();
  const message = made.message ?? `Change number ${nextId(world, "change") - 999}`;
  const files = over(before, made.files ?? {});
  const written = commitOf({ parents, author, committer, message, files, isVerified: made.isVerified ?? false });
  repository.network.set(written.sha, written);
  return written;
}

function moveBranch(
  world: World,
  repository: Repository,
  { branch, to, by, type }: { branch: string; to: string | null; by: string | undefined; type: ActivityType },
): void {
  const before = repository.branches.get(branch) ?? null;
  if (to === null) repository.branches.delete(branch);
  else repository.branches.set(branch, to);
  const at = world.clock();
  repository.pushedAt = at;
  const actor = whoActs(world, repository, by);
  const id = nextId(world, "activity");
  repository.activity.unshift({ id, type, before, after: to, branch, at, actor });
  const known = new Set(before ? logFrom(repository.network, before).map(({ sha }) => sha) : []);
  const commits = to ? logFrom(repository.network, to).filter(({ sha }) => !known.has(sha)) : [];
  tellPush(world, repository, { type, branch, before, after: to, actor, commits: commits.reverse() });
}

const whoActs = (world: World, { owner }: Repository, login: string | undefined): Account =>
  login === undefined ? actorOf(world, owner) : someone(world, login);
