import { createHash } from "node:crypto";
import definitions from "@octokit/webhooks-examples" with { type: "json" };
import type { WebhookDefinition } from "@octokit/webhooks-examples";
import { checkAnswer } from "./check-answers";
import type { Commit } from "./git";
import { changesBetween } from "./history";
import { actorOf } from "./people";
import { nodeId, time, userAnswer } from "./recorded";
import { releaseAnswer, repositoryAnswer } from "./repository-answers";
import {
  type Account,
  type ActivityType,
  fullName,
  type Installation,
  installationOf,
  nextId,
  type Repository,
  type World,
} from "./world";

type Name = "push" | "repository" | "installation" | "installation_repositories" | "release" | "check_run";
type Payload<N extends Name> = WebhookDefinition<N>["examples"][number];

/** GitHub's published example of an event; what the world knows is written over it. */
function example<N extends Name>(name: N, action?: string): Payload<N> {
  const of = definitions.find((one): one is WebhookDefinition<N> => one.name === name);
  const isOfAction = (one: Payload<N>) => action === undefined || ("action" in one && one.action === action);
  // Some actions have none: the first of the event, which tells no changes, stands for them.
  const found = of?.examples.find(isOfAction) ?? of?.examples[0];
  if (!found) throw new Error(`GitHub publishes no example of ${name}`);
  return found;
}

type Told = { event: Name; action: string | null; payload: object; repository: Repository | null };

function queue(world: World, installation: Installation, { payload, ...told }: Told): void {
  const id = nextId(world, "delivery");
  const of = { id: installation.id, node_id: nodeId("Installation", installation.id) };
  world.deliveries.push({
    ...{
      id,
      guid: guidOf(id, world.clock()),
      installation,
      at: world.clock(),
      statusCode: null,
      isRedelivery: false,
      ...told,
    },
    // An installation's own events carry it whole.
    payload:
      "installation" in payload && told.event.startsWith("installation") ? payload : { ...payload, installation: of },
  });
}

/** The same for the same number at the same time: 8-4-4-4-12 digits as in X-GitHub-Delivery. */
const guidOf = (id: number, at: Date): string =>
  createHash("sha256")
    .update(`delivery ${id} ${at.toISOString()}`)
    .digest("hex")
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** The repository as it stands within an event. */
function repositoryWithin(world: World, repository: Repository) {
  const { id, node_id, name, full_name, owner, description, fork, archived, default_branch, url, html_url, topics } =
    repositoryAnswer(world, repository, null);
  const { isPrivate } = repository;
  return {
    ...{ id, node_id, name, full_name, owner, description, fork, archived, default_branch, url, html_url, topics },
    private: isPrivate,
    visibility: isPrivate ? "private" : "public",
  };
}

type Moved = {
  type: ActivityType;
  branch: string;
  before: string | null;
  after: string | null;
  actor: Account;
  /** Oldest first. */
  commits: Commit[];
};

const NONE = "0".repeat(40);

/** GitHub lists no more commits than this in one push. */
const MOST_COMMITS = 2048;

export function tellPush(world: World, repository: Repository, { type, branch, actor, ...moved }: Moved): void {
  const installation = installationOf(world, repository);
  if (!installation) return;
  const { repository: recorded, ...told } = example("push");
  const commits = moved.commits.slice(-MOST_COMMITS).map((commit) => commitWithin(repository, commit));
  const [before, after] = [moved.before ?? NONE, moved.after ?? NONE];
  const payload = {
    ...told,
    ref: `refs/heads/${branch}`,
    ...{ before, after, base_ref: null, commits, head_commit: commits.at(-1) ?? null },
    ...{ created: type === "branch_creation", deleted: type === "branch_deletion", forced: type === "force_push" },
    compare: `https://github.com/${fullName(repository)}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    repository: { ...recorded, ...repositoryWithin(world, repository), pushed_at: seconds(repository.pushedAt) },
    pusher: { name: actor.login, email: actor.emails[0]?.email ?? null },
    sender: userAnswer(world, actor),
  };
  queue(world, installation, { event: "push", action: null, payload, repository });
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

function commitWithin(repository: Repository, { sha, tree, message, author, committer, files, parents }: Commit) {
  const changes = changesBetween(repository.network.get(parents[0] ?? "")?.files ?? new Map(), files);
  const named = (status: string) => changes.filter((one) => one.status === status).map(({ filename }) => filename);
  return {
    ...{ id: sha, tree_id: tree, distinct: true, message, timestamp: time(committer.at) },
    url: `https://github.com/${fullName(repository)}/commit/${sha}`,
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
    ...{ added: named("added"), removed: named("removed"), modified: named("modified") },
  };
}

type RepositoryAction = "renamed" | "transferred" | "deleted" | "privatized" | "publicized" | "archived" | "unarchived";

export function tellRepository(
  world: World,
  repository: Repository,
  action: RepositoryAction,
  { changes, installation = installationOf(world, repository) }: { changes?: object; installation?: Installation } = {},
): void {
  if (!installation) return;
  const told = example("repository", action);
  const payload = {
    ...told,
    action,
    ...(changes ? { changes } : {}),
    repository: { ...told.repository, ...repositoryWithin(world, repository) },
    sender: userAnswer(world, actorOf(world, repository.owner)),
  };
  queue(world, installation, { event: "repository", action, payload, repository });
}

export function tellRelease(world: World, repository: Repository, release: Repository["releases"][number]): void {
  const installation = installationOf(world, repository);
  if (!installation) return;
  const told = example("release", "published");
  const payload = {
    ...told,
    release: { ...told.release, ...releaseAnswer(world, repository, release) },
    repository: { ...told.repository, ...repositoryWithin(world, repository) },
    sender: userAnswer(world, release.by),
  };
  queue(world, installation, { event: "release", action: "published", payload, repository });
}

export function tellCheck(world: World, repository: Repository, check: Repository["checks"][number]): void {
  const installation = installationOf(world, repository);
  if (!installation) return;
  const action = check.conclusion === null ? "created" : "completed";
  const told = example("check_run", action);
  const payload = {
    ...told,
    check_run: { ...told.check_run, ...checkAnswer(world, repository, check) },
    repository: { ...told.repository, ...repositoryWithin(world, repository) },
    sender: userAnswer(world, actorOf(world, repository.owner)),
  };
  queue(world, installation, { event: "check_run", action, payload, repository });
}

export function tellInstallation(
  world: World,
  installation: Installation,
  action: "created" | "deleted" | "added" | "removed",
  changed: Repository[] = [],
): void {
  const isOwn = action === "created" || action === "deleted";
  const told = isOwn ? example("installation", action) : example("installation_repositories", action);
  const { account, repositories } = installation;
  const all = world.repositories.filter(
    (one) => one.owner === account && !one.isRemoved && (repositories === null || repositories.has(one.id)),
  );
  const short = (list: Repository[]) =>
    list.map((one) => ({
      id: one.id,
      node_id: nodeId("Repository", one.id),
      name: one.name,
      full_name: fullName(one),
      private: one.isPrivate,
    }));
  const payload = {
    ...told,
    installation: {
      ...told.installation,
      id: installation.id,
      account: userAnswer(world, account),
      repository_selection: repositories === null ? "all" : "selected",
      ...{ target_id: account.id, target_type: account.type, suspended_at: null, suspended_by: null },
    },
    ...(isOwn ? { repositories: short(all) } : { repository_selection: repositories === null ? "all" : "selected" }),
    ...(action === "added" ? { repositories_added: short(changed), repositories_removed: [] } : {}),
    ...(action === "removed" ? { repositories_added: [], repositories_removed: short(changed) } : {}),
    sender: userAnswer(world, actorOf(world, account)),
  };
  const event = isOwn ? "installation" : "installation_repositories";
  queue(world, installation, { event, action, payload, repository: null });
}
