import type { Instant } from "~/kernel/time";
import { actorOf, someone } from "./people";
import { tellCheck, tellRelease } from "./webhooks";
import { nextId, type Repository, type World } from "./world";

/** A lightweight tag: a name for a commit, the default branch's head where none is named. */
export function tag(repository: Repository, name: string, sha?: string): void {
  const to = sha ?? repository.branches.get(repository.defaultBranch);
  if (!to) throw new Error(`${repository.name} has no commit to tag`);
  repository.tags.set(name, to);
}

export type NewRelease = {
  tag: string;
  sha?: string;
  name?: string;
  body?: string;
  isPrerelease?: boolean;
  by?: string;
  at?: Instant;
};

export function addRelease(world: World, repository: Repository, made: NewRelease): void {
  if (!repository.tags.has(made.tag)) tag(repository, made.tag, made.sha);
  const release = {
    id: nextId(world, "release"),
    tag: made.tag,
    name: made.name ?? made.tag,
    body: made.body ?? "",
    isPrerelease: made.isPrerelease ?? false,
    by: made.by ? someone(world, made.by) : actorOf(world, repository.owner),
    at: made.at ?? world.clock(),
  };
  repository.releases.unshift(release);
  tellRelease(world, repository, release);
}

export type NewCheck = {
  /** The default branch's head where none is named. */
  sha?: string;
  name?: string;
  /** Null while it runs. */
  conclusion?: Repository["checks"][number]["conclusion"];
};

export function addCheck(world: World, repository: Repository, made: NewCheck): void {
  const at = world.clock();
  const { conclusion = "success", name = "test" } = made;
  const check = {
    id: nextId(world, "check"),
    sha: made.sha ?? repository.branches.get(repository.defaultBranch) ?? "",
    name,
    conclusion,
    startedAt: at,
    completedAt: conclusion === null ? null : at,
  };
  repository.checks.unshift(check);
  tellCheck(world, repository, check);
}
