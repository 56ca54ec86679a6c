import type { Viewer } from "~/accounts/roles";
import { CALENDAR } from "~/challenges/phase";
import { roundFact, runningCalendar, runningRound, SECOND } from "~/challenges/running-round";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { db, now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { sha256 } from "~/platform/secret.server";
import { appendToRecord } from "~/record/record.server";
import { nameForSecond } from "../second/jurors.server";
import { whyNotAccept } from "./jury";

const invitationOf = (token: string, on: Tx = db) =>
  on.jurorInvitation.findUnique({
    where: { tokenHash: sha256(token) },
    select: {
      id: true,
      name: true,
      expiresAt: true,
      acceptedAt: true,
      revokedAt: true,
      challenge: {
        select: {
          id: true,
          slug: true,
          title: true,
          summary: true,
          theme: true,
          arms: true,
          reviewsPerEntry: true,
          organisation: { select: { name: true } },
          ...CALENDAR,
          secondRound: SECOND,
        },
      },
    },
  });

/** An invitation for whoever holds its link, with the end of the round that is running; null where the link leads nowhere. */
export async function invitationForHolder(token: string) {
  const invitation = await invitationOf(token);
  if (!invitation) return null;
  const { secondRound, ...challenge } = invitation.challenge;
  const { judgingEndsAt } = runningCalendar(challenge, secondRound);
  return { ...invitation, challenge: { ...challenge, judgingEndsAt } };
}

/**
 * Puts the signed-in person on the jury. The link works once, and whoever accepts it is the juror from then on. Whoever
 * joins while the second round runs scores it: whom the chair invites then is meant for it.
 */
export function acceptInvitation(token: string, viewer: Viewer): Promise<Result<{ slug: string }>> {
  return transaction(async (tx) => {
    const { id, challenge, ...invitation } = found(await invitationOf(token, tx));
    // One at a time, for the juror's number and for the link's single use.
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challenge.id}::uuid FOR UPDATE`;
    const at = await now(tx);
    const mine = await tx.juror.findUnique({
      where: { challengeId_personId: { challengeId: challenge.id, personId: viewer.id } },
      select: { id: true, number: true, leftAt: true },
    });
    if (mine && !mine.leftAt) return ok({ slug: challenge.slug });
    const refusal = whyNotAccept(invitation, challenge, at);
    if (refusal) return refused(refusal);
    const team = await tx.teamMember.count({ where: { challengeId: challenge.id, personId: viewer.id } });
    if (team > 0)
      return refuse("competes", "You are in a team of this challenge, so you cannot be on its jury. Tell the chair.");
    const used = await tx.jurorInvitation.updateMany({ where: { id, acceptedAt: null }, data: { acceptedAt: at } });
    if (used.count === 0) return refuse("used", "This invitation has been accepted. It works once.");
    const juror = await joinJury({ challengeId: challenge.id, personId: viewer.id, at, again: mine?.id ?? null }, tx);
    const second = await tx.secondRound.findUnique({
      where: { challengeId: challenge.id },
      select: { id: true, ...SECOND.select },
    });
    const round = runningRound(second);
    if (second && round === 2) await nameForSecond({ roundId: second.id, jurorId: juror.id, at }, tx);
    const payload = { juror: juror.id, number: juror.number, ...roundFact(round) };
    const content = { person: viewer.id };
    await appendToRecord({ type: "jury.pool", challengeId: challenge.id, at, by: viewer.id, payload, content }, tx);
    return ok({ slug: challenge.slug });
  });
}

type Joining = { challengeId: string; personId: string; at: Date; again: string | null };

async function joinJury({ challengeId, personId, at, again }: Joining, tx: Tx) {
  const select = { id: true, number: true };
  if (again) return tx.juror.update({ where: { id: again }, data: { leftAt: null, acceptedAt: at }, select });
  const { _max } = await tx.juror.aggregate({ where: { challengeId }, _max: { number: true } });
  return tx.juror.create({ data: { challengeId, personId, acceptedAt: at, number: (_max.number ?? 0) + 1 }, select });
}
