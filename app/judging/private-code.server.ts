import type { Viewer } from "~/accounts/roles";
import { db } from "~/platform/database.server";

/**
 * Whether somebody reads the code of an entry whose repository is private: a member of its team, a juror of its challenge
 * without a conflict on it, or a chair there.
 */
export async function mayReadPrivateCode(
  { challengeId, number }: { challengeId: string; number: number },
  viewer: Pick<Viewer, "id"> | null,
): Promise<boolean> {
  if (viewer === null) return false;
  const personId = viewer.id;
  const of = { challengeId, number };
  const [member, juror, chair] = await Promise.all([
    db.teamMember.count({ where: { personId, team: { submission: of } } }),
    db.juror.count({
      where: { personId, challengeId, leftAt: null, conflicts: { none: { submission: of, dismissedAt: null } } },
    }),
    db.challengeChair.count({ where: { personId, challengeId } }),
  ]);
  return member + juror + chair > 0;
}
