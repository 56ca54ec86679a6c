import type { Viewer } from "~/accounts/roles";
import { whyNotChangeTeam } from "~/challenges/phase";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { ownHeldTeam } from "~/teams/held-team.server";

/**
 * Declares that what led to a commit was made before the challenge, or takes that back (null). Only the newest commit
 * from before the opening, as GitHub tells of it, can be declared: less would leave earlier work unsaid.
 */
export function declareBaseline(slug: string, sha: string | null, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    const team = await ownHeldTeam(slug, viewer, tx);
    const refusal = whyNotChangeTeam(team.challenge, team.challenge.at);
    if (refusal) return refused(refusal);
    const { count } = await tx.repository.updateMany({
      where: { teamId: team.id, ...(sha === null ? {} : { earlierSha: sha }) },
      data: { baseline: sha },
    });
    if (count === 0)
      return refuse(
        "not-earlier",
        "That is not the newest commit from before the opening. Open your code’s page again.",
      );
    return ok(null);
  });
}
