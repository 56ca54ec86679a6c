import type { Viewer } from "~/accounts/roles";
import { whyNotChangeTeam } from "~/challenges/phase";
import { ok, type Result, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { ONE_TEAM } from "~/teams/members/membership";
import { heldChallenge } from "./held-team.server";

type Seeking = { slug: string; about: string; skills: string[] };

/** Says publicly that the viewer looks for a team, or says it anew. Not for those who are in one. */
export function seekTeam({ slug, about, skills }: Seeking, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    const challenge = await heldChallenge(slug, tx);
    const refusal = whyNotChangeTeam(challenge, challenge.at);
    if (refusal) return refused(refusal);
    const ids = { challengeId: challenge.id, personId: viewer.id };
    if ((await tx.teamMember.count({ where: ids })) > 0) return refused(ONE_TEAM);
    await tx.seeker.upsert({
      where: { challengeId_personId: ids },
      create: { ...ids, about, skills },
      update: { about, skills },
    });
    return ok(null);
  });
}

/** Takes the viewer off the list of those who look for a team. */
export function stopSeeking(slug: string, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    await tx.seeker.deleteMany({ where: { personId: viewer.id, challenge: { slug } } });
    return ok(null);
  });
}
