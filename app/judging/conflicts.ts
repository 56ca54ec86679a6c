import type { Refusal } from "~/kernel/result";

/** A repository as far as conflicts ask: whose it is, and which one. */
type Named = { owner: string; name: string };

/** A person as far as conflicts ask: who they are, whom they work for, and what they worked on. */
export type Engaged = {
  personId: string;
  /** The employer the person states, as typed. */
  affiliation: string;
  /** Organisations on this site that the person works in. */
  organisations: { id: string; name: string }[];
  /** The login of their account on GitHub; null where none is linked. */
  login: string | null;
  /** Repositories that this site knows and that they committed to. */
  committed: Named[];
  /** Teams of other challenges that they are in, and the repository of each. */
  teams: { id: string; name: string; repository: Named | null }[];
};

/** What is asked of an entry: who made it, and its repositories, both the linked and the sealed one. */
export type Made = { members: Engaged[]; repositories: Named[] };

const KINDS = ["declared", "team", "organisation", "github_organisation", "co_commits", "past_team"] as const;
export type ConflictKind = (typeof KINDS)[number];

export const CONFLICT_WORDS: Record<ConflictKind, string> = {
  declared: "Declared",
  team: "Same team",
  organisation: "Same organisation",
  github_organisation: "Same owner on GitHub",
  co_commits: "Commits together",
  past_team: "Past team",
};

/** What the site found by itself. The reason is for the chair. */
export type Conflict = { kind: Exclude<ConflictKind, "declared">; reason: string };

const folded = (name: string): string => name.normalize("NFKC").trim().replace(/\s+/g, " ").toLocaleLowerCase("en");
const keyOf = ({ owner, name }: Named): string => `${owner}/${name}`.toLowerCase();

/** Every employer by a name that two spellings share, mapped to how it is written. */
function employersOf({ affiliation, organisations }: Engaged): Map<string, string> {
  const names = [affiliation, ...organisations.map(({ name }) => name)];
  return new Map(names.filter((name) => folded(name) !== "").map((name) => [folded(name), name.trim()]));
}

/** The first thing that two lists share by a key. */
function shared<T>(one: T[], other: T[], key: (of: T) => string): T | undefined {
  const keys = new Set(one.map(key));
  return other.find((of) => keys.has(key(of)));
}

function sameOrganisation(juror: Engaged, members: Engaged[]): string | null {
  const names = employersOf(juror);
  for (const member of members) {
    const name =
      shared(juror.organisations, member.organisations, ({ id }) => id)?.name ??
      [...employersOf(member)].find(([name]) => names.has(name))?.[1];
    if (name) return `The juror and a member of the team both work for ${name}.`;
  }
  return null;
}

/** GitHub tells nobody's organisations unasked: work in another repository of the same owner stands for belonging to it. */
function sameOwner(juror: Engaged, { repositories }: Made): string | null {
  const own = juror.login?.toLowerCase();
  const entry = new Set(repositories.map(keyOf));
  const worked = [...juror.committed, ...juror.teams.flatMap(({ repository }) => repository ?? [])];
  for (const { owner } of repositories) {
    if (owner.toLowerCase() === own) return `The repository belongs to ${owner}, the juror’s account on GitHub.`;
    const other = worked.find((of) => of.owner.toLowerCase() === owner.toLowerCase() && !entry.has(keyOf(of)));
    if (other)
      return `The juror worked on ${other.owner}/${other.name}, which has the owner of the entry’s repository.`;
  }
  return null;
}

function coCommits(juror: Engaged, { members, repositories }: Made): string | null {
  if (shared(repositories, juror.committed, keyOf)) return "The juror committed to the entry’s repository.";
  const both = shared(
    juror.committed,
    members.flatMap(({ committed }) => committed),
    keyOf,
  );
  return both ? `The juror and a member of the team both committed to ${both.owner}/${both.name}.` : null;
}

function pastTeam(juror: Engaged, members: Engaged[]): string | null {
  const team = shared(
    juror.teams,
    members.flatMap(({ teams }) => teams),
    ({ id }) => id,
  );
  return team ? `The juror and a member were together in ${team.name}, in another challenge.` : null;
}

/**
 * Why a juror may not score an entry, where the site can see it by itself: one finding to a kind, empty where nothing is
 * seen. Whoever is in the team is found for that alone. Jurors declare the rest.
 */
export function detectedConflicts(juror: Engaged, made: Made): Conflict[] {
  if (made.members.some(({ personId }) => personId === juror.personId))
    return [{ kind: "team", reason: "The juror is a member of the team." }];
  const found: [Conflict["kind"], string | null][] = [
    ["organisation", sameOrganisation(juror, made.members)],
    ["github_organisation", sameOwner(juror, made)],
    ["co_commits", coCommits(juror, made)],
    ["past_team", pastTeam(juror, made.members)],
  ];
  return found.flatMap(([kind, reason]) => (reason === null ? [] : [{ kind, reason }]));
}

type Standing = { kind: ConflictKind; dismissedAt: Date | null };

/** Why the chair cannot dismiss what stands between a juror and an entry. */
export function whyNotDismiss(
  conflicts: Standing[],
  { hasLeft, isClosed }: { hasLeft: boolean; isClosed: boolean },
): Refusal | null {
  if (isClosed) return { code: "closed", message: "Judging is closed; conflicts stand as they are." };
  if (conflicts.some(({ kind }) => kind === "declared"))
    return { code: "declared", message: "The juror declared it. What a juror declares is not dismissed." };
  if (conflicts.some(({ kind }) => kind === "team"))
    return { code: "team", message: "The juror is in the team. Nobody scores their own team." };
  if (hasLeft) return { code: "left", message: "The juror has left the jury." };
  if (conflicts.every(({ dismissedAt }) => dismissedAt !== null))
    return { code: "dismissed", message: "It is dismissed already." };
  return null;
}

/** Why a dismissal cannot be taken back. */
export function whyNotReinstate(conflicts: Standing[], { isClosed }: { isClosed: boolean }): Refusal | null {
  if (isClosed) return { code: "closed", message: "Judging is closed; conflicts stand as they are." };
  return conflicts.some(({ dismissedAt }) => dismissedAt !== null)
    ? null
    : { code: "not-dismissed", message: "Nothing is dismissed here." };
}

/** Why a sheet cannot be written yet: a juror first says that nothing ties them to the entry. */
export const whyNotOpen = (isCleared: boolean): Refusal | null =>
  isCleared
    ? null
    : { code: "not-cleared", message: "Say first, on your desk, whether you have a conflict with this entry." };
