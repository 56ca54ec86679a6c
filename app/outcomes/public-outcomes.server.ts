import { FACE } from "~/challenges/public-challenge.server";
import type { Instant } from "~/kernel/time";
import { db, type Prisma } from "~/platform/database.server";

/** An award with what the city has decided on it last. */
const OUTCOME = {
  id: true,
  decidedAt: true,
  prize: { select: { title: true } },
  submission: {
    select: {
      number: true,
      team: { select: { slug: true, name: true } },
      versions: { select: { title: true }, orderBy: { number: "desc" }, take: 1 },
      decisions: {
        select: { kind: true, reason: true, dueOn: true, decidedAt: true },
        orderBy: { decidedAt: "desc" },
        take: 1,
      },
    },
  },
} as const satisfies Prisma.AwardSelect;

const RESULTS = 12;

/** Challenges whose results are out, newest first, with every award and what the city does with it. */
export async function resultsForVisitor({ after, most = RESULTS }: { after?: string; most?: number }, now: Instant) {
  const rows = await db.challenge.findMany({
    where: {
      publishedAt: { lte: now },
      resultsPublishedAt: { lte: now },
    },
    orderBy: [{ resultsPublishedAt: "desc" }, { id: "desc" }],
    ...(after ? { cursor: { slug: after }, skip: 1 } : {}),
    take: most + 1,
    select: {
      id: true,
      ...FACE,
      timeZone: true,
      resultsPublishedAt: true,
      decisionDueAt: true,
      organisation: { select: { slug: true, name: true } },
      _count: { select: { submissions: { where: { withdrawnAt: null } } } },
      awards: { select: OUTCOME, orderBy: [{ prize: { position: "asc" } }, { decidedAt: "asc" }], take: 20 },
    },
  });
  const challenges = rows.slice(0, most);
  return { challenges, next: rows.length > most ? (challenges.at(-1)?.slug ?? null) : null };
}

export type Tally = {
  awarded: number;
  adopt: number;
  pilot: number;
  procure: number;
  decline: number;
  /** What the city owes by `standingOf`: a decision, or the report that one promised. */
  overdue: number;
};

/** What the city did with every awarded entry so far: its last decision counts. */
export async function outcomesTally(now: Instant): Promise<Tally> {
  const [row] = await db.$queryRaw<Tally[]>`
    WITH awarded AS (
      SELECT DISTINCT a.submission_id, c.decision_due_at, c.time_zone FROM award a JOIN challenge c ON c.id = a.challenge_id
      WHERE c.results_published_at <= ${now}
    ), outcome AS (
      SELECT a.*, d.kind::text AS kind, d.due_on FROM awarded a LEFT JOIN LATERAL
        (SELECT kind, due_on FROM decision WHERE submission_id = a.submission_id ORDER BY decided_at DESC LIMIT 1) d ON true
    )
    SELECT count(*)::int AS awarded,
      count(*) FILTER (WHERE kind = 'adopt')::int AS adopt, count(*) FILTER (WHERE kind = 'pilot')::int AS pilot,
      count(*) FILTER (WHERE kind = 'procure')::int AS procure, count(*) FILTER (WHERE kind = 'decline')::int AS decline,
      count(*) FILTER (WHERE (kind IS NULL AND decision_due_at <= ${now})
        OR (kind <> 'decline' AND (due_on + 1)::timestamp AT TIME ZONE time_zone <= ${now}))::int AS overdue
    FROM outcome`;
  return row ?? { awarded: 0, adopt: 0, pilot: 0, procure: 0, decline: 0, overdue: 0 };
}
