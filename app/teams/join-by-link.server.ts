import type { Viewer } from "~/accounts/roles";
import { whyNotChangeTeam } from "~/challenges/phase";
import { ok, type Result, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMails } from "~/platform/mail/mail.server";
import { sha256 } from "~/platform/secret.server";
import { whyNotTakeIn } from "~/teams/members/membership";
import { joinedMail } from "~/teams/members/membership.mail";
import { acceptRulesFor, takeIn } from "~/teams/members/take-in.server";
import { heldTeam } from "./held-team.server";
import { lettersTo } from "./team-letters.server";

/** Joins the team whose invitation link this is. A link that was switched off or replaced leads nowhere: 404. */
export function joinByLink(
  { token, rules }: { token: string; rules: number },
  viewer: Viewer,
): Promise<Result<{ slug: string; name: string }>> {
  return transaction(async (tx) => {
    const invited = await tx.team.findUnique({ where: { inviteHash: sha256(token) }, select: { id: true } });
    const team = await heldTeam(invited?.id, tx);
    const { challenge } = team;
    found(team.inviteHash === sha256(token) ? team : null);
    if (team.members.some(({ personId }) => personId === viewer.id))
      return ok({ slug: challenge.slug, name: team.name });
    const refusal = whyNotChangeTeam(challenge, challenge.at) ?? whyNotTakeIn(team.crew, challenge);
    if (refusal) return refused(refusal);
    const ids = { teamId: team.id, challengeId: challenge.id, personId: viewer.id };
    const taken = await takeIn(ids, tx);
    if (!taken.ok) return taken;
    const accepted = await acceptRulesFor({ ...ids, rules }, tx);
    if (!accepted.ok) return accepted;
    await writeMails(
      lettersTo(
        team.members,
        `joined:${team.id}:${viewer.id}:${challenge.at.getTime()}`,
        joinedMail({ name: viewer.name, team, challenge }),
      ),
      tx,
    );
    return ok({ slug: challenge.slug, name: team.name });
  });
}
