import { mayEdit, type Viewer } from "~/accounts/roles";
import { problemsWaiting } from "~/datasets/issues/problems.server";
import { DAY, type Instant } from "~/kernel/time";
import { db, type Prisma } from "~/platform/database.server";
import { type Draft, draftFrom, EMPTY } from "../draft";
import { checklist } from "../drafting/ready";
import type { Item } from "../drafting/ready-item";
import { namedDatasets } from "../drafts.server";
import { CALENDAR } from "../phase";
import { FACE } from "../public-challenge.server";
import { runningCalendar, SECOND } from "../running-round";
import { unplacedReviews } from "./unplaced.server";
import { waitingFor } from "./waiting";

const DRAFTS = 12;
const RUNNING = 12;
const WAITING = 30;
const PAGE = 20;

const ofViewer = (viewer: Viewer): Prisma.ChallengeWhereInput =>
  viewer.isAdministrator ? {} : { organisationId: { in: viewer.organisations.map(({ id }) => id) } };

/** What the staff desk shows to whoever works for an organisation: drafts, running challenges, and what waits. */
export async function staffDesk(viewer: Viewer, now: Instant) {
  const mine = ofViewer(viewer);
  const [drafts, running, questions, problems] = await Promise.all([
    db.challenge.findMany({
      where: { ...mine, publishedAt: null },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: DRAFTS,
      select: {
        ...FACE,
        organisationId: true,
        organisation: { select: { name: true, timeZone: true } },
        draftSections: { select: { section: true, content: true, savedAt: true } },
      },
    }),
    db.challenge.findMany({
      where: { ...mine, publishedAt: { not: null }, decidedAt: null },
      orderBy: [{ closesAt: "asc" }, { id: "asc" }],
      take: RUNNING,
      select: {
        id: true,
        ...FACE,
        ...CALENDAR,
        secondRound: SECOND,
        _count: { select: { teams: { where: { dissolvedAt: null } }, submissions: { where: { withdrawnAt: null } } } },
      },
    }),
    db.question.findMany({
      where: { answeredAt: null, challenge: mine },
      orderBy: [{ askedAt: "asc" }, { id: "asc" }],
      take: WAITING,
      select: { number: true, body: true, askedAt: true, challenge: { select: { slug: true, title: true } } },
    }),
    problemsWaiting(viewer, WAITING),
  ]);
  const ids = running.map(({ id }) => id);
  const [todos, days, unplaced] = await Promise.all([
    todosOf(drafts, viewer, now),
    teamDays(ids),
    unplacedReviews(ids),
  ]);
  const judged = running.map((challenge) => ({
    ...challenge,
    judgingEndsAt: runningCalendar(challenge, challenge.secondRound).judgingEndsAt,
    unplaced: unplaced.get(challenge.id),
  }));
  return {
    drafts: drafts.map(({ draftSections, organisationId, organisation, ...face }, index) => ({
      ...face,
      organisation: organisation.name,
      mayEdit: mayEdit(viewer, organisationId),
      savedAt: draftSections.reduce<Date | null>((a, { savedAt }) => (a && a > savedAt ? a : savedAt), null),
      items: todos[index] ?? [],
    })),
    running: running.map((challenge) => ({
      ...challenge,
      today: challenge.publishedAt ? (now.getTime() - challenge.publishedAt.getTime()) / DAY : 0,
      days: days.get(challenge.id) ?? [],
    })),
    waiting: waitingFor({ questions, problems, running: judged, now }).slice(0, WAITING),
  };
}

type StoredSections = { organisation: { timeZone: string }; draftSections: { section: string; content: unknown }[] };

/** The checklists of several drafts, with one look-up for the datasets of all of them. */
async function todosOf(stored: StoredSections[], viewer: Viewer, now: Instant): Promise<Item[][]> {
  const drafts = stored.map(({ organisation, draftSections }): Draft => {
    const typed = Object.fromEntries(draftSections.map(({ section, content }) => [section, content]));
    return draftFrom(typed as Partial<Draft>, organisation.timeZone);
  });
  const all = { ...EMPTY, data: { datasets: drafts.flatMap(({ data }) => data.datasets) } };
  const named = await namedDatasets(all, viewer);
  return drafts.map((draft) => checklist(draft, named, now));
}

/** How many standing teams registered on each day since the announcement. */
async function teamDays(ids: string[]): Promise<Map<string, { day: number; teams: number }[]>> {
  const rows = await db.$queryRaw<{ id: string; day: number; teams: number }[]>`
    SELECT challenge.id, greatest(0, floor(extract(epoch FROM team.created_at - challenge.published_at) / 86400))::int AS day,
      count(*)::int AS teams
    FROM team JOIN challenge ON challenge.id = team.challenge_id
    WHERE challenge.id = ANY(${ids}::uuid[]) AND team.dissolved_at IS NULL
    GROUP BY challenge.id, day ORDER BY day`;
  const byChallenge = new Map<string, { day: number; teams: number }[]>();
  for (const { id, day, teams } of rows) byChallenge.set(id, [...(byChallenge.get(id) ?? []), { day, teams }]);
  return byChallenge;
}

/** All challenges of the viewer's organisations, newest first, from after one of them. */
export async function staffChallenges(viewer: Viewer, after: string | null) {
  const isId = after !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after);
  const rows = await db.challenge.findMany({
    where: { ...ofViewer(viewer), ...(isId ? { id: { lt: after } } : {}) },
    // Identifiers are UUIDs of version 7: their order is that of creation.
    orderBy: { id: "desc" },
    take: PAGE + 1,
    select: { id: true, ...FACE, ...CALENDAR, organisation: { select: { name: true } } },
  });
  return { rows: rows.slice(0, PAGE), next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null };
}
