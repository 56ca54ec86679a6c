import type { Viewer } from "~/accounts/roles";
import { FACE } from "~/challenges/public-challenge.server";
import type { RoundNumber } from "~/challenges/running-round";
import { db, type Prisma } from "~/platform/database.server";
import type { Mask } from "~/submissions/blind/mask";
import { maskFor, masksFor } from "~/submissions/blind/masks.server";
import { assignmentOf } from "./assignment-of.server";

const UNOPENED = {
  number: true,
  team: {
    select: {
      name: true,
      members: { orderBy: { joinedAt: "asc" }, select: { person: { select: { name: true } } } },
    },
  },
  versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
} as const satisfies Prisma.SubmissionSelect;

type Row = Prisma.SubmissionGetPayload<{ select: typeof UNOPENED }>;

/** What a juror is told of an entry before it opens: its title, and whose it is. */
export type Unopened = { number: number; title: string; team: { name: string; people: string[] } | null };

const unopened = ({ number, team, versions }: Row, mask: Mask | null): Unopened => ({
  number,
  title: mask ? mask(versions[0]?.title ?? "") : (versions[0]?.title ?? ""),
  team: mask ? null : { name: team.name, people: team.members.map(({ person }) => person.name) },
});

/** One of them, before it opens or after; 404 where it is none of the juror's. */
export async function entryToOpen(of: { slug: string; number: number }, viewer: Viewer) {
  const { submissionId, jurorId, challenge: within } = await assignmentOf(of, viewer);
  const mask = await maskFor({ challengeId: within.id, number: of.number });
  const { challenge, clearances, ...row } = await db.submission.findUniqueOrThrow({
    where: { id: submissionId },
    select: {
      ...UNOPENED,
      challenge: { select: FACE },
      clearances: { where: { jurorId }, select: { saidAt: true } },
    },
  });
  return { challenge, ...unopened(row, mask), saidAt: clearances[0]?.saidAt ?? null };
}

/** Those that a juror was given and has said nothing on, and that no conflict blocks. */
export async function entriesToOpen({
  jurorId,
  challengeId,
  round,
}: {
  jurorId: string;
  challengeId: string;
  round: RoundNumber;
}): Promise<Unopened[]> {
  const rows = await db.submission.findMany({
    where: {
      withdrawnAt: null,
      assignments: { some: { jurorId, round, releasedAt: null } },
      clearances: { none: { jurorId } },
      conflicts: { none: { jurorId, dismissedAt: null } },
    },
    orderBy: { number: "asc" },
    select: UNOPENED,
  });
  const maskOf = await masksFor(challengeId);
  return rows.map((row) => unopened(row, maskOf?.(row.number) ?? null));
}
