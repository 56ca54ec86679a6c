import type { Viewer } from "~/accounts/roles";
import { CALENDAR } from "~/challenges/phase";
import { db, type Tx } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";

/** A published challenge for somebody who chairs its jury (or administers the site); 404 for everyone else. */
export async function challengeForChair(slug: string, viewer: Viewer, on: Tx = db) {
  const row = await on.challenge.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      title: true,
      theme: true,
      arms: true,
      organisationId: true,
      reviewsPerEntry: true,
      bidsAskedAt: true,
      ...CALENDAR,
      chairs: { where: { personId: viewer.id }, select: { personId: true } },
    },
  });
  const isTheirs = row?.publishedAt && (viewer.isAdministrator || row.chairs.length > 0);
  const { chairs: _chairs, ...challenge } = found(isTheirs ? row : null);
  return challenge;
}

export type ChairedChallenge = Awaited<ReturnType<typeof challengeForChair>>;
