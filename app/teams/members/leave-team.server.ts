import type { Viewer } from "~/accounts/roles";
import { whyNotChangeTeam } from "~/challenges/phase";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMails } from "~/platform/mail/mail.server";
import { ownHeldTeam } from "~/teams/held-team.server";
import { lettersTo } from "~/teams/team-letters.server";
import { whyNotLeave, whyNotShrink } from "./membership";
import { answeredMail, leftMail, removedMail } from "./membership.mail";

/** Leaves a team. The last one out dissolves it, unless it has handed in. */
export function leaveTeam(slug: string, viewer: Viewer): Promise<Result<{ name: string; dissolved: boolean }>> {
  return transaction(async (tx) => {
    const team = await ownHeldTeam(slug, viewer, tx);
    const { challenge } = team;
    const refusal = whyNotChangeTeam(challenge, challenge.at) ?? whyNotLeave(team.crew, team.isCaptain, challenge);
    if (refusal) return refused(refusal);
    await tx.teamMember.delete({ where: { teamId_personId: { teamId: team.id, personId: viewer.id } } });
    const stay = team.members.filter(({ personId }) => personId !== viewer.id);
    if (stay.length === 0) {
      await tx.team.update({
        where: { id: team.id },
        data: { dissolvedAt: challenge.at, isLooking: false, inviteHash: null },
      });
      const waiting = await tx.joinRequest.findMany({
        where: { teamId: team.id, state: "waiting" },
        select: { id: true, personId: true, person: { select: { name: true, email: true } } },
      });
      await tx.joinRequest.updateMany({
        where: { id: { in: waiting.map(({ id }) => id) } },
        data: { state: "declined", decidedAt: challenge.at },
      });
      const declined = answeredMail({ accepted: false, team, challenge });
      await writeMails(lettersTo(waiting, `dissolved:${team.id}`, declined), tx);
    }
    const letter = leftMail({ name: viewer.name, team, challenge });
    await writeMails(lettersTo(stay, `left:${team.id}:${viewer.id}:${challenge.at.getTime()}`, letter), tx);
    return ok({ name: team.name, dissolved: stay.length === 0 });
  });
}

/** The captain takes somebody out of the team; that person is told. */
export function removeMember(
  { slug, person }: { slug: string; person: string },
  viewer: Viewer,
): Promise<Result<{ name: string }>> {
  return transaction(async (tx) => {
    const team = await ownHeldTeam(slug, viewer, tx);
    const { challenge } = team;
    if (!team.isCaptain) return refuse("not-yours", "Only the captain takes somebody out of the team.");
    const refusal = whyNotChangeTeam(challenge, challenge.at) ?? whyNotShrink(team.crew, challenge);
    if (refusal) return refused(refusal);
    const member = found(team.members.find(({ personId }) => personId === person));
    if (person === viewer.id) return refuse("self", "To go yourself, hand the team over and leave.");
    await tx.teamMember.delete({ where: { teamId_personId: { teamId: team.id, personId: person } } });
    const letter = removedMail({ team, challenge });
    await writeMails(lettersTo([member], `removed:${team.id}:${challenge.at.getTime()}`, letter), tx);
    return ok({ name: member.person.name });
  });
}
