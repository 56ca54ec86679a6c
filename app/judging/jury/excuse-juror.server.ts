import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMail } from "~/platform/mail/mail.server";
import { challengeForChair } from "../chair.server";
import { freeSheets } from "./free-sheets.server";
import { excusedMail } from "./jury.mail";

/**
 * Takes a juror off the jury: handed-in sheets stand, everything else they were given is free again. Their invitation
 * is withdrawn with it, so that the chair may invite them afresh.
 */
export function excuseJuror(
  { slug, jurorId }: { slug: string; jurorId: string },
  viewer: Viewer,
): Promise<Result<{ freed: number }>> {
  return transaction(async (tx) => {
    const challenge = await challengeForChair(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challenge.id}::uuid FOR UPDATE`;
    const juror = found(
      await tx.juror.findFirst({
        where: { id: jurorId, challengeId: challenge.id },
        select: { leftAt: true, acceptedAt: true, person: { select: { name: true, email: true } } },
      }),
    );
    if (juror.leftAt) return refuse("left", "This juror has left the jury already.");
    if (challenge.judgingClosedAt) return refuse("closed", "Judging is closed; the jury stands as it is.");
    const at = await now(tx);
    const { name, email } = juror.person;
    await tx.juror.update({ where: { id: jurorId }, data: { leftAt: at } });
    // Whoever held the link is the juror, so the invitation may have gone to another address than theirs: accepting it
    // gave both the same instant.
    await tx.jurorInvitation.updateMany({
      where: { challengeId: challenge.id, revokedAt: null, OR: [{ email }, { acceptedAt: juror.acceptedAt }] },
      data: { revokedAt: at },
    });
    const freed = await freeSheets({ challenge, jurorId, at, by: viewer.id, cause: "left" }, tx);
    await writeMail(
      {
        key: `jury-excused:${jurorId}:${at.toISOString()}`,
        to: email,
        ...excusedMail({ name, title: challenge.title }),
      },
      tx,
    );
    return ok({ freed });
  });
}
