import type { Viewer } from "~/accounts/roles";
import { db } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { rubricOf, scalesOf, sheetsOf } from "../sheets.server";
import { type WarmUp, warmUpFor } from "./warm-up";

/** How the viewer's own warm-up scores lie against the others', as far as they may be told; 404 for whoever is no juror. */
export async function warmUpForJuror(slug: string, viewer: Viewer): Promise<WarmUp | null> {
  const place = await db.juror.findFirst({
    where: { personId: viewer.id, leftAt: null, challenge: { slug, publishedAt: { not: null } } },
    select: { number: true, challengeId: true },
  });
  const { number, challengeId } = found(place);
  const [sheets, rubric] = await Promise.all([sheetsOf(challengeId, db, "warm-up"), rubricOf(challengeId, 1)]);
  return warmUpFor(
    number,
    sheets
      .filter(({ round }) => round === 1)
      .map(({ jurorNumber, entry, state, scores }) => ({
        ...{ juror: jurorNumber, entry, scores, isIn: state === "handed_in" },
      })),
    scalesOf(rubric).map((scale, i) => ({ ...scale, title: rubric[i]?.title ?? "" })),
  );
}
