import type { Viewer } from "~/accounts/roles";
import { CALENDAR } from "~/challenges/phase";
import { afterLeaving, calendarOf, SECOND } from "~/challenges/running-round";
import { paths } from "~/paths";
import { db, type Tx } from "~/platform/database.server";
import { found, leadTo } from "~/platform/http/respond.server";

const asSheet = { number: true, scores: true, privateNote: true, feedback: true, state: true, savedAt: true } as const;

/**
 * What the viewer was given of an entry, as a juror of the challenge: 404 where they are none, have left, have a
 * conflict that stands, were never given it, or it was withdrawn. The juror is known from the session only.
 */
export async function assignmentOf({ slug, number }: { slug: string; number: number }, viewer: Viewer, on: Tx = db) {
  const row = await on.assignment.findFirst({
    // Who scores an entry in both rounds has the sheet of the second in front of them.
    orderBy: { round: "desc" },
    where: {
      releasedAt: null,
      juror: { personId: viewer.id, leftAt: null, challenge: { slug } },
      submission: {
        ...{ number, withdrawnAt: null, challenge: { slug } },
        conflicts: { none: { juror: { personId: viewer.id }, dismissedAt: null } },
      },
    },
    select: {
      ...{ id: true, jurorId: true, submissionId: true, round: true },
      submission: {
        select: {
          challenge: { select: { id: true, ...CALENDAR, secondRound: SECOND } },
          clearances: { where: { juror: { personId: viewer.id } }, select: { saidAt: true } },
        },
      },
      sheets: { orderBy: { number: "desc" }, take: 1, select: asSheet },
    },
  });
  const { submission, sheets, ...assignment } = found(row);
  const { secondRound, ...calendar } = submission.challenge;
  const round = assignment.round === 2 ? 2 : 1;
  const leftAt = round === 2 ? await leftSecondAt(assignment.jurorId, on) : null;
  return {
    ...({ ...assignment, round } as const),
    /** With the calendar of the sheet's round. */
    challenge: leftAt ? afterLeaving(calendar, leftAt) : calendarOf(calendar, secondRound, round),
    isCleared: submission.clearances.length > 0,
    newest: sheets[0] ?? null,
  };
}

/** When a juror was taken out of the second round; null while they score it. */
const leftSecondAt = async (jurorId: string, on: Tx): Promise<Date | null> =>
  (await on.secondRoundJuror.findUnique({ where: { jurorId }, select: { leftAt: true } }))?.leftAt ?? null;

/** The same for a page: whoever has not said yet whether they have a conflict is asked first. */
export async function openAssignment(of: { slug: string; number: number }, viewer: Viewer) {
  const assignment = await assignmentOf(of, viewer);
  if (!assignment.isCleared) leadTo(paths.deskAct(of.slug, of.number, "open"));
  return assignment;
}

/**
 * The same, held for writing: the challenge in share mode, so that closing waits, and the assignment alone, so that two
 * saves of one sheet come one after the other.
 */
export async function heldAssignment(of: { slug: string; number: number }, viewer: Viewer, tx: Tx) {
  const { id, challenge } = await assignmentOf(of, viewer, tx);
  await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challenge.id}::uuid FOR SHARE`;
  await tx.$queryRaw`SELECT id FROM assignment WHERE id = ${id}::uuid FOR UPDATE`;
  return assignmentOf(of, viewer, tx);
}

export type HeldAssignment = Awaited<ReturnType<typeof heldAssignment>>;
