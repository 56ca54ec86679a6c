import type { Viewer } from "~/accounts/roles";
import { whyNotChangeTeam } from "~/challenges/phase";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { newToken, sha256 } from "~/platform/secret.server";
import { acceptRulesFor } from "~/teams/members/take-in.server";
import { ownHeldTeam } from "./held-team.server";

type About = { name: string; about: string; isLooking: boolean; skillsWanted: string[] };

/** Changes what a team says of itself; any member may. Its address stays. */
export function describeTeam({ slug, ...about }: About & { slug: string }, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    const team = await ownHeldTeam(slug, viewer, tx);
    const refusal = whyNotChangeTeam(team.challenge, team.challenge.at);
    if (refusal) return refused(refusal);
    await tx.team.update({ where: { id: team.id }, data: about });
    return ok(null);
  });
}

/**
 * The captain makes a new invitation link, which ends the old one, or switches it off. The link's secret is handed
 * back once; only its hash is kept.
 */
export function setInvitation(
  { slug, link }: { slug: string; link: "new" | "off" },
  viewer: Viewer,
): Promise<Result<{ token: string | null }>> {
  return transaction(async (tx) => {
    const team = await ownHeldTeam(slug, viewer, tx);
    if (!team.isCaptain) return refuse("not-yours", "Only the captain makes or ends the invitation link.");
    const refusal = whyNotChangeTeam(team.challenge, team.challenge.at);
    if (refusal) return refused(refusal);
    const token = link === "new" ? newToken() : null;
    await tx.team.update({ where: { id: team.id }, data: { inviteHash: token && sha256(token) } });
    return ok({ token });
  });
}

/** A member accepts the newest rules for the team. Taken even after the deadline: it binds, it changes no entry. */
export function acceptRules({ slug, rules }: { slug: string; rules: number }, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    const team = await ownHeldTeam(slug, viewer, tx);
    return acceptRulesFor({ teamId: team.id, challengeId: team.challenge.id, personId: viewer.id, rules }, tx);
  });
}
