import type { Viewer } from "~/accounts/roles";
import { FACE } from "~/challenges/public-challenge.server";
import { db, now } from "~/platform/database.server";
import { maskFor } from "~/submissions/blind/masks.server";
import { maskedProvenance } from "~/submissions/provenance/masked";
import { provenanceOf } from "~/submissions/provenance/provenance.server";
import { openAssignment } from "./assignment-of.server";

/** How the code of an entry on the viewer's desk came about; 404 where the entry is none of theirs to score. */
export async function provenanceForJuror(of: { slug: string; number: number }, viewer: Viewer) {
  const { submissionId, challenge: within } = await openAssignment(of, viewer);
  const mask = await maskFor({ challengeId: within.id, number: of.number });
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
  const seen = await provenanceOf({ teamId, at });
  const title = versions[0]?.title ?? "";
  return {
    challenge,
    number: of.number,
    title: mask ? mask(title) : title,
    team: mask ? null : seen.team,
    provenance: mask ? maskedProvenance(seen, mask) : seen,
  };
}
