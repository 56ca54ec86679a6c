import type { Instant } from "~/kernel/time";
import { db, Prisma } from "~/platform/database.server";
import { textQuery } from "~/platform/search.server";
import { CALENDAR, type Phase } from "../phase";
import { FACE, published } from "../public-challenge.server";

/** What a challenge shows of itself in a list. */
const CARD = {
  id: true,
  ...FACE,
  ...CALENDAR,
  summary: true,
  organisation: { select: { slug: true, name: true } },
  prizes: { select: { amountMinor: true, currency: true, inKind: true }, orderBy: { position: "asc" } },
  _count: { select: { teams: { where: { dissolvedAt: null } } } },
} as const satisfies Prisma.ChallengeSelect;

/** What a reader asked the list for. `after` is the slug that the page before ended with. */
export type Asked = {
  q?: string;
  theme?: string;
  phase?: Phase;
  organisationId?: string;
  after?: string;
  most?: number;
};

export const PAGE = 20;

/**
 * Published challenges that fit, a page at a time by keyset. Open ones stand in the order in which they close, those
 * announced in the order in which they open, and otherwise the newest come first.
 */
export async function challengesFound(asked: Asked, now: Instant) {
  const { most = PAGE } = asked;
  const query = textQuery(asked.q);
  const ids = await db.$queryRaw<{ id: string; slug: string }[]>`
    SELECT c.id, c.slug FROM challenge c
    WHERE c.published_at <= ${now}
      AND ${phaseIs(asked.phase, now)}
      ${asked.theme ? Prisma.sql`AND c.theme = ${asked.theme}` : Prisma.empty}
      ${asked.organisationId ? Prisma.sql`AND c.organisation_id = ${asked.organisationId}::uuid` : Prisma.empty}
      ${query ? Prisma.sql`AND to_tsvector('simple', palio_fold(c.title || ' ' || c.summary || ' ' || c.brief)) @@ ${query}` : Prisma.empty}
      ${asked.after ? afterSlug(asked.after, asked.phase) : Prisma.empty}
    ORDER BY ${orderOf(asked.phase)} LIMIT ${most + 1}`;
  const page = ids.slice(0, most);
  const rows = await db.challenge.findMany({ where: { id: { in: page.map(({ id }) => id) } }, select: CARD });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    challenges: page.flatMap(({ id }) => byId.get(id) ?? []),
    next: ids.length > most ? (page.at(-1)?.slug ?? null) : null,
  };
}

/** `phaseAt` in SQL. */
function phaseIs(phase: Phase | undefined, now: Instant): Prisma.Sql {
  const isOver = Prisma.sql`c.decided_at + interval '365 days' <= ${now}`;
  switch (phase) {
    case undefined:
      return Prisma.sql`true`;
    case "announced":
      return Prisma.sql`c.opens_at > ${now}`;
    case "open":
      return Prisma.sql`c.opens_at <= ${now} AND c.closes_at > ${now}`;
    case "judging":
      return Prisma.sql`c.closes_at <= ${now} AND (c.results_published_at IS NULL OR c.results_published_at > ${now})`;
    case "decided":
      return Prisma.sql`c.results_published_at <= ${now} AND (c.decided_at IS NULL OR c.decided_at > ${now})`;
    case "follow-up":
      return Prisma.sql`c.results_published_at <= ${now} AND c.decided_at <= ${now} AND NOT (${isOver})`;
    case "closed":
      return Prisma.sql`c.results_published_at <= ${now} AND ${isOver}`;
    case "draft":
      return Prisma.sql`false`;
  }
}

const orderOf = (phase: Phase | undefined): Prisma.Sql =>
  phase === "open"
    ? Prisma.sql`c.closes_at, c.id`
    : phase === "announced"
      ? Prisma.sql`c.opens_at, c.id`
      : Prisma.sql`c.published_at DESC, c.id DESC`;

function afterSlug(slug: string, phase: Phase | undefined): Prisma.Sql {
  const last = (column: Prisma.Sql) => Prisma.sql`(SELECT ${column}, l.id FROM challenge l WHERE l.slug = ${slug})`;
  if (phase === "open") return Prisma.sql`AND (c.closes_at, c.id) > ${last(Prisma.sql`l.closes_at`)}`;
  if (phase === "announced") return Prisma.sql`AND (c.opens_at, c.id) > ${last(Prisma.sql`l.opens_at`)}`;
  return Prisma.sql`AND (c.published_at, c.id) < ${last(Prisma.sql`l.published_at`)}`;
}

/** The head and the list of the front page: open challenges by their end, announced ones by their start. */
export async function frontForVisitor(now: Instant) {
  const [open, announced, later] = await Promise.all([
    challengesFound({ phase: "open", most: 7 }, now),
    challengesFound({ phase: "announced", most: 4 }, now),
    challengesFound({ phase: "judging", most: 4 }, now),
  ]);
  return { open, announced, judging: later.challenges };
}

/** The titles of published challenges by their ids, for lists that only know the id. */
export async function challengeTitles(ids: (string | null)[], now: Instant) {
  const rows = await db.challenge.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] }, ...published(now) },
    select: { id: true, slug: true, title: true },
  });
  return new Map(rows.map(({ id, ...challenge }) => [id, challenge]));
}
