import type { Instant } from "~/kernel/time";
import type { Tx } from "~/platform/database.server";
import type { GithubPush, Synced } from "~/platform/github/repository.server";
import { asJsonb } from "~/platform/statement.server";
import type { RepositoryEvent } from "./repository-events";

type Keep = { repositoryId: string; synced: Synced; at: Instant };

/** Writes the work that GitHub told of into the transaction of whoever asked: written twice, it stands there once. */
export async function keepSynced({ repositoryId, synced, at }: Keep, tx: Tx): Promise<void> {
  const { repository, commits, contributors, releases, checks, pushes } = synced;
  const of = { repositoryId };
  if (commits) await keepCommits({ repositoryId, commits, at }, tx);
  const { headSha: sha, defaultBranch: branch } = repository;
  if (commits && sha !== null) await tx.repositoryHead.create({ data: { ...of, sha, branch, seenAt: at } });
  await tx.repositoryContributor.deleteMany({ where: of });
  await tx.repositoryContributor.createMany({
    data: contributors.map((one) => ({ ...of, ...one })),
    skipDuplicates: true,
  });
  await tx.repositoryRelease.deleteMany({ where: of });
  await tx.repositoryRelease.createMany({ data: releases.map((one) => ({ ...of, ...one })), skipDuplicates: true });
  await tx.repositoryCheck.deleteMany({ where: of });
  if (checks) {
    const { sha, runs } = checks;
    await tx.repositoryCheck.createMany({ data: runs.map((run) => ({ ...of, sha, ...run })), skipDuplicates: true });
  }
  if (pushes) await keepPushes(repositoryId, pushes, tx);
}

type Events = { repositoryId: string; events: RepositoryEvent[]; at: Instant };

export async function keepEvents({ repositoryId, events, at }: Events, tx: Tx): Promise<void> {
  if (events.length === 0) return;
  await tx.repositoryEvent.createMany({ data: events.map((event) => ({ repositoryId, seenAt: at, ...event })) });
}

/** A commit that the branch leads to no more stays, and is said to be gone from it. */
async function keepCommits(
  { repositoryId, commits, at }: { repositoryId: string; commits: NonNullable<Synced["commits"]>; at: Instant },
  tx: Tx,
): Promise<void> {
  const { found, isWholeHistory } = commits;
  const shas = found.map(({ sha }) => sha);
  await tx.$executeRaw`INSERT INTO repository_commit
      (repository_id, seen_at, sha, parents, headline, github_id, login, author_name, authored_at, committed_at)
    SELECT ${repositoryId}::uuid, ${at}, sha, parents, headline, "githubId", login, "authorName", "authoredAt", "committedAt"
    FROM jsonb_to_recordset(${asJsonb(found.map((one) => ({ ...one, githubId: one.githubId === null ? null : String(one.githubId) })))}::jsonb) AS one (sha text, parents text[], headline text, "githubId" bigint,
      login text, "authorName" text, "authoredAt" timestamptz, "committedAt" timestamptz)
    ON CONFLICT DO NOTHING`;
  if (isWholeHistory)
    await tx.$executeRaw`UPDATE repository_commit SET is_reachable = sha = ANY(${shas}::text[])
      WHERE repository_id = ${repositoryId}::uuid`;
}

async function keepPushes(repositoryId: string, pushes: GithubPush[], tx: Tx): Promise<void> {
  await tx.$executeRaw`INSERT INTO repository_push (repository_id, id, kind, ref, before, after, login, at)
    SELECT ${repositoryId}::uuid, id, kind, ref, before, after, login, at
    FROM jsonb_to_recordset(${asJsonb(pushes.map((one) => ({ ...one, id: String(one.id) })))}::jsonb) AS one (id bigint, kind push_kind, ref text, before text, after text,
      login text, at timestamptz)
    ON CONFLICT DO NOTHING`;
}
