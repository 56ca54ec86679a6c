import type { Viewer } from "~/accounts/roles";
import { db } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { titleIn } from "~/submissions/blind/mask";
import { masksFor } from "~/submissions/blind/masks.server";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { newestFinal } from "./final.server";

/** When each entry comes on, for whoever chairs the jury and whoever votes; 404 for everyone else, and without a final. */
export async function runSheetForJury(slug: string, viewer: Viewer) {
  const row = found(await db.challenge.findUnique({ where: { slug }, select: { id: true } }));
  const final = found(await newestFinal(row.id));
  const votes = final.jurors.some(({ juror }) => juror.personId === viewer.id);
  const challenge = votes ? await faceFor(slug) : await challengeForChair(slug, viewer);
  const maskOf = await masksFor(row.id);
  return {
    challenge,
    isVoter: votes,
    startsAt: final.startsAt,
    minutesEach: final.minutesEach,
    entries: final.entries.map(({ submission: { number, team, versions } }) => ({
      ...{ number, title: titleIn(versions, maskOf?.(number)), team: maskOf ? null : team.name },
    })),
  };
}

const faceFor = (slug: string): Promise<Pick<ChairedChallenge, "slug" | "title" | "theme" | "arms" | "timeZone">> =>
  db.challenge.findUniqueOrThrow({
    where: { slug },
    select: { slug: true, title: true, theme: true, arms: true, timeZone: true },
  });
