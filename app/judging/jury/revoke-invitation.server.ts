import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { challengeForChair } from "../chair.server";

/** Withdraws an invitation that nobody has accepted; its link stops working at once. */
export function revokeInvitation(
  { slug, invitationId }: { slug: string; invitationId: string },
  viewer: Viewer,
): Promise<Result<{ name: string }>> {
  return transaction(async (tx) => {
    const { id: challengeId } = await challengeForChair(slug, viewer, tx);
    const invitation = found(
      await tx.jurorInvitation.findFirst({ where: { id: invitationId, challengeId }, select: { name: true } }),
    );
    const { count } = await tx.jurorInvitation.updateMany({
      where: { id: invitationId, acceptedAt: null, revokedAt: null },
      data: { revokedAt: await now(tx) },
    });
    return count === 1
      ? ok(invitation)
      : refuse("settled", "This invitation has been accepted or withdrawn meanwhile. Look at the list.");
  });
}
