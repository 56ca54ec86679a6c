import type { Viewer } from "~/accounts/roles";
import type { Instant } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { db } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { requireMember } from "~/teams/own-team.server";
import { repositoryUrl } from "~/teams/repository-address";
import { workByDay } from "./days";
import { factsOf } from "./facts";
import { whyNotReply } from "./reply";
import { SEAL, sealSeen } from "./sealed-facts.server";
import type { Fact, SeenCommit, SeenPush, SeenRepository } from "./seen";

/** So many commits and pushes are looked at, the newest. */
const MOST_LOOKED_AT = 10_000;

const TEAM = {
  name: true,
  challenge: { select: { id: true, slug: true, opensAt: true, closesAt: true, timeZone: true } },
  replies: { select: { factKey: true, text: true, savedAt: true } },
  repository: {
    select: {
      ...{ id: true, owner: true, name: true, githubId: true, forkOf: true, earlierSha: true, baseline: true },
      ...{ defaultBranch: true, state: true, error: true, askedAt: true, declaredCommit: true, commitState: true },
    },
  },
  submission: {
    select: {
      id: true,
      withdrawnAt: true,
      versions: {
        orderBy: { number: "desc" },
        take: 1,
        select: { id: true, seal: { select: { ...SEAL, state: true } } },
      },
    },
  },
} as const;

export type Reply = { text: string; savedAt: Instant };
/** `closed` is why the team cannot reply to it. */
export type ToldFact = Fact & { reply: Reply | null; closed: string | null };

/** How a team's code came about, for one of its members; 404 for everyone else. */
export const provenanceForMember = async ({ slug, at }: { slug: string; at: Instant }, viewer: Viewer) =>
  provenanceOf({ teamId: await requireMember(slug, viewer), at });

/**
 * What was seen of how a team's code came about, and what the team says to it. The caller has asked whether the reader
 * may see it. Before entries close no other entry is named.
 */
export async function provenanceOf({ teamId, at }: { teamId: string; at: Instant }) {
  const team = found(await db.team.findUnique({ where: { id: teamId }, select: TEAM }));
  const { challenge, repository, submission, replies } = team;
  const version = submission?.withdrawnAt === null ? submission.versions[0] : undefined;
  const isNamed = challenge.closesAt !== null && at >= challenge.closesAt;
  const [commits, pushes, seal] = await Promise.all([
    repository ? commitsOf(repository.id) : [],
    repository ? pushesOf(repository.id) : [],
    submission && version?.seal?.state === "sealed"
      ? sealSeen({
          ...{ versionId: version.id, submissionId: submission.id, challengeId: challenge.id },
          ...{ seal: version.seal, isNamed },
        })
      : null,
  ]);
  const { slug, opensAt, closesAt, timeZone: zone } = challenge;
  const seen = repository && seenRepository(repository);
  const facts = factsOf({ slug, zone, opensAt, repository: seen, commits, pushes, seal });
  const said = new Map(replies.map(({ factKey, ...reply }) => [factKey, reply]));
  const from = opensAt ?? at;
  const to = closesAt && closesAt < at ? closesAt : at;
  return {
    team: team.name,
    sealedAt: seal?.sealedAt ?? null,
    facts: facts.map(
      (fact): ToldFact => ({
        ...{ ...fact, reply: said.get(fact.key) ?? null },
        closed: whyNotReply(challenge, { kind: fact.kind, sealedAt: seal?.sealedAt ?? null }, at)?.message ?? null,
      }),
    ),
    work: commits.length === 0 ? null : workByDay(commits, { from, to: to > from ? to : from, zone }),
    /** What there was to look at. */
    lookedAt: {
      repository: seen?.url ?? null,
      commits: commits.length,
      pushes: pushes.length,
      isSealed: seal !== null,
      isCut: commits.length === MOST_LOOKED_AT || pushes.length === MOST_LOOKED_AT,
    },
  };
}

export type Provenance = Awaited<ReturnType<typeof provenanceOf>>;

type Row = Omit<SeenRepository, "url" | "githubId"> & { owner: string; name: string; githubId: bigint | null };

const seenRepository = ({ owner, name, githubId, ...known }: Row): SeenRepository => ({
  ...known,
  url: repositoryUrl({ owner, name }, config().github.web),
  githubId: githubId === null ? null : String(githubId),
});

async function commitsOf(repositoryId: string): Promise<SeenCommit[]> {
  const rows = await db.repositoryCommit.findMany({
    where: { repositoryId },
    orderBy: [{ committedAt: "desc" }, { sha: "asc" }],
    take: MOST_LOOKED_AT,
    select: {
      ...{ sha: true, parents: true, committedAt: true, seenAt: true, isReachable: true },
      ...{ additions: true, deletions: true, files: true, vendored: true, login: true, authorName: true },
    },
  });
  return rows.map(({ login, authorName, ...commit }) => ({ ...commit, by: login ?? authorName }));
}

async function pushesOf(repositoryId: string): Promise<SeenPush[]> {
  const rows = await db.repositoryPush.findMany({
    where: { repositoryId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: MOST_LOOKED_AT,
    select: { id: true, kind: true, ref: true, before: true, after: true, login: true, at: true },
  });
  return rows.map((push) => ({ ...push, id: String(push.id) }));
}
