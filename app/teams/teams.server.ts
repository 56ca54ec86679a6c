import type { Viewer } from "~/accounts/roles";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import type { Instant } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { db } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { sha256 } from "~/platform/secret.server";
import { maySeeTeams } from "./blind-teams.server";
import { repositoryUrl } from "./repository-address";

const PAGE = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id a list goes on after; nothing where an address carries something else. */
const cursorOf = (after: string | null): string | null => (after && UUID.test(after) ? after : null);

type Asked = { challengeId: string; after: string | null };

/** A challenge's teams in the order in which they registered, fifty from `after`; or only those that look for people. */
export async function teamsForVisitor({ challengeId, after, looking }: Asked & { looking: boolean }) {
  const cursor = cursorOf(after);
  const rows = await db.team.findMany({
    where: { challengeId, dissolvedAt: null, ...(looking ? { isLooking: true } : {}) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    take: PAGE + 1,
    select: {
      id: true,
      slug: true,
      name: true,
      about: true,
      isLooking: true,
      skillsWanted: true,
      _count: { select: { members: true } },
    },
  });
  const teams = rows.slice(0, PAGE).map(({ _count, ...team }) => ({ ...team, size: _count.members }));
  return { teams, next: rows.length > PAGE ? (teams[PAGE - 1]?.id ?? null) : null };
}

/** People who look for a team, the newest first, fifty from `after` (a person's id). */
export async function seekersForVisitor({ challengeId, after }: Asked) {
  const cursor = cursorOf(after);
  const rows = await db.seeker.findMany({
    where: { challengeId },
    orderBy: [{ since: "desc" }, { personId: "asc" }],
    ...(cursor ? { cursor: { challengeId_personId: { challengeId, personId: cursor } }, skip: 1 } : {}),
    take: PAGE + 1,
    select: { personId: true, skills: true, about: true, person: { select: { name: true, handle: true } } },
  });
  const seekers = rows.slice(0, PAGE);
  return { seekers, next: rows.length > PAGE ? (seekers[PAGE - 1]?.personId ?? null) : null };
}

/**
 * A team as everyone sees it. Its repository is shown once entries have closed, its entry with it. Where nobody may be
 * named it is not found, but by its own members.
 */
export async function teamForVisitor(
  { slug, team: teamSlug }: { slug: string; team: string },
  now: Instant,
  viewer: Viewer | null = null,
) {
  const challenge = await challengeForVisitor(slug, now);
  const isSeen = await maySeeTeams(challenge, viewer, now);
  const team = found(
    await db.team.findUnique({
      where: { challengeId_slug: { challengeId: challenge.id, slug: teamSlug } },
      select: {
        slug: true,
        name: true,
        about: true,
        isLooking: true,
        skillsWanted: true,
        createdAt: true,
        dissolvedAt: true,
        members: {
          orderBy: { joinedAt: "asc" },
          select: { isCaptain: true, person: { select: { id: true, name: true, handle: true, skills: true } } },
        },
        repository: { select: { owner: true, name: true, description: true, licence: true, isPrivate: true } },
        submission: { select: { number: true, withdrawnAt: true } },
        challenge: { select: { minTeam: true, maxTeam: true } },
      },
    }),
  );
  found(isSeen || team.members.some(({ person }) => person.id === viewer?.id) || null);
  const isOver = challenge.closesAt !== null && now >= challenge.closesAt;
  const { repository, submission, challenge: limits, ...rest } = team;
  return {
    ...rest,
    limits,
    repository:
      isOver && repository && !repository.isPrivate
        ? { ...repository, url: repositoryUrl(repository, config().github.web) }
        : null,
    entry: isOver && submission?.withdrawnAt === null ? submission.number : null,
  };
}

/** Where a viewer stands among a challenge's teams: in one, waiting for an answer, on the list of seekers. */
export async function standingOf(viewer: Viewer | null, challengeId: string) {
  if (!viewer) return null;
  const key = { challengeId, personId: viewer.id };
  const [membership, seeking, waiting] = await Promise.all([
    db.teamMember.findUnique({
      where: { challengeId_personId: key },
      select: { team: { select: { slug: true, name: true } } },
    }),
    db.seeker.findUnique({ where: { challengeId_personId: key }, select: { about: true, skills: true } }),
    db.joinRequest.findMany({
      where: { personId: viewer.id, state: "waiting", team: { challengeId } },
      select: { team: { select: { slug: true, name: true } } },
      take: 20,
    }),
  ]);
  return { team: membership?.team ?? null, seeking, waiting: waiting.map(({ team }) => team.slug) };
}

/** The team that an invitation link leads to; 404 where the link is not live. */
export async function invitedTeam(token: string) {
  return found(
    await db.team.findUnique({
      where: { inviteHash: sha256(token) },
      select: {
        name: true,
        about: true,
        dissolvedAt: true,
        members: { orderBy: { joinedAt: "asc" }, select: { personId: true, person: { select: { name: true } } } },
        challenge: { select: { slug: true } },
      },
    }),
  );
}

/** The size limits of a challenge's teams. */
export const teamLimits = (challengeId: string) =>
  db.challenge.findUniqueOrThrow({ where: { id: challengeId }, select: { minTeam: true, maxTeam: true } });
