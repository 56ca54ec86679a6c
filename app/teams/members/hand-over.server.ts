import type { Viewer } from "~/accounts/roles";
import { whyNotChangeTeam } from "~/challenges/phase";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMails } from "~/platform/mail/mail.server";
import { ownHeldTeam } from "~/teams/held-team.server";
import { lettersTo } from "~/teams/team-letters.server";
import { captainMail } from "./membership.mail";

/** The captain hands the team to another member. */
export function handOver(
  { slug, person }: { slug: string; person: string },
  viewer: Viewer,
): Promise<Result<{ name: string }>> {
  return transaction(async (tx) => {
    const team = await ownHeldTeam(slug, viewer, tx);
    const { challenge } = team;
    if (!team.isCaptain) return refuse("not-yours", "Only the captain hands the team over.");
    const refusal = whyNotChangeTeam(challenge, challenge.at);
    if (refusal) return refused(refusal);
    const next = found(team.members.find(({ personId }) => personId === person));
    if (next.personId === viewer.id) return refuse("self", "You are the captain already. Choose somebody else.");
    // Two updates, because one captain a team is a key of the database at every moment.
    await tx.teamMember.updateMany({ where: { teamId: team.id, isCaptain: true }, data: { isCaptain: false } });
    await tx.teamMember.updateMany({ where: { teamId: team.id, personId: person }, data: { isCaptain: true } });
    const letter = captainMail({ name: viewer.name, team, challenge });
    await writeMails(lettersTo([next], `captain:${team.id}:${challenge.at.getTime()}`, letter), tx);
    return ok({ name: next.person.name });
  });
}
