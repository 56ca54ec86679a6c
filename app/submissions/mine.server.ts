import type { Viewer } from "~/accounts/roles";
import { CALENDAR } from "~/challenges/phase";
import { FACE } from "~/challenges/public-challenge.server";
import { db } from "~/platform/database.server";

const CHALLENGE = { select: { ...FACE, ...CALENDAR } } as const;

/** Everything a programmer has under way: teams with their drafts and entries, unanswered requests, places on lists. */
export async function minePage(viewer: Viewer) {
  const [memberships, requests, seeking] = await Promise.all([
    db.teamMember.findMany({
      where: { personId: viewer.id },
      orderBy: [{ joinedAt: "desc" }],
      take: 100,
      select: {
        isCaptain: true,
        team: {
          select: {
            name: true,
            slug: true,
            challenge: CHALLENGE,
            draft: { select: { savedAt: true } },
            submission: {
              select: {
                number: true,
                withdrawnAt: true,
                versions: {
                  orderBy: { number: "desc" },
                  take: 1,
                  select: { id: true, number: true, receivedAt: true },
                },
              },
            },
            _count: { select: { members: true, requests: { where: { state: "waiting" } } } },
          },
        },
      },
    }),
    db.joinRequest.findMany({
      where: { personId: viewer.id, state: "waiting" },
      orderBy: { askedAt: "desc" },
      take: 50,
      select: { id: true, askedAt: true, team: { select: { name: true, slug: true, challenge: CHALLENGE } } },
    }),
    db.seeker.findMany({
      where: { personId: viewer.id },
      orderBy: { since: "desc" },
      take: 50,
      select: { since: true, challenge: CHALLENGE },
    }),
  ]);
  return {
    teams: memberships.map(({ isCaptain, team: { submission, _count, ...team } }) => ({
      ...team,
      isCaptain,
      size: _count.members,
      waiting: _count.requests,
      entry: submission && {
        number: submission.number,
        withdrawnAt: submission.withdrawnAt,
        latest: submission.versions[0] ?? null,
      },
    })),
    requests,
    seeking,
  };
}
