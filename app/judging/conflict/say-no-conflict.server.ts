import type { Viewer } from "~/accounts/roles";
import { ok, type Result } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";

/**
 * A juror says that nothing ties them to entries that they were given, each kept with its hour; said twice it is kept
 * once. What they were not given, and what a conflict blocks, is passed over; 404 where that is all of it.
 */
export function sayNoConflict(
  { slug, numbers }: { slug: string; numbers: number[] },
  viewer: Viewer,
): Promise<Result<{ entries: number[] }>> {
  return transaction(async (tx) => {
    const given = await tx.assignment.findMany({
      where: {
        releasedAt: null,
        juror: { personId: viewer.id, leftAt: null, challenge: { slug } },
        submission: {
          ...{ number: { in: numbers }, withdrawnAt: null, challenge: { slug } },
          conflicts: { none: { juror: { personId: viewer.id }, dismissedAt: null } },
        },
      },
      orderBy: { submission: { number: "asc" } },
      select: { jurorId: true, submissionId: true, submission: { select: { number: true } } },
    });
    found(given[0]);
    const saidAt = await now(tx);
    await tx.clearance.createMany({
      data: given.map(({ jurorId, submissionId }) => ({ jurorId, submissionId, saidAt })),
      skipDuplicates: true,
    });
    return ok({ entries: given.map(({ submission }) => submission.number) });
  });
}
