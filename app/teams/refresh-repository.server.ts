import { ok } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { MINUTE } from "~/kernel/time";
import { db, now, transaction } from "~/platform/database.server";
import { type Answer, type GithubRepository, readCommit, readRepository } from "~/platform/github/github.server";
import { enqueue, enqueueAll, job } from "~/platform/jobs/queue.server";
import { refreshRepository } from "./link-repository.server";

/** By the clock: asks GitHub about every repository whose challenge still takes entries. */
export const refreshRepositories = job<object>("refresh-repositories");

const TRY_AGAIN = 5 * MINUTE;

/**
 * The job behind `refreshRepository`. GitHub is asked outside of any transaction; what it said is written in one. The
 * declared commit is read here, so that whoever asks anew loses nothing; once GitHub knew it, it is not asked for again.
 */
export async function refreshLinked({ repositoryId }: { repositoryId: string }): Promise<void> {
  const repository = await db.repository.findUnique({
    where: { id: repositoryId },
    select: { owner: true, name: true, linkedAt: true, declaredCommit: true, commitState: true },
  });
  if (!repository) return;
  const { owner, name, linkedAt, declaredCommit } = repository;
  const answer = await readRepository({ owner, name });
  const wanted =
    answer.is === "known" && declaredCommit && repository.commitState !== "known"
      ? await readCommit({ owner, name, commit: declaredCommit })
      : null;
  await transaction(async (tx) => {
    const at = await now(tx);
    // A repository that was linked anew meanwhile has a job of its own.
    const still = { id: repositoryId, linkedAt, declaredCommit };
    const { count } = await tx.repository.updateMany({
      where: still,
      data: { ...learned(answer, wanted, at), askedAt: at },
    });
    const later = answer.is === "later" ? answer : wanted?.is === "later" ? wanted : null;
    if (count === 1 && later)
      await enqueue(refreshRepository, { repositoryId }, tx, {
        key: `repository:${repositoryId}`,
        at: later.notBefore ?? new Date(at.getTime() + TRY_AGAIN),
      });
    return ok(null);
  });
}

/**
 * What an answer changes. A repository that was known stays known by what GitHub said last, and a commit that GitHub does
 * not know stays declared: it may be pushed yet.
 */
function learned(answer: Answer<GithubRepository>, wanted: Answer<string> | null, at: Instant) {
  if (answer.is === "gone") return { state: "unreachable" as const, error: answer.sentence };
  if (answer.is === "later")
    return { state: "unreachable" as const, error: `${answer.sentence} It is asked again by itself.` };
  const known = { ...answer.value, state: "known" as const, error: null, refreshedAt: at };
  if (!wanted) return known;
  if (wanted.is === "known") return { ...known, judgedSha: wanted.value, commitState: "known" as const };
  if (wanted.is === "gone") return { ...known, commitState: "unknown" as const };
  return { ...known, error: `The commit is not checked yet. ${wanted.sentence} It is asked again by itself.` };
}

/** The job behind `refreshRepositories`. */
export async function refreshAll(): Promise<void> {
  await transaction(async (tx) => {
    const at = await now(tx);
    const rows = await tx.repository.findMany({
      where: { team: { dissolvedAt: null, challenge: { closesAt: { gt: at } } }, state: { not: "pending" } },
      select: { id: true },
    });
    await enqueueAll(
      refreshRepository,
      rows.map(({ id }) => ({ repositoryId: id })),
      tx,
    );
    return ok(null);
  });
}
