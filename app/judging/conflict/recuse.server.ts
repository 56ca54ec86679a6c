import { roundFact } from "~/challenges/running-round";
import type { Instant } from "~/kernel/time";
import type { Tx } from "~/platform/database.server";
import { appendToRecord } from "~/record/record.server";

type Recusing = {
  challengeId: string;
  assignmentIds: string[];
  at: Instant;
  by: string;
  cause?: "conflict" | "moved";
};

/**
 * Gives assignments of one round back over a conflict, or because the chair moved them to another juror. What was scored
 * on them counts no more, and the record says so: a sheet that was handed in is named as withdrawn.
 */
export async function recuse(
  { challengeId, assignmentIds, at, by, cause = "conflict" }: Recusing,
  tx: Tx,
): Promise<void> {
  if (assignmentIds.length === 0) return;
  const where = { id: { in: assignmentIds } };
  const given = await tx.assignment.findMany({
    where,
    orderBy: { submission: { number: "asc" } },
    select: {
      ...{ jurorId: true, round: true },
      submission: { select: { number: true } },
      sheets: { orderBy: { number: "desc" }, take: 1, select: { state: true } },
    },
  });
  await tx.assignment.updateMany({ where, data: { releasedAt: at } });
  for (const juror of new Set(given.map(({ jurorId }) => jurorId))) {
    const own = given.filter(({ jurorId }) => jurorId === juror);
    const round = own[0]?.round ?? 1;
    const withdrawn = own.filter(({ sheets }) => sheets[0]?.state === "handed_in");
    await appendToRecord(
      {
        type: "jury.recused",
        challengeId,
        at,
        by,
        payload: { juror, cause, ...roundFact(round), entries: own.map(entryOf), withdrawn: withdrawn.map(entryOf) },
      },
      tx,
    );
  }
}

const entryOf = ({ submission }: { submission: { number: number } }): number => submission.number;
