import type { Viewer } from "~/accounts/roles";
import { NEWEST_CODE, storedCodeRules } from "~/challenges/code-rules";
import type { Instant } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { db, type Prisma } from "~/platform/database.server";
import { installDoor } from "~/platform/github/app.server";
import { found } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";
import { readPubliccode } from "~/submissions/publiccode/publiccode";
import { COMMIT, commitToJudge } from "~/teams/declared-commit";
import { PROOF, provenText } from "~/teams/proof";
import { proofWays } from "~/teams/prove-repository.server";
import { repositoryUrl } from "~/teams/repository-address";
import { EVENTS } from "~/teams/repository-events";
import { type Check, type CodeFacts, preCheck } from "./pre-check";

const COMMITS_A_PAGE = 50;
const MOST_SHOWN = 100;

/** What the rules are held against, beside whether there is a README. */
const CHECKED = {
  id: true,
  ...COMMIT,
  ...PROOF,
  ...{
    error: true,
    licence: true,
    isPrivate: true,
    kilobytes: true,
    publiccode: true,
    earlierSha: true,
    baseline: true,
  },
  pushes: { orderBy: { at: "asc" }, take: 1, select: { at: true } },
} as const;

const CODE = {
  ...CHECKED,
  ...{ owner: true, name: true, languages: true, topics: true, isArchived: true, forkOf: true },
  ...{ readme: true, marksCommit: true, events: EVENTS },
  releases: {
    orderBy: { id: "desc" },
    take: MOST_SHOWN,
    select: { id: true, tag: true, title: true, url: true, publishedAt: true },
  },
  checks: {
    orderBy: { name: "asc" },
    take: MOST_SHOWN,
    select: { id: true, sha: true, name: true, status: true, conclusion: true, url: true },
  },
  contributors: { orderBy: { commits: "desc" }, take: MOST_SHOWN, select: { login: true, commits: true } },
} as const;

const TEAM = {
  id: true,
  members: {
    orderBy: { joinedAt: "asc" },
    select: { personId: true, person: { select: { name: true, github: { select: { githubId: true } } } } },
  },
  challenge: { select: { opensAt: true, closesAt: true, timeZone: true, rules: NEWEST_CODE } },
} as const;

/**
 * What is known of a team's code, for one of its members; null where no repository is linked, 404 for everyone else.
 * `after` is the commit that ended the page before.
 */
export async function codeForMember({ slug, after }: { slug: string; after: string | null }, viewer: Viewer) {
  const membership = await db.teamMember.findFirst({
    where: membershipOf(viewer, slug),
    select: { team: { select: { ...TEAM, repository: { select: CODE } } } },
  });
  const { repository, ...team } = found(membership).team;
  if (!repository) return null;
  const [committers, { commits, next, count }] = await Promise.all([
    committersOf(repository.id),
    commitsOf(repository.id, after),
  ]);
  const { readme, publiccode: _, pushes: __, checks: runs, releases, events, ...known } = repository;
  const { checks, problems } = heldAgainstRules({ ...team, repository, committers, hasReadme: readme !== null });
  return {
    repository: {
      ...known,
      url: repositoryUrl(known, config().github.web),
      languages: known.languages as { name: string; bytes: number }[],
      judged: commitToJudge(known),
    },
    checks,
    runs: runs.map(({ id, ...run }) => ({ ...run, id: String(id) })),
    releases: releases.map(({ id, ...release }) => ({ ...release, id: String(id) })),
    readmeHtml: readme && markdownHtml(readme),
    events,
    installDoor: installDoor(),
    problems,
    committers: committers.map(({ name, commits: n }) => ({ name, commits: n })),
    commits,
    next,
    count,
  };
}

/** The code held against the rules alone, for one of its team's members; null where no repository is linked. */
export async function checksForMember(slug: string, viewer: Viewer): Promise<Check[] | null> {
  const membership = await db.teamMember.findFirst({
    where: membershipOf(viewer, slug),
    select: { team: { select: { ...TEAM, repository: { select: CHECKED } } } },
  });
  const { repository, ...team } = found(membership).team;
  if (!repository) return null;
  const { id } = repository;
  const [committers, readmes] = await Promise.all([
    committersOf(id),
    db.repository.count({ where: { id, readme: { not: null } } }),
  ]);
  return heldAgainstRules({ ...team, repository, committers, hasReadme: readmes > 0 }).checks;
}

const membershipOf = (viewer: Viewer, slug: string) => ({
  personId: viewer.id,
  team: { challenge: { slug, publishedAt: { not: null } } },
});

type Linked = Prisma.TeamGetPayload<{ select: typeof TEAM }> &
  Pick<CodeFacts, "committers" | "hasReadme"> & {
    repository: Prisma.RepositoryGetPayload<{ select: typeof CHECKED }>;
  };

/** The lines of the pre-check, and what is wrong in publiccode.yml; null where there is no such file. */
function heldAgainstRules({ id: teamId, members, repository, challenge, committers, hasReadme }: Linked) {
  const { publiccode, pushes, ...known } = repository;
  const prover = members.find(({ personId }) => personId === known.provenById)?.person.name ?? "a member";
  const described = publiccode === null ? null : readPubliccode(publiccode);
  const rules = storedCodeRules(challenge.rules[0]?.code);
  const facts: CodeFacts = {
    ...known,
    hasReadme,
    earlierPushAt: earlierPush(pushes[0]?.at, challenge.opensAt),
    committers,
    members: members.map(({ person }) => ({ name: person.name, githubId: person.github?.githubId ?? null })),
    proven: provenText(known, { by: prover, zone: challenge.timeZone }),
    ways: proofWays({ teamId, repositoryId: repository.id }),
    publiccodeErrors: described?.problems.filter(({ severity }) => severity === "error").length ?? null,
  };
  const checks = preCheck(facts, rules, { opensAt: challenge.opensAt, zone: challenge.timeZone });
  return { checks, problems: described?.problems ?? null };
}

const earlierPush = (first: Instant | undefined, opensAt: Instant | null): Instant | null =>
  first && opensAt && first < opensAt ? first : null;

/** Who made the commits that the branch leads to, most first. */
const committersOf = (repositoryId: string) =>
  db.$queryRaw<{ githubId: bigint | null; name: string; commits: number }[]>`
    SELECT github_id AS "githubId", coalesce(login, author_name) AS name, count(*)::int AS commits
    FROM repository_commit WHERE repository_id = ${repositoryId}::uuid AND is_reachable
    GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT ${MOST_SHOWN}`;

/** Newest first by the dates that they carry, and which commit ends the page where there are more. */
async function commitsOf(repositoryId: string, after: string | null) {
  const [rows, count] = await Promise.all([
    db.repositoryCommit.findMany({
      where: { repositoryId },
      orderBy: [{ committedAt: "desc" }, { sha: "asc" }],
      take: COMMITS_A_PAGE + 1,
      ...(after ? { cursor: { repositoryId_sha: { repositoryId, sha: after } }, skip: 1 } : {}),
      select: { sha: true, headline: true, login: true, authorName: true, committedAt: true, isReachable: true },
    }),
    db.repositoryCommit.count({ where: { repositoryId } }),
  ]);
  const commits = rows.slice(0, COMMITS_A_PAGE);
  return { commits, next: rows.length > COMMITS_A_PAGE ? (commits.at(-1)?.sha ?? null) : null, count };
}
