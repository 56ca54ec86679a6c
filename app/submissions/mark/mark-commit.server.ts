import { ok } from "~/kernel/result";
import { MINUTE } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { db, now, type Tx, transaction } from "~/platform/database.server";
import { type Answer, GITHUB_QUEUE } from "~/platform/github/client.server";
import { postStatus } from "~/platform/github/status.server";
import { enqueue, job } from "~/platform/jobs/queue.server";

/** Marks the commit of a version on GitHub as received. */
export const markCommit = job<{ versionId: string }>("mark-commit");

const MOST_TRIES = 3;
const TRY_AGAIN = 5 * MINUTE;
const when = (versionId: string) => ({ key: `mark:${versionId}`, queue: GITHUB_QUEUE });

/** Asks for the mark of a version, in the transaction that settles its seal. */
export async function askForMark(versionId: string, tx: Tx): Promise<void> {
  await tx.commitStatus.create({ data: { versionId } });
  await enqueue(markCommit, { versionId }, tx, when(versionId));
}

/**
 * The job behind `markCommit`. That GitHub is being asked is written before it is: a run that is broken off is not made
 * again, and no commit is marked twice. The mark leads to the public record, because receipts are for the team alone.
 */
export async function markOnGithub({ versionId }: { versionId: string }): Promise<void> {
  const { count } = await db.commitStatus.updateMany({
    where: { versionId, state: "waiting" },
    data: { state: "asked", tries: { increment: 1 } },
  });
  if (count === 0) return;
  const { seal, recordHash } = await db.submissionVersion.findUniqueOrThrow({
    where: { id: versionId },
    select: { recordHash: true, seal: { select: { owner: true, name: true, githubId: true, commitSha: true } } },
  });
  if (!seal?.githubId || !seal.commitSha) return;
  const { owner, name, githubId, commitSha: sha } = seal;
  const target = config().origin + paths.recordEntry(recordHash);
  await note(versionId, await postStatus({ owner, name, githubId, sha, target }));
}

async function note(versionId: string, answer: Answer<null>): Promise<void> {
  await transaction(async (tx) => {
    const at = await now(tx);
    const { tries } = await tx.commitStatus.findUniqueOrThrow({ where: { versionId }, select: { tries: true } });
    const isAgain = answer.is === "later" && tries < MOST_TRIES;
    await tx.commitStatus.update({
      where: { versionId },
      data: {
        state: answer.is === "known" ? "posted" : isAgain ? "waiting" : "refused",
        why: answer.is === "known" ? null : answer.sentence,
        at,
      },
    });
    if (isAgain)
      await enqueue(markCommit, { versionId }, tx, {
        ...when(versionId),
        at: answer.notBefore ?? new Date(at.getTime() + TRY_AGAIN),
      });
    return ok(null);
  });
}
