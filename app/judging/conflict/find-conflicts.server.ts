import { type RoundNumber, runningRound, SECOND } from "~/challenges/running-round";
import { ok } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now, type Tx, transaction } from "~/platform/database.server";
import { enqueueAll, job } from "~/platform/jobs/queue.server";
import { writeToChairs } from "../chair.server";
import { foundMail } from "../jury/jury.mail";
import { type Detected, detectedIn } from "./facts.server";

/** By the clock: looks for conflicts in every challenge that is with its jury. */
export const findConflicts = job<object>("find-conflicts");
/** The same in one. */
export const findConflictsIn = job<{ challengeId: string }>("find-conflicts-in");

/** The job behind `findConflicts`: people change employers, and GitHub tells of commits, after entries were assigned. */
export async function findEverywhere(): Promise<void> {
  await transaction(async (tx) => {
    const challenges = await tx.challenge.findMany({
      where: { closesAt: { lte: await now(tx) }, judgingClosedAt: null, jurors: { some: { leftAt: null } } },
      select: { id: true },
    });
    const payloads = challenges.map(({ id: challengeId }) => ({ challengeId }));
    await enqueueAll(findConflictsIn, payloads, tx, { key: ({ challengeId }) => `conflicts:${challengeId}` });
    return ok(null);
  });
}

/** The job behind `findConflictsIn`. What is found on an entry that a juror was given blocks it at once. */
export async function findInOne({ challengeId }: { challengeId: string }): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challengeId}::uuid FOR UPDATE`;
    const at = await now(tx);
    const challenge = await tx.challenge.findUnique({
      where: { id: challengeId },
      select: { id: true, slug: true, title: true, closesAt: true, judgingClosedAt: true, secondRound: SECOND },
    });
    if (!challenge?.closesAt || at < challenge.closesAt || challenge.judgingClosedAt) return ok(null);
    const fresh = await keepFound({ challengeId, detected: await detectedIn(challengeId, tx), at }, tx);
    await tellChairs({ challenge, round: runningRound(challenge.secondRound), fresh, at }, tx);
    return ok(null);
  });
}

type Pair = { jurorId: string; submissionId: string };

/**
 * Writes what was found, each kind once to a pair, and answers what was not known. A dismissal holds for what it was
 * given for: a kind that is found again for another reason blocks again.
 */
export async function keepFound(
  { challengeId, detected, at }: { challengeId: string; detected: Detected[]; at: Instant },
  tx: Tx,
): Promise<Detected[]> {
  const known = await tx.conflict.findMany({
    where: { submission: { challengeId }, kind: { not: "declared" } },
    select: { jurorId: true, submissionId: true, kind: true, reason: true },
  });
  const keyOf = ({ jurorId, submissionId, kind }: Pair & { kind: string }) => `${jurorId} ${submissionId} ${kind}`;
  const reasons = new Map(known.map((one) => [keyOf(one), one.reason]));
  const fresh = detected.filter((one) => reasons.get(keyOf(one)) !== one.reason);
  for (const { jurorId, submissionId, kind, reason } of fresh.filter((one) => reasons.has(keyOf(one))))
    await tx.conflict.update({
      where: { jurorId_submissionId_kind: { jurorId, submissionId, kind } },
      data: { reason, declaredAt: at, dismissedAt: null },
    });
  await tx.conflict.createMany({ data: fresh.map((one) => ({ ...one, declaredAt: at })), skipDuplicates: true });
  return fresh;
}

type Challenge = { id: string; slug: string; title: string };

/** One letter to each chair for all that a run found on entries that are assigned. It names nobody. */
async function tellChairs(
  { challenge, round, fresh, at }: { challenge: Challenge; round: RoundNumber; fresh: Pair[]; at: Instant },
  tx: Tx,
): Promise<void> {
  if (fresh.length === 0) return;
  const given = await tx.assignment.findMany({
    where: {
      ...{ round, releasedAt: null },
      OR: fresh.map(({ jurorId, submissionId }) => ({ jurorId, submissionId })),
    },
    orderBy: [{ juror: { number: "asc" } }, { submission: { number: "asc" } }],
    select: { juror: { select: { number: true } }, submission: { select: { number: true } } },
  });
  if (given.length === 0) return;
  const link = `${config().origin}${paths.juryConflicts(challenge.slug)}`;
  const pairs = given.map(({ juror, submission }) => ({ juror: juror.number, entry: submission.number }));
  const occasion = `jury-conflicts:${challenge.id}:${at.toISOString()}`;
  const letter = (name: string) => foundMail({ name, pairs, link, title: challenge.title });
  await writeToChairs({ challengeId: challenge.id, occasion, letter }, tx);
}

/**
 * What an assignment must keep apart: conflicts that stand, and what the site sees now. What the chair dismissed is in
 * neither, as long as the site sees no more than was dismissed.
 */
export async function conflictsIn(challengeId: string, on: Tx): Promise<{ standing: Pair[]; detected: Detected[] }> {
  const known = await on.conflict.findMany({
    where: { juror: { challengeId } },
    select: { jurorId: true, submissionId: true, kind: true, reason: true, dismissedAt: true },
  });
  const wordsOf = (of: Pair & { kind: string; reason: string }) =>
    `${of.jurorId} ${of.submissionId} ${of.kind} ${of.reason}`;
  const dismissed = new Set(known.filter(({ dismissedAt }) => dismissedAt !== null).map(wordsOf));
  const detected = await detectedIn(challengeId, on);
  return {
    standing: known.filter(({ dismissedAt }) => dismissedAt === null),
    detected: detected.filter((one) => !dismissed.has(wordsOf(one))),
  };
}
