import type { Viewer } from "~/accounts/roles";
import { mayView } from "~/accounts/roles";
import { BLIND, isBlind } from "~/challenges/blind";
import type { Place } from "~/challenges/challenge-reading";
import { FACE } from "~/challenges/public-challenge.server";
import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";

/** Where a viewer stands in a challenge: their team and its last hand-in, juror, staff. For display only. */
export async function placeOf(
  challenge: { id: string; organisationId: string },
  viewer: Viewer | null,
): Promise<Place | null> {
  if (!viewer) return null;
  const key = { challengeId: challenge.id, personId: viewer.id };
  const [membership, juror] = await Promise.all([
    db.teamMember.findUnique({
      where: { challengeId_personId: key },
      select: {
        team: {
          select: {
            slug: true,
            name: true,
            submission: {
              select: {
                withdrawnAt: true,
                versions: { select: { number: true, receivedAt: true }, orderBy: { number: "desc" }, take: 1 },
              },
            },
          },
        },
      },
    }),
    db.juror.findUnique({ where: { challengeId_personId: key }, select: { leftAt: true } }),
  ]);
  const submission = membership?.team.submission;
  const newest = submission?.withdrawnAt === null ? submission.versions[0] : undefined;
  return {
    team: membership ? { slug: membership.team.slug, name: membership.team.name } : null,
    handedIn: newest ? { number: newest.number, at: newest.receivedAt } : null,
    isJuror: juror !== null && juror.leftAt === null,
    isStaff: mayView(viewer, challenge.organisationId),
  };
}

/** A person's public work: teams in published challenges but for those that are judged blind, and juries whose results are out. At most fifty of each. */
export async function worksOf(personId: string, now: Instant) {
  const [teams, juries] = await Promise.all([
    db.teamMember.findMany({
      where: { personId, team: { dissolvedAt: null, challenge: { publishedAt: { lte: now } } } },
      orderBy: { joinedAt: "desc" },
      take: 50,
      select: {
        isCaptain: true,
        team: { select: { slug: true, name: true, challenge: { select: { ...FACE, ...BLIND } } } },
      },
    }),
    db.juror.findMany({
      where: { personId, leftAt: null, challenge: { resultsPublishedAt: { lte: now } } },
      orderBy: { acceptedAt: "desc" },
      take: 50,
      select: { challenge: { select: { ...FACE, resultsPublishedAt: true, timeZone: true } } },
    }),
  ]);
  const seen = teams.filter(({ team }) => !isBlind(team.challenge));
  return {
    teams: seen.map(({ isCaptain, team: { challenge, ...team } }) => ({
      isCaptain,
      team: {
        ...team,
        challenge: { slug: challenge.slug, title: challenge.title, theme: challenge.theme, arms: challenge.arms },
      },
    })),
    juries: juries.map(({ challenge }) => challenge),
  };
}
