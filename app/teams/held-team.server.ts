import type { Viewer } from "~/accounts/roles";
import { CALENDAR } from "~/challenges/phase";
import { published } from "~/challenges/public-challenge.server";
import { now, type Tx } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";

// Whoever holds both holds the team first and the challenge second: in one order nobody waits in a circle.

const ENTERABLE = {
  id: true,
  slug: true,
  title: true,
  organisationId: true,
  minTeam: true,
  maxTeam: true,
  ...CALENDAR,
} as const;

/** A published challenge, held against changes of its calendar and rules, with the time read while it is held. */
export async function heldChallenge(slug: string, tx: Tx) {
  await tx.$queryRaw`SELECT id FROM challenge WHERE slug = ${slug} FOR SHARE`;
  const at = await now(tx);
  const challenge = found(await tx.challenge.findFirst({ where: { slug, ...published(at) }, select: ENTERABLE }));
  return { ...challenge, at };
}

/** A team whose members cannot change until the transaction ends, with its challenge; 404 where there is none. */
export async function heldTeam(teamId: string | null | undefined, tx: Tx) {
  found(teamId);
  await tx.$queryRaw`SELECT id FROM team WHERE id = ${teamId}::uuid FOR UPDATE`;
  const team = found(
    await tx.team.findUnique({
      where: { id: found(teamId) },
      select: {
        id: true,
        slug: true,
        name: true,
        isLooking: true,
        dissolvedAt: true,
        inviteHash: true,
        challenge: { select: { slug: true } },
        submission: { select: { id: true, withdrawnAt: true } },
        members: {
          orderBy: { joinedAt: "asc" },
          select: { personId: true, isCaptain: true, person: { select: { name: true, email: true } } },
        },
      },
    }),
  );
  const challenge = await heldChallenge(team.challenge.slug, tx);
  const crew = {
    size: team.members.length,
    hasHandedIn: team.submission !== null && team.submission.withdrawnAt === null,
    isDissolved: team.dissolvedAt !== null,
  };
  return { ...team, crew, challenge };
}

/** The viewer's own team on a challenge, held; 404 for everyone who is in none. */
export async function ownHeldTeam(slug: string, viewer: Pick<Viewer, "id">, tx: Tx) {
  const membership = await tx.teamMember.findFirst({
    where: { personId: viewer.id, team: { challenge: { slug } } },
    select: { teamId: true },
  });
  const team = await heldTeam(membership?.teamId, tx);
  const self = found(team.members.find(({ personId }) => personId === viewer.id));
  return { ...team, isCaptain: self.isCaptain };
}

/** The newest rules version's row as the transaction sees it. */
export const rulesNow = (challengeId: string, tx: Tx) =>
  tx.rulesVersion.findFirstOrThrow({
    where: { challengeId },
    orderBy: { number: "desc" },
    select: { id: true, number: true },
  });
