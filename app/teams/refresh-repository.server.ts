import { ok } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { DAY, MINUTE } from "~/kernel/time";
import { db, now, type Prisma, transaction } from "~/platform/database.server";
import { type Answer, GITHUB_QUEUE, type Unanswered } from "~/platform/github/client.server";
import { type DeclaredCommit, readCommit } from "~/platform/github/code.server";
import { keepMemory, memoryOf } from "~/platform/github/recall.server";
import { readRepository, type Synced } from "~/platform/github/repository.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { keepSynced } from "./keep-synced.server";
import { askGithubOfAll, refreshRepository, repositoryKey } from "./link-repository.server";
import { askForSizes } from "./measure-commits.server";

/** By the clock: asks GitHub about the repositories of challenges that take entries or are with the jury. */
export const refreshRepositories = job<object>("refresh-repositories");

const TRY_AGAIN = 5 * MINUTE;
/** Once entries are closed, a new name, deletion or going private is known within so long. */
const AFTER_CLOSING = DAY;

const LINKED = {
  owner: true,
  name: true,
  githubId: true,
  linkedAt: true,
  declaredCommit: true,
  judgedSha: true,
  commitState: true,
  syncedHead: true,
  state: true,
  pushes: { orderBy: { id: "desc" }, take: 1, select: { id: true } },
  team: { select: { challenge: { select: { opensAt: true } } } },
} as const;

type Linked = Prisma.RepositoryGetPayload<{ select: typeof LINKED }>;

/**
 * The job behind `refreshRepository`. GitHub is asked outside of any transaction; what it said is written in one. The
 * declared commit is read here, so that whoever asks anew loses nothing; once GitHub knew it, it is not asked for again.
 */
export async function refreshLinked({ repositoryId }: { repositoryId: string }): Promise<void> {
  const linked = await db.repository.findUnique({ where: { id: repositoryId }, select: LINKED });
  if (!linked) return;
  const { answer, wanted, memory } = await ask(repositoryId, linked);
  const isComplete = answer.is === "known";
  // Where the run before was complete and nothing is new since, all that was told stands already.
  const hasNews = memory.news.size > 0 || linked.state !== "known";
  await transaction(async (tx) => {
    const at = await now(tx);
    // A repository that was linked anew meanwhile has a job of its own.
    const still = { id: repositoryId, linkedAt: linked.linkedAt, declaredCommit: linked.declaredCommit };
    const { count } = await tx.repository.updateMany({
      where: still,
      data: { ...learned(answer, wanted, at), askedAt: at },
    });
    if (count === 1 && answer.is === "known" && hasNews) {
      await keepSynced({ repositoryId, synced: answer.value, at }, tx);
      if (answer.value.commits?.found.length) await askForSizes(repositoryId, tx);
    }
    const later = answer.is === "later" ? answer : wanted?.is === "later" ? wanted : null;
    if (count === 1 && later)
      await enqueue(refreshRepository, { repositoryId }, tx, {
        ...{ key: repositoryKey(repositoryId), queue: GITHUB_QUEUE },
        at: later.notBefore ?? new Date(at.getTime() + TRY_AGAIN),
      });
    return ok(null);
  });
  await keepMemory(memory, isComplete);
}

/** What GitHub says of the repository, and of the declared commit where it has not confirmed it. */
async function ask(repositoryId: string, { team, pushes, ...linked }: Linked) {
  const memory = await memoryOf(repositoryId);
  const { declaredCommit, commitState, owner, name } = linked;
  const since = team.challenge.opensAt ?? linked.linkedAt;
  const answer = await readRepository({ ...linked, since, lastPush: pushes[0]?.id ?? null }, memory);
  const wanted =
    answer.is === "known" && declaredCommit && commitState !== "known"
      ? await readCommit({ owner, name, commit: declaredCommit })
      : null;
  return { answer, wanted, memory };
}

/**
 * What an answer changes. A repository that was known stays known by what GitHub said last, and a commit that GitHub does
 * not know stays declared: it may be pushed yet.
 */
function learned(answer: Answer<Synced>, wanted: Answer<DeclaredCommit> | null, at: Instant) {
  if (answer.is !== "known") return { state: "unreachable" as const, error: told(answer) };
  const { repository, earlierSha } = answer.value;
  const known = { ...repository, earlierSha, state: "known" as const, error: null, refreshedAt: at };
  if (!wanted) return known;
  if (wanted.is === "known") {
    const { sha, branch } = wanted.value;
    return { ...known, judgedSha: sha, commitState: branch === null ? ("stray" as const) : ("known" as const) };
  }
  if (wanted.is === "gone") return { ...known, commitState: "unknown" as const };
  return { ...known, error: `The commit is not checked yet. ${told(wanted)}` };
}

const told = (answer: Unanswered): string =>
  answer.is === "gone" ? answer.sentence : `${answer.sentence} It is asked again by itself.`;

/**
 * The repositories that this site wants to know of: of teams that are still there, until the results are out. Those who
 * judge want to know what became of the code too.
 */
export const WATCHED = { dissolvedAt: null, challenge: { resultsPublishedAt: null } } as const;

/** The job behind `refreshRepositories`: this finds what no webhook told of. */
export async function refreshAll(): Promise<void> {
  await transaction(async (tx) => {
    const at = await now(tx);
    const rows = await tx.repository.findMany({
      where: {
        state: { not: "pending" },
        team: WATCHED,
        OR: [
          { team: { challenge: { closesAt: { gt: at } } } },
          { askedAt: { lte: new Date(at.getTime() - AFTER_CLOSING) } },
        ],
      },
      select: { id: true },
    });
    await askGithubOfAll(
      rows.map(({ id }) => id),
      tx,
    );
    return ok(null);
  });
}
