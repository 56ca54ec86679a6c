import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { config } from "~/platform/config.server";
import { db, now, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMail } from "~/platform/mail/mail.server";
import { publishedForEditor } from "../staff-challenge.server";
import { chairNamedMail } from "./chair-named.mail";

/** Who chairs the jury, in the order of naming. */
export const chairsOf = (challengeId: string) =>
  db.challengeChair.findMany({
    where: { challengeId },
    orderBy: [{ since: "asc" }, { personId: "asc" }],
    take: 50,
    select: { since: true, person: { select: { id: true, name: true, handle: true } } },
  });

/** Names a known person a chair by their mail address, and tells them. Who competes in the challenge cannot chair it. */
export function nameChair(
  { slug, email }: { slug: string; email: string },
  viewer: Viewer,
): Promise<Result<{ name: string }>> {
  return transaction(async (tx) => {
    const editing = await publishedForEditor(slug, viewer, tx);
    if (!editing.ok) return editing;
    const challenge = editing.value;
    const person = await tx.person.findUnique({ where: { email }, select: { id: true, name: true, email: true } });
    if (!person)
      return refuse(
        "unknown",
        "Nobody with that address has an account here. Ask them to sign in once, then name them.",
      );
    const team = await tx.teamMember.findUnique({
      where: { challengeId_personId: { challengeId: challenge.id, personId: person.id } },
      select: { teamId: true },
    });
    if (team)
      return refuse("competes", `${person.name} is in a team of this challenge, and nobody judges their own race.`);
    const at = await now(tx);
    const { count } = await tx.challengeChair.createMany({
      data: [{ challengeId: challenge.id, personId: person.id, since: at }],
      skipDuplicates: true,
    });
    if (count === 0) return refuse("already", `${person.name} is a chair already.`);
    const letter = chairNamedMail({ challenge, by: viewer.name, origin: config().origin });
    const key = `chair-named:${challenge.id}:${person.id}:${at.getTime()}`;
    await writeMail({ key, to: person.email, ...letter }, tx);
    return ok({ name: person.name });
  });
}

/** Takes a chair's office back; the last one stays, because somebody must answer for the jury. */
export function removeChair(
  { slug, personId }: { slug: string; personId: string },
  viewer: Viewer,
): Promise<Result<{ name: string }>> {
  return transaction(async (tx) => {
    const editing = await publishedForEditor(slug, viewer, tx);
    if (!editing.ok) return editing;
    const challengeId = editing.value.id;
    const chair = found(
      await tx.challengeChair.findUnique({
        where: { challengeId_personId: { challengeId, personId } },
        select: { person: { select: { name: true } } },
      }),
    );
    if ((await tx.challengeChair.count({ where: { challengeId } })) === 1)
      return refuse("last", "Somebody must answer for the jury. Name another chair first.");
    await tx.challengeChair.delete({ where: { challengeId_personId: { challengeId, personId } } });
    return ok(chair.person);
  });
}
