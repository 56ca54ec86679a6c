import type { Instant } from "~/kernel/time";
import type { Network } from "./history";

export type Email = { email: string; primary: boolean; verified: boolean; visibility: string | null };

/** A person, or an organisation with the people who own it. */
export type Account = {
  id: number;
  login: string;
  name: string | null;
  type: "User" | "Organization";
  createdAt: Instant;
  emails: Email[];
  owners: Set<number>;
};

export type Permission = "admin" | "write" | "read" | "none";

export type ActivityType = "push" | "force_push" | "branch_creation" | "branch_deletion";
type Activity = {
  id: number;
  type: ActivityType;
  /** Null where a branch is made. */
  before: string | null;
  after: string | null;
  branch: string;
  at: Instant;
  actor: Account;
};

type Release = {
  id: number;
  tag: string;
  name: string;
  body: string;
  isPrerelease: boolean;
  by: Account;
  at: Instant;
};

type CheckRun = {
  id: number;
  sha: string;
  name: string;
  conclusion: "success" | "failure" | "neutral" | "cancelled" | null;
  startedAt: Instant;
  completedAt: Instant | null;
};

type Status = {
  id: number;
  sha: string;
  state: "error" | "failure" | "pending" | "success";
  context: string;
  description: string | null;
  target: string | null;
  at: Instant;
  /** The person or the App that posted it. */
  by: Account;
};

export type Repository = {
  id: number;
  owner: Account;
  name: string;
  isPrivate: boolean;
  isArchived: boolean;
  /** Gone for good: every address of it answers 404. */
  isRemoved: boolean;
  /** Taken down after a legal complaint: every address of it answers 451. */
  isBlocked: boolean;
  description: string | null;
  homepage: string | null;
  licence: string | null;
  topics: string[];
  /** In bytes; null: told from the names of the files. */
  languages: Record<string, number> | null;
  defaultBranch: string;
  parent: Repository | null;
  createdAt: Instant;
  pushedAt: Instant;
  updatedAt: Instant;
  /** In kB, as GitHub tells it. */
  size: number;
  network: Network;
  branches: Map<string, string>;
  tags: Map<string, string>;
  releases: Release[];
  activity: Activity[];
  checks: CheckRun[];
  statuses: Status[];
  collaborators: Map<number, Permission>;
};

export type Installation = {
  id: number;
  account: Account;
  /** Null: all of the account's. */
  repositories: Set<number> | null;
  /** Whether the account lets the App write contents; it reads them in any case. */
  mayWrite: boolean;
  at: Instant;
};

export type Token =
  | { kind: "user"; person: Account; scopes: string[]; clientId: string | null }
  /** `only`: those of the installation's repositories that were asked for; null is all of them. */
  | { kind: "installation"; installation: Installation; only: Set<number> | null };

export type Delivery = {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  payload: object;
  installation: Installation;
  repository: Repository | null;
  at: Instant;
  /** Null until it was posted. */
  statusCode: number | null;
  isRedelivery: boolean;
};

/** All that this GitHub knows. Nothing in it depends on chance or on the machine's clock. */
export type World = {
  clock: () => Instant;
  /** Where its REST answers say they come from. */
  api: string;
  lastIds: Map<string, number>;
  accounts: Account[];
  repositories: Repository[];
  /** Addresses that repositories had before, in lower case. */
  formerNames: Map<string, Repository>;
  installations: Installation[];
  tokens: Map<string, Token>;
  deliveries: Delivery[];
};

/** The instant at which a world's clock stands until it is set. */
export const START = new Date("2026-03-02T09:00:00Z");

export const newWorld = (clock: () => Instant = () => START): World => ({
  clock,
  api: "https://api.github.com",
  lastIds: new Map(),
  accounts: [],
  repositories: [],
  formerNames: new Map(),
  installations: [],
  tokens: new Map(),
  deliveries: [],
});

/** The next number of a kind of thing: 1000, 1001, … */
export function nextId(world: World, kind: string): number {
  const id = (world.lastIds.get(kind) ?? 999) + 1;
  world.lastIds.set(kind, id);
  return id;
}

export const fullName = ({ owner, name }: Repository): string => `${owner.login}/${name}`;

export const accountNamed = (world: World, login: string): Account | undefined =>
  world.accounts.find((account) => account.login.toLowerCase() === login.toLowerCase());

export const personByEmail = (world: World, email: string): Account | undefined =>
  world.accounts.find(({ emails }) => emails.some((one) => one.email.toLowerCase() === email.toLowerCase()));

/** A repository under its present name, else under one it had before. */
export function repositoryAt(world: World, address: string): { repository: Repository; isFormer: boolean } | undefined {
  const key = address.toLowerCase();
  const present = world.repositories.find((one) => !one.isRemoved && fullName(one).toLowerCase() === key);
  if (present) return { repository: present, isFormer: false };
  const former = world.formerNames.get(key);
  return former && !former.isRemoved ? { repository: former, isFormer: true } : undefined;
}

/** What a person may do with a repository that they were given a part in, or that is public. */
export function permissionOf(repository: Repository, person: Account | null): Permission {
  const isOwner = person && (repository.owner === person || repository.owner.owners.has(person.id));
  const given = isOwner ? "admin" : person && repository.collaborators.get(person.id);
  return given || (repository.isPrivate ? "none" : "read");
}

export const isInstalledOn = ({ account, repositories }: Installation, repository: Repository): boolean =>
  repository.owner === account && (repositories === null || repositories.has(repository.id));

export const installationOf = (world: World, repository: Repository): Installation | undefined =>
  world.installations.find((installation) => isInstalledOn(installation, repository));
