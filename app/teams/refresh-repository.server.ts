import { ok } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { DAY, MINUTE } from "~/kernel/time";
import { db, now, type Prisma, transaction } from "~/platform/database.server";
import { type Answer, GITHUB_QUEUE, type Unanswered } from "~/platform/github/client.server";
import { type DeclaredCommit, readCommit } from "~/platform/github/code.server";
import { keepMemory, type Memory, memoryOf } from "~/platform/github/recall.server";
import { readRepository, type Synced } from "~/platform/github/repository.server";
import { hiddenSentence, seeRepository } from "~/platform/github/seen-repository.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { keepEvents, keepSynced } from "./keep-synced.server";
import { askGithubOfAll, refreshRepository, repositoryKey } from "./link-repository.server";
import { askForSizes } from "./measure-commits.server";
import type { Proof } from "./proof";
import { proofOf } from "./prove-repository.server";
import { EVENTS, eventsBetween, eventsOfSilence, type RepositoryEvent } from "./repository-events";

/** By the clock: asks GitHub about the repositories of challenges that take entries or are with the jury. */
export const refreshRepositories = job<object>("refresh-repositories");

/** GitHub told of work on an entry that is with the jury: who is tied to it is asked a floor above. */
export const workSeen = job<{ challengeId: string }>("work-seen");

const TRY_AGAIN = 5 * MINUTE;
/** Once entries are closed, a new name, deletion or going private is known within so long. */
const AFTER_CLOSING = DAY;

const LINKED = {
  id: true,
  owner: true,
  name: true,
  githubId: true,
  isArchived: true,
  isPrivate: true,
  installationId: true,
  proof: true,
  linkedAt: true,
  declaredCommit: true,
  judgedSha: true,
  commitState: true,
  syncedHead: true,
  state: true,
  pushes: { orderBy: { id: "desc" }, take: 1, select: { id: true } },
  events: {
    where: { kind: { in: ["vanished", "returned"] } },
    orderBy: EVENTS.orderBy,
    take: 1,
    select: { kind: true },
  },
  team: {
    select: {
      ...{ id: true, members: { select: { personId: true } } },
      challenge: { select: { id: true, opensAt: true, closesAt: true, judgingClosedAt: true } },
    },
  },
} satisfies Prisma.RepositorySelect;

type Linked = Prisma.RepositoryGetPayload<{ select: typeof LINKED }>;

/** What GitHub said: of the repository, of the declared commit where it had not confirmed it, and of whose it is. */
type Told = {
  answer: Answer<Synced>;
  wanted: Answer<DeclaredCommit> | null;
  proof: Proof | null;
  /** The installation of the GitHub App through which it was read. */
  installationId: bigint | null;
};

/**
 * The job behind `refreshRepository`. GitHub is asked outside of any transaction; what it said is written in one. The
 * declared commit is read here, so that whoever asks anew loses nothing; once GitHub knew it, it is not asked for again.
 */
export async function refreshLinked({ repositoryId }: { repositoryId: string }): Promise<void> {
  const linked = await db.repository.findUnique({ where: { id: repositoryId }, select: LINKED });
  if (!linked) return;
  const memory = await memoryOf(repositoryId);
  const told = await ask(linked, memory);
  const { answer, wanted } = told;
  // Where the run before was complete and nothing is new since, all that was told stands already.
  const hasNews = memory.news.size > 0 || linked.state !== "known" || (answer.is === "known" && answer.value.commits);
  await transaction(async (tx) => {
    const at = await now(tx);
    // A repository that was linked anew meanwhile has a job of its own.
    const still = { id: repositoryId, linkedAt: linked.linkedAt, declaredCommit: linked.declaredCommit };
    const { count } = await tx.repository.updateMany({ where: still, data: { ...learned(told, at), askedAt: at } });
    if (count === 1 && answer.is === "known" && hasNews) {
      await keepSynced({ repositoryId, synced: answer.value, at }, tx);
      if (answer.value.commits?.found.length) await askForSizes(repositoryId, tx);
      const { id: challengeId, closesAt, judgingClosedAt } = linked.team.challenge;
      if (closesAt && at >= closesAt && !judgingClosedAt)
        await enqueue(workSeen, { challengeId }, tx, { key: `work-seen:${challengeId}` });
    }
    if (count === 1) await keepEvents({ repositoryId, events: eventsIn(linked, answer), at }, tx);
    const later = answer.is === "later" ? answer : wanted?.is === "later" ? wanted : null;
    if (count === 1 && later)
      await enqueue(refreshRepository, { repositoryId }, tx, {
        ...{ key: repositoryKey(repositoryId), queue: GITHUB_QUEUE },
        at: later.notBefore ?? new Date(at.getTime() + TRY_AGAIN),
      });
    return ok(null);
  });
  await keepMemory(memory, answer.is === "known");
}

async function ask({ id: repositoryId, team, pushes, ...linked }: Linked, memory: Memory): Promise<Told> {
  const seen = await seeRepository(linked, memory);
  if (seen.is !== "known") return { answer: seen, wanted: null, proof: null, installationId: null };
  const memberIds = team.members.map(({ personId }) => personId);
  const asking = { teamId: team.id, repositoryId, memberIds, seen: seen.value, memory };
  // Once proven it stays proven, with when and how, as long as the same repository is linked.
  const proof = linked.proof === "none" ? await proofOf(asking) : null;
  const { installationId, found } = seen.value;
  // Whoever links another's private repository, on which the App is installed for them, learns nothing of it.
  if (found.private && linked.proof === "none" && proof === null)
    return { answer: { is: "gone", sentence: hiddenSentence() }, wanted: null, proof, installationId };
  const { declaredCommit, commitState } = linked;
  const since = team.challenge.opensAt ?? linked.linkedAt;
  const answer = await readRepository(seen.value, { ...linked, since, lastPush: pushes[0]?.id ?? null }, memory);
  const wanted =
    answer.is === "known" && declaredCommit && commitState !== "known"
      ? await readCommit(seen.value, declaredCommit)
      : null;
  return { answer, wanted, proof, installationId };
}

/** What became of a repository that GitHub told of before. */
function eventsIn({ githubId, events, ...before }: Linked, answer: Answer<Synced>): RepositoryEvent[] {
  const isGone = events[0]?.kind === "vanished";
  if (githubId === null || answer.is === "later") return [];
  return answer.is === "known"
    ? eventsBetween(before, answer.value.repository, { isGone })
    : eventsOfSilence({ isGone });
}

/**
 * What an answer changes. A repository that was known stays known by what GitHub said last, and a commit that GitHub does
 * not know stays declared: it may be pushed yet.
 */
function learned({ answer, wanted, proof, installationId }: Told, at: Instant) {
  const proven = proof ? { proof: proof.proof, provenById: proof.byId, provenAt: at } : {};
  if (answer.is !== "known") return { ...proven, state: "unreachable" as const, error: sentenceOf(answer) };
  const { repository, earlierSha } = answer.value;
  const known = {
    ...proven,
    ...repository,
    installationId,
    earlierSha,
    syncedHead: repository.headSha,
    state: "known" as const,
    error: null,
    refreshedAt: at,
  };
  if (!wanted) return known;
  if (wanted.is === "known") {
    const { sha, branch } = wanted.value;
    return { ...known, judgedSha: sha, commitState: branch === null ? ("stray" as const) : ("known" as const) };
  }
  if (wanted.is === "gone") return { ...known, commitState: "unknown" as const };
  return { ...known, error: `The commit is not checked yet. ${sentenceOf(wanted)}` };
}

const sentenceOf = (answer: Unanswered): string =>
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
        // What was never asked about has a job of its own.
        ...{ state: { not: "pending" }, askedAt: { not: null } },
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
