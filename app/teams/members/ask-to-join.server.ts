import type { Viewer } from "~/accounts/roles";
import { whyNotChangeTeam } from "~/challenges/phase";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { writeMails } from "~/platform/mail/mail.server";
import { heldTeam } from "~/teams/held-team.server";
import { lettersTo } from "~/teams/team-letters.server";
import { ONE_TEAM, whyNotAsk } from "./membership";
import { askedMail } from "./membership.mail";
import { acceptRulesFor } from "./take-in.server";

type Asking = { slug: string; team: string; message: string; rules: number };

/** Asks a team that looks for people to be taken in; its captain answers. One waiting request per person and team. */
export function askToJoin(
  { slug, team: teamSlug, message, rules }: Asking,
  viewer: Viewer,
): Promise<Result<{ name: string }>> {
  return transaction(async (tx) => {
    const asked = await tx.team.findFirst({ where: { slug: teamSlug, challenge: { slug } }, select: { id: true } });
    const team = await heldTeam(asked?.id, tx);
    const { challenge } = team;
    const refusal =
      whyNotChangeTeam(challenge, challenge.at) ?? whyNotAsk({ ...team.crew, isLooking: team.isLooking }, challenge);
    if (refusal) return refused(refusal);
    const elsewhere = await tx.teamMember.count({ where: { challengeId: challenge.id, personId: viewer.id } });
    if (elsewhere > 0) return refused(ONE_TEAM);
    const waiting = await tx.joinRequest.count({ where: { teamId: team.id, personId: viewer.id, state: "waiting" } });
    if (waiting > 0) return refuse("asked", "You have asked this team already. Its captain has not answered yet.");
    const accepted = await acceptRulesFor(
      { teamId: team.id, challengeId: challenge.id, personId: viewer.id, rules },
      tx,
    );
    if (!accepted.ok) return accepted;
    const { id } = await tx.joinRequest.create({
      data: { teamId: team.id, personId: viewer.id, message },
      select: { id: true },
    });
    const captains = team.members.filter(({ isCaptain }) => isCaptain);
    await writeMails(
      lettersTo(captains, `asked:${id}`, askedMail({ name: viewer.name, message, team, challenge })),
      tx,
    );
    return ok({ name: team.name });
  });
}
