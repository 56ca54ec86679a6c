import type { Viewer } from "~/accounts/roles";
import { CALENDAR } from "~/challenges/phase";
import { runningCalendar, runningRound, SECOND } from "~/challenges/running-round";
import { ok, type Result, refuse } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeToChairs } from "../chair.server";
import { recuse } from "../conflict/recuse.server";
import { freedMail } from "../jury/jury.mail";

/**
 * A juror says that they may not score an entry, assigned to them or not. An assignment is given back at once, with
 * what was scored on it, the entry is free for another juror, and the chairs are told by mail. It stands: nobody takes
 * a conflict back.
 */
export function declareConflict(
  { slug, number, reason }: { slug: string; number: number; reason: string },
  viewer: Viewer,
): Promise<Result<{ freed: boolean }>> {
  return transaction(async (tx) => {
    const submission = found(
      await tx.submission.findFirst({
        where: { number, withdrawnAt: null, challenge: { slug, publishedAt: { not: null } } },
        select: { id: true, challenge: { select: { id: true, slug: true, title: true, ...CALENDAR } } },
      }),
    );
    const { challenge } = submission;
    const of = { challengeId_personId: { challengeId: challenge.id, personId: viewer.id } };
    const juror = await tx.juror.findUnique({ where: of, select: { id: true, number: true, leftAt: true } });
    const { id: jurorId, number: jurorNumber } = found(juror && !juror.leftAt ? juror : null);
    // The chair's closing and assigning hold this row for themselves.
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challenge.id}::uuid FOR SHARE`;
    const at = await now(tx);
    if (!challenge.closesAt || at < challenge.closesAt)
      return refuse("not-yet", "Entries are not shown to the jury before they close.");
    const { secondRound: second, ...calendar } = await tx.challenge.findUniqueOrThrow({
      where: { id: challenge.id },
      select: { ...CALENDAR, secondRound: SECOND },
    });
    if (runningCalendar(calendar, second).judgingClosedAt)
      return refuse("closed", "Judging is closed, and scores stand. Tell the chair of the conflict at once.");
    await tx.conflict.createMany({
      data: [{ jurorId, submissionId: submission.id, kind: "declared", reason, declaredAt: at }],
      skipDuplicates: true,
    });
    const given = await tx.assignment.findFirst({
      where: { jurorId, submissionId: submission.id, round: runningRound(second), releasedAt: null },
      select: { id: true },
    });
    if (given) {
      await recuse({ challengeId: challenge.id, assignmentIds: [given.id], at, by: viewer.id }, tx);
      await tellChairs({ challenge, entry: { id: submission.id, number }, juror: jurorNumber, at }, tx);
    }
    return ok({ freed: given !== null });
  });
}

type Freed = {
  challenge: { id: string; slug: string; title: string };
  entry: { id: string; number: number };
  /** The juror's number: the letter names nobody. */
  juror: number;
  at: Instant;
};

async function tellChairs({ challenge, entry, juror, at }: Freed, tx: Tx): Promise<void> {
  const link = `${config().origin}${paths.juryAct(challenge.slug, "assign")}`;
  const occasion = `jury-freed:${entry.id}:${juror}:${at.toISOString()}`;
  const letter = (name: string) => freedMail({ name, entry: entry.number, juror, link, title: challenge.title });
  await writeToChairs({ challengeId: challenge.id, occasion, letter }, tx);
}
