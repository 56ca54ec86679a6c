import type { Viewer } from "~/accounts/roles";
import { whyNotChangeTeam } from "~/challenges/phase";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMails } from "~/platform/mail/mail.server";
import { ownHeldTeam } from "~/teams/held-team.server";
import { lettersTo } from "~/teams/team-letters.server";
import { whyNotTakeIn } from "./membership";
import { answeredMail } from "./membership.mail";
import { takeIn } from "./take-in.server";

type Answer = { slug: string; request: string; accept: boolean };

/** The captain answers somebody who asked to join. */
export function answerRequest(
  { slug, request: id, accept }: Answer,
  viewer: Viewer,
): Promise<Result<{ name: string }>> {
  return transaction(async (tx) => {
    const team = await ownHeldTeam(slug, viewer, tx);
    const { challenge } = team;
    if (!team.isCaptain) return refuse("not-yours", "Only the captain answers those who ask to join.");
    const request = found(
      await tx.joinRequest.findFirst({
        where: { id, teamId: team.id },
        select: { state: true, personId: true, person: { select: { name: true, email: true } } },
      }),
    );
    if (request.state !== "waiting")
      return refuse(
        "answered",
        "This request does not wait any more: it was answered, or the person found another team.",
      );
    const refusal = whyNotChangeTeam(challenge, challenge.at) ?? (accept ? whyNotTakeIn(team.crew, challenge) : null);
    if (refusal) return refused(refusal);
    await tx.joinRequest.update({
      where: { id },
      data: { state: accept ? "accepted" : "declined", decidedAt: challenge.at },
    });
    if (accept) {
      const taken = await takeIn({ teamId: team.id, challengeId: challenge.id, personId: request.personId }, tx);
      if (!taken.ok) return refuse("one-team", `${request.person.name} is in another team by now.`);
    }
    await writeMails(lettersTo([request], `answered:${id}`, answeredMail({ accepted: accept, team, challenge })), tx);
    return ok({ name: request.person.name });
  });
}
