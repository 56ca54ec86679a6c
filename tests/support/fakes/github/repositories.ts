import type { Instant } from "~/kernel/time";
import type { Written } from "./git";
import { someone } from "./people";
import { push } from "./pushing";
import { userAnswer } from "./recorded";
import { tellRepository } from "./webhooks";
import { type Account, fullName, installationOf, nextId, type Repository, repositoryAt, type World } from "./world";

export type NewRepository = Partial<
  Pick<
    Repository,
    | "isPrivate"
    | "isArchived"
    | "description"
    | "homepage"
    | "licence"
    | "topics"
    | "languages"
    | "defaultBranch"
    | "size"
  >
> & {
  createdAt?: Instant;
  /** Its first commit. Without it the repository is empty. */
  files?: Written;
};

export function addRepository(world: World, address: string, { files, ...made }: NewRepository): Repository {
  const [login = "", name = ""] = address.split("/");
  const taken = repositoryAt(world, address);
  if (taken && !taken.isFormer) throw new Error(`there is a repository ${address} already`);
  const createdAt = made.createdAt ?? world.clock();
  const repository: Repository = {
    ...{ id: nextId(world, "repository"), owner: someone(world, login), name },
    ...{ isPrivate: false, isArchived: false, isRemoved: false, isBlocked: false },
    ...{ description: null, homepage: null, licence: null, topics: [], languages: null },
    ...{ defaultBranch: "main", parent: null, pushedAt: createdAt, updatedAt: createdAt, size: 0 },
    ...{ network: new Map(), branches: new Map(), tags: new Map(), collaborators: new Map() },
    ...{ releases: [], activity: [], checks: [], statuses: [] },
    ...made,
    createdAt,
  };
  world.repositories.push(repository);
  // Whoever takes an old name ends the way from it to the repository that had it.
  world.formerNames.delete(address.toLowerCase());
  if (files) push(world, repository, { files, message: "First commit" });
  return repository;
}

/** A fork shares the commits of the repository it came from, and has its branches as they are at this instant. */
export function fork(world: World, parent: Repository, by: Account): Repository {
  const { network, description, licence, languages, defaultBranch, size } = parent;
  const made = { description, licence, languages, defaultBranch, size };
  const repository = addRepository(world, `${by.login}/${parent.name}`, made);
  return Object.assign(repository, { parent, network, branches: new Map(parent.branches), tags: new Map(parent.tags) });
}

export function rename(world: World, repository: Repository, name: string): void {
  const before = repository.name;
  leaveName(world, repository);
  repository.name = name;
  tellRepository(world, repository, "renamed", { changes: { repository: { name: { from: before } } } });
}

export function transfer(world: World, repository: Repository, to: Account): void {
  const from = repository.owner;
  // Those who had it are told; whether the App sees it from here on is up to the new owner's installation.
  const installation = installationOf(world, repository);
  leaveName(world, repository);
  repository.owner = to;
  const kind = from.type === "User" ? "user" : "organization";
  const changes = { owner: { from: { [kind]: userAnswer(world, from) } } };
  tellRepository(world, repository, "transferred", { changes, installation });
}

function leaveName(world: World, repository: Repository): void {
  world.formerNames.set(fullName(repository).toLowerCase(), repository);
  repository.updatedAt = world.clock();
}

export function remove(world: World, repository: Repository): void {
  tellRepository(world, repository, "deleted");
  repository.isRemoved = true;
}

export function setPrivate(world: World, repository: Repository, isPrivate: boolean): void {
  repository.isPrivate = isPrivate;
  repository.updatedAt = world.clock();
  tellRepository(world, repository, isPrivate ? "privatized" : "publicized");
}

export function setArchived(world: World, repository: Repository, isArchived: boolean): void {
  repository.isArchived = isArchived;
  repository.updatedAt = world.clock();
  tellRepository(world, repository, isArchived ? "archived" : "unarchived");
}
