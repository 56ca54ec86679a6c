import type { Viewer } from "~/accounts/roles";
import { whyNotChangeTeam } from "~/challenges/phase";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { ownHeldTeam } from "~/teams/held-team.server";

/** Whether the commits of a team's hand-ins are marked on GitHub as received, from the next one on. */
export function chooseMark(slug: string, isWanted: boolean, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    const team = await ownHeldTeam(slug, viewer, tx);
    const refusal = whyNotChangeTeam(team.challenge, team.challenge.at);
    if (refusal) return refused(refusal);
    const { count } = await tx.repository.updateMany({
      where: { teamId: team.id },
      data: { marksCommit: isWanted },
    });
    return count === 0 ? refuse("no-repository", "No repository is linked yet.") : ok(null);
  });
}
