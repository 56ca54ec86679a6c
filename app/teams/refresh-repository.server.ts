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

type Asked = { repositoryId: string; commit?: string };

/** The job behind `refreshRepository`. GitHub is asked outside of any transaction; what it said is written in one. */
export async function refreshLinked({ repositoryId, commit }: Asked): Promise<void> {
  const repository = await db.repository.findUnique({
    where: { id: repositoryId },
    select: { owner: true, name: true, linkedAt: true },
  });
  if (!repository) return;
  const answer = await readRepository(repository);
  const wanted = answer.is === "known" && commit ? await readCommit({ ...repository, commit }) : null;
  await transaction(async (tx) => {
    const at = await now(tx);
    // A repository that was linked anew meanwhile has a job of its own.
    const still = { id: repositoryId, linkedAt: repository.linkedAt };
    const { count } = await tx.repository.updateMany({ where: still, data: learned(answer, wanted, { at, commit }) });
    const later = answer.is === "later" ? answer : wanted?.is === "later" ? wanted : null;
    if (count === 1 && later)
      await enqueue(refreshRepository, { repositoryId, ...(commit ? { commit } : {}) }, tx, {
        key: `repository:${repositoryId}`,
        at: later.notBefore ?? new Date(at.getTime() + TRY_AGAIN),
      });
    return ok(null);
  });
}

/** What an answer changes. A repository that was known stays known by what GitHub said last. */
function learned(
  answer: Answer<GithubRepository>,
  wanted: Answer<string> | null,
  { at, commit }: { at: Instant; commit: string | undefined },
) {
  if (answer.is === "gone") return { state: "unreachable" as const, error: answer.sentence };
  if (answer.is === "later")
    return { state: "unreachable" as const, error: `${answer.sentence} It is asked again by itself.` };
  const known = { ...answer.value, state: "known" as const, error: null, refreshedAt: at };
  if (!wanted) return known;
  if (wanted.is === "known") return { ...known, judgedSha: wanted.value };
  if (wanted.is === "gone")
    return {
      ...known,
      judgedSha: null,
      error: `The repository has no single commit that begins with ${commit ?? ""}. Declare another one.`,
    };
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
