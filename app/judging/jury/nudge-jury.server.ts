import type { Viewer } from "~/accounts/roles";
import { isBetween } from "~/challenges/running-round";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { DAY } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMail } from "~/platform/mail/mail.server";
import { newToken, sha256 } from "~/platform/secret.server";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { sheetsIn } from "../sheets.server";
import { aboutOf, linkOf } from "./invite-jurors.server";
import { whyNotNudge } from "./jury";
import { invitationMail, sheetsMissingMail } from "./jury.mail";

export type Nudged = { who: "juror" | "invitation"; id: string } | { who: "all" };

/**
 * Reminds by mail: a juror of the sheets that are missing, an invited person of the invitation (with a new link, because
 * only a link's hash is kept), or all of them at once. Each at most once a day.
 */
export function nudgeJury(
  { slug, ...whom }: { slug: string } & Nudged,
  viewer: Viewer,
): Promise<Result<{ nudged: number }>> {
  return transaction(async (tx) => {
    const challenge = await challengeForChair(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challenge.id}::uuid FOR UPDATE`;
    if (challenge.judgingClosedAt) return refuse("closed", "Judging is closed; there is nothing to remind anyone of.");
    const at = await now(tx);
    const waiting = await waitingFor(challenge, at, tx);
    const meant =
      whom.who === "all" ? waiting : [found(waiting.find(({ who, id }) => who === whom.who && id === whom.id))];
    const why = meant.map((one) => whyNotNudge({ ...one, timeZone: challenge.timeZone }, at));
    const [first] = why;
    if (whom.who !== "all" && first) return refused(first);
    const due = meant.filter((_, index) => !why[index]);
    if (due.length === 0)
      return refuse("nobody", "Everyone has been reminded today, or has nothing left to do. Once a day is enough.");
    for (const one of due) await remind({ one, challenge, chair: viewer, at }, tx);
    return ok({ nudged: due.length });
  });
}

type Waiting = {
  who: "juror" | "invitation";
  id: string;
  name: string;
  email: string;
  nudgedAt: Date | null;
  /** Sheets that are missing, or one acceptance. */
  waitsFor: number;
};

async function waitingFor(challenge: ChairedChallenge, at: Date, tx: Tx): Promise<Waiting[]> {
  const { id: challengeId } = challenge;
  const jurors = await tx.juror.findMany({
    where: { challengeId, leftAt: null },
    select: { id: true, nudgedAt: true, person: { select: { name: true, email: true } } },
  });
  const invitations = await tx.jurorInvitation.findMany({
    where: { challengeId, acceptedAt: null, revokedAt: null, expiresAt: { gt: at } },
    select: { id: true, nudgedAt: true, invitedAt: true, name: true, email: true },
  });
  // Of a first round that is over nothing is missing any more.
  const sheets = isBetween(challenge.second) ? [] : await sheetsIn(challenge, tx);
  return [
    ...jurors.map(({ id, nudgedAt, person }) => ({
      who: "juror" as const,
      id,
      nudgedAt,
      ...person,
      waitsFor: sheets.filter(({ jurorId, state }) => jurorId === id && state !== "handed_in").length,
    })),
    // The invitation itself counts as the first reminder.
    ...invitations.map(({ invitedAt, nudgedAt, ...one }) => ({
      who: "invitation" as const,
      ...one,
      nudgedAt: nudgedAt ?? invitedAt,
      waitsFor: 1,
    })),
  ];
}

type Reminding = { one: Waiting; challenge: ChairedChallenge; chair: Viewer; at: Date };

async function remind({ one, challenge, chair, at }: Reminding, tx: Tx): Promise<void> {
  const key = `jury-reminder:${one.id}:${at.toISOString()}`;
  const about = { name: one.name, ...aboutOf(challenge) };
  if (one.who === "juror") {
    await tx.juror.update({ where: { id: one.id }, data: { nudgedAt: at } });
    const link = `${config().origin}${paths.desk(challenge.slug)}`;
    await writeMail({ key, to: one.email, ...sheetsMissingMail({ ...about, missing: one.waitsFor, link }) }, tx);
    return;
  }
  const token = newToken();
  const ends = Math.max(challenge.judgingEndsAt?.getTime() ?? 0, at.getTime() + 30 * DAY);
  await tx.jurorInvitation.update({
    where: { id: one.id },
    data: { nudgedAt: at, tokenHash: sha256(token), expiresAt: new Date(ends) },
  });
  const letter = invitationMail({ ...about, link: linkOf(token), chair: chair.name, isReminder: true });
  await writeMail({ key, to: one.email, ...letter }, tx);
}
