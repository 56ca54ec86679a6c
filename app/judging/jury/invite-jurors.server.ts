import type { Viewer } from "~/accounts/roles";
import { runningCalendar } from "~/challenges/running-round";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { DAY, type Instant, instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { isTaken, now, type Tx, transaction } from "~/platform/database.server";
import { writeMail } from "~/platform/mail/mail.server";
import { newToken, sha256 } from "~/platform/secret.server";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { whyNotInvite } from "./jury";
import { invitationMail } from "./jury.mail";
import type { Invited } from "./jury.schema";

const LASTS = 30 * DAY;

/** Invites people to the jury by mail. Somebody whose invitation was withdrawn or ran out is invited afresh. */
export async function inviteJurors(
  { slug, people }: { slug: string; people: Invited[] },
  viewer: Viewer,
): Promise<Result<{ invited: number }>> {
  try {
    return await transaction(async (tx) => {
      const challenge = await challengeForChair(slug, viewer, tx);
      const refusal = whyNotInvite(challenge);
      if (refusal) return refused(refusal);
      const at = await now(tx);
      const known = await tx.jurorInvitation.findMany({
        where: { challengeId: challenge.id, email: { in: people.map(({ email }) => email) } },
        select: { id: true, email: true, expiresAt: true, acceptedAt: true, revokedAt: true },
      });
      const standing = known.find(({ expiresAt, revokedAt }) => !revokedAt && expiresAt > at);
      if (standing)
        return refuse(
          "known",
          `${standing.email} ${standing.acceptedAt ? "accepted an invitation already" : "is invited already; remind them on the jury's page"}.`,
        );
      for (const invited of people) await writeInvitation({ challenge, invited, chair: viewer, at }, tx);
      return ok({ invited: people.length });
    });
  } catch (error) {
    if (isTaken(error)) return refuse("known", "One of these people was invited at this moment. Look at the list.");
    throw error;
  }
}

type Inviting = { challenge: ChairedChallenge; invited: Invited; chair: Viewer; at: Instant };

async function writeInvitation({ challenge, invited, chair, at }: Inviting, tx: Tx): Promise<void> {
  const token = newToken();
  const ends = challenge.judgingEndsAt?.getTime() ?? 0;
  const fresh = {
    name: invited.name,
    tokenHash: sha256(token),
    invitedById: chair.id,
    invitedAt: at,
    expiresAt: new Date(Math.max(ends, at.getTime() + LASTS)),
    acceptedAt: null,
    revokedAt: null,
    nudgedAt: null,
  };
  await tx.jurorInvitation.upsert({
    where: { challengeId_email: { challengeId: challenge.id, email: invited.email } },
    create: { challengeId: challenge.id, email: invited.email, ...fresh },
    update: fresh,
  });
  await writeMail(
    {
      key: `jury-invitation:${fresh.tokenHash}`,
      to: invited.email,
      ...invitationMail({ name: invited.name, link: linkOf(token), chair: chair.name, ...aboutOf(challenge) }),
    },
    tx,
  );
}

export const linkOf = (token: string): string => `${config().origin}${paths.invitation(token)}`;

/** What every letter to jurors says of the challenge. */
export const aboutOf = (challenge: ChairedChallenge) => {
  const { title, judgingEndsAt, timeZone } = runningCalendar(challenge, challenge.second);
  return { title, judgingEnds: judgingEndsAt ? instantText(judgingEndsAt, timeZone) : "the end of judging" };
};
