import type { Viewer } from "~/accounts/roles";
import { FACE } from "~/challenges/public-challenge.server";
import { db, now } from "~/platform/database.server";
import { provenanceOf } from "~/submissions/provenance/provenance.server";
import { openAssignment } from "./assignment-of.server";

/** How the code of an entry on the viewer's desk came about; 404 where the entry is none of theirs to score. */
export async function provenanceForJuror(of: { slug: string; number: number }, viewer: Viewer) {
  const { submissionId } = await openAssignment(of, viewer);
  const [at, { teamId, challenge, versions }] = await Promise.all([
    now(),
    db.submission.findUniqueOrThrow({
      where: { id: submissionId },
      select: {
        teamId: true,
        challenge: { select: { ...FACE, timeZone: true } },
        versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
      },
    }),
  ]);
  const provenance = await provenanceOf({ teamId, at });
  return { challenge, number: of.number, title: versions[0]?.title ?? "", provenance };
}
