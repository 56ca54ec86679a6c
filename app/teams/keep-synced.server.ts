import type { Instant } from "~/kernel/time";
import type { Tx } from "~/platform/database.server";
import type { Synced } from "~/platform/github/repository.server";
import type { RepositoryEvent } from "./repository-events";

type Keep = { repositoryId: string; synced: Synced; at: Instant };

/** Writes the work that GitHub told of into the transaction of whoever asked: written twice, it stands there once. */
export async function keepSynced({ repositoryId, synced, at }: Keep, tx: Tx): Promise<void> {
  const { repository, commits, contributors, releases, checks, pushes } = synced;
  const of = { repositoryId };
  if (commits) await keepCommits({ repositoryId, commits, at }, tx);
  const { headSha: sha, defaultBranch: branch } = repository;
  await tx.repository.update({ where: { id: repositoryId }, data: { syncedHead: sha } });
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
  if (pushes)
    await tx.repositoryPush.createMany({ data: pushes.map((push) => ({ ...of, ...push })), skipDuplicates: true });
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
  await tx.repositoryCommit.createMany({
    data: found.map((commit) => ({ repositoryId, seenAt: at, ...commit })),
    skipDuplicates: true,
  });
  if (isWholeHistory)
    await tx.$executeRaw`UPDATE repository_commit SET is_reachable = sha = ANY(${shas}::text[])
      WHERE repository_id = ${repositoryId}::uuid`;
}
