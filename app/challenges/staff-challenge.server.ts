import { mayEdit, mayView, type Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { db, type Tx } from "~/platform/database.server";
import { forbidden, found } from "~/platform/http/respond.server";
import type { Arms } from "~/ui/heraldry";
import { VIEWERS_CHANGE_NOTHING } from "./desk/words";
import { CALENDAR, type Calendar } from "./phase";
import { SECOND } from "./running-round";

export type PublishedChallenge = Calendar & { id: string; slug: string; title: string; organisationId: string };

/**
 * A published challenge, locked for a verb of its staff: refused to viewers of the organisation, 404 for everyone else
 * and for drafts.
 */
export async function publishedForEditor(slug: string, viewer: Viewer, tx: Tx): Promise<Result<PublishedChallenge>> {
  await tx.$queryRaw`SELECT id FROM challenge WHERE slug = ${slug} FOR UPDATE`;
  const row = found(
    await tx.challenge.findUnique({
      where: { slug },
      select: { id: true, slug: true, title: true, organisationId: true, ...CALENDAR },
    }),
  );
  found(row.publishedAt && mayView(viewer, row.organisationId) ? row : null);
  return mayEdit(viewer, row.organisationId) ? ok(row) : refuse("not-yours", VIEWERS_CHANGE_NOTHING);
}

/** The head that every staff page of a challenge shows, draft or published, for whoever works in its organisation. */
export async function challengeForStaff(slug: string, viewer: Viewer) {
  const row = found(
    await db.challenge.findUnique({
      where: { slug },
      select: {
        id: true,
        slug: true,
        title: true,
        theme: true,
        arms: true,
        organisationId: true,
        organisation: { select: { name: true } },
        secondRound: SECOND,
        ...CALENDAR,
      },
    }),
  );
  found(mayView(viewer, row.organisationId) ? row : null);
  return { ...row, arms: row.arms as Arms, mayEdit: mayEdit(viewer, row.organisationId) };
}

/** The same for what only a published challenge has. */
export async function runningChallengeForStaff(slug: string, viewer: Viewer) {
  const challenge = await challengeForStaff(slug, viewer);
  return found(challenge.publishedAt ? challenge : null);
}

/** In front of every act on a published challenge: 403 for viewers of its city, 404 for everyone else. */
export async function requireEditor(slug: string, viewer: Viewer): Promise<void> {
  const { mayEdit: may } = await runningChallengeForStaff(slug, viewer);
  if (!may) forbidden(VIEWERS_CHANGE_NOTHING);
}

/** What the desk of a published challenge counts and lists. */
export async function runningDetails(challengeId: string) {
  const [counts, waiting, rules, changes, chairs] = await Promise.all([
    db.challenge.findUniqueOrThrow({
      where: { id: challengeId },
      select: {
        _count: {
          select: {
            teams: { where: { dissolvedAt: null } },
            submissions: { where: { withdrawnAt: null } },
            questions: true,
            announcements: true,
            seekers: true,
          },
        },
      },
    }),
    db.question.count({ where: { challengeId, answeredAt: null } }),
    db.rulesVersion.findFirst({
      where: { challengeId },
      orderBy: { number: "desc" },
      select: { number: true, hash: true, publishedAt: true },
    }),
    db.calendarChange.count({ where: { challengeId } }),
    db.challengeChair.findMany({
      where: { challengeId },
      orderBy: { since: "asc" },
      take: 20,
      select: { person: { select: { name: true, handle: true } } },
    }),
  ]);
  return { ...counts._count, waiting, rules: found(rules), changes, chairs: chairs.map(({ person }) => person) };
}
