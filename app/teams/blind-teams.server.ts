import type { Viewer } from "~/accounts/roles";
import { isBlind } from "~/challenges/blind";
import type { ChallengeHead } from "~/challenges/public-challenge.server";
import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";

/**
 * Whether somebody sees who takes part. Where a challenge is judged blind, only whoever signs in to join a team, and is
 * neither on the jury nor invited to it, up to, but not at, the deadline.
 */
export async function maySeeTeams(
  challenge: Pick<ChallengeHead, "id" | "closesAt" | "judgingClosedAt" | "rules">,
  viewer: Viewer | null,
  now: Instant,
): Promise<boolean> {
  if (!isBlind(challenge)) return true;
  const { id: challengeId, closesAt } = challenge;
  if (viewer === null || closesAt === null || now >= closesAt) return false;
  const { email } = await db.person.findUniqueOrThrow({ where: { id: viewer.id }, select: { email: true } });
  const [jurors, invited] = await Promise.all([
    db.juror.count({ where: { challengeId, personId: viewer.id } }),
    db.jurorInvitation.count({ where: { challengeId, email, revokedAt: null } }),
  ]);
  return jurors + invited === 0;
}
