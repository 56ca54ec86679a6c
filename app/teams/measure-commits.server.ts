import { ok } from "~/kernel/result";
import { HOUR, type Instant, MINUTE } from "~/kernel/time";
import { db, now, type Tx, transaction } from "~/platform/database.server";
import { GITHUB_QUEUE } from "~/platform/github/client.server";
import { readCommitSize } from "~/platform/github/size.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { vendorFoldersOf } from "./vendored";

/** Asks GitHub how much each commit of a repository changed, and what it added. `tries` counts how often it did not answer in a row. */
export const measureCommits = job<{ repositoryId: string; tries?: number }>("measure-commits");

const BATCH = 25;
/** So many commits of a repository are measured, from the first on. */
const MOST_MEASURED = 300;
/** So many questions of an hour are left to what people wait for. */
const LEFT_TO_OTHERS = 20;
const MOST_TRIES = 5;
const TRY_AGAIN = 5 * MINUTE;

/** In the transaction of whoever learned of commits; what waits already is not doubled. */
export const askForSizes = (repositoryId: string, tx: Tx, more: { at?: Instant; tries?: number } = {}): Promise<void> =>
  enqueue(measureCommits, { repositoryId, tries: more.tries ?? 0 }, tx, {
    ...{ key: `sizes:${repositoryId}`, queue: GITHUB_QUEUE },
    ...(more.at ? { at: more.at } : {}),
  });

/**
 * The job: a commit never changes, so each is asked for once and what GitHub said is kept at once. A batch at a time,
 * so that nothing else that asks GitHub waits long. A commit that GitHub will not measure is passed over.
 */
export async function measureSome({
  repositoryId,
  tries = 0,
}: {
  repositoryId: string;
  tries?: number;
}): Promise<void> {
  const repository = await db.repository.findUnique({ where: { id: repositoryId }, select: { githubId: true } });
  if (!repository?.githubId) return;
  const { unmeasured, isMore } = await nextBatch(repositoryId);
  let failed = tries;
  for (const { sha } of unmeasured) {
    const answer = await readCommitSize(repository.githubId, sha);
    if (answer.is === "later" && (answer.notBefore || failed < MOST_TRIES))
      return again(repositoryId, {
        ...{ notBefore: answer.notBefore, wait: TRY_AGAIN * 2 ** failed },
        tries: answer.notBefore ? failed : failed + 1,
      });
    failed = 0;
    const { left = LEFT_TO_OTHERS + 1, added = [], ...size } = answer.is === "known" ? answer.value : {};
    const data = { ...size, vendored: vendorFoldersOf(added), sizeAskedAt: await now() };
    await db.repositoryCommit.updateMany({ where: { repositoryId, sha }, data });
    if (left <= LEFT_TO_OTHERS) return again(repositoryId, { wait: HOUR });
  }
  if (isMore) await again(repositoryId, {});
}

/** The commits to be asked for, first ones first, and whether there are more. Merges change what others changed. */
async function nextBatch(repositoryId: string) {
  const asked = await db.repositoryCommit.count({ where: { repositoryId, sizeAskedAt: { not: null } } });
  const some = Math.min(BATCH, MOST_MEASURED - asked);
  if (some <= 0) return { unmeasured: [], isMore: false };
  const unmeasured = await db.$queryRaw<{ sha: string }[]>`
    SELECT sha FROM repository_commit
    WHERE repository_id = ${repositoryId}::uuid AND size_asked_at IS NULL AND is_reachable AND cardinality(parents) < 2
    ORDER BY committed_at, sha LIMIT ${some + 1}`;
  return { unmeasured: unmeasured.slice(0, some), isMore: unmeasured.length > some && asked + some < MOST_MEASURED };
}

type Again = { notBefore?: Instant | null; wait?: number; tries?: number };

async function again(repositoryId: string, { notBefore, wait = 0, tries = 0 }: Again): Promise<void> {
  await transaction(async (tx) => {
    const at = await now(tx);
    await askForSizes(repositoryId, tx, { at: notBefore ?? new Date(at.getTime() + wait), tries });
    return ok(null);
  });
}
