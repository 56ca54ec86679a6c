import { DAY, type Instant, isoDay } from "~/kernel/time";
import { db, Prisma } from "~/platform/database.server";
import { textQuery } from "~/platform/search.server";
import { CARD, type DatasetCard } from "../datasets.server";
import { ANY_OPEN, type Asked, UNCLEAR } from "./asked";

const PUBLISHER = Prisma.sql`coalesce(nullif(d.publisher, ''), o.name)`;
const TEXT = Prisma.sql`to_tsvector('simple', palio_fold(d.title || ' ' || d.description || ' ' || d.publisher))`;
const IS_UNCLEAR = Prisma.sql`(d.licence_id IS NULL AND d.licence_open IS NOT TRUE AND d.licence_confirmed_at IS NULL)`;

/** Every word, or the beginning of one, in title, description or publisher. */
export function matching(q: string | undefined): Prisma.Sql {
  const query = textQuery(q);
  return query ? Prisma.sql`AND ${TEXT} @@ ${query}` : Prisma.empty;
}

/** How long ago a dataset was changed: catalogues say it as ISO 8601 text of any precision, or in no date at all. */
function changedAgo(now: Instant): Prisma.Sql {
  const day = (ago: number) => isoDay(new Date(now.getTime() - ago * DAY));
  return Prisma.sql`CASE WHEN d.modified IS NULL OR d.modified !~ '^[0-9]{4}' THEN 'unsaid'
    WHEN d.modified COLLATE "C" >= ${day(30)} THEN 'month' WHEN d.modified COLLATE "C" >= ${day(365)} THEN 'year' ELSE 'older' END`;
}

type Facet = "organisation" | "publisher" | "theme" | "format" | "licence" | "changed";

/** What each filter that is set leaves. */
function filters(asked: Asked, now: Instant): [Facet, Prisma.Sql][] {
  const { organisation, publisher, theme, format, licence, changed } = asked;
  const months = changed === "year" ? ["month", "year"] : [changed];
  const all: [Facet, string, Prisma.Sql][] = [
    ["organisation", organisation, Prisma.sql`o.slug = ${organisation}`],
    ["publisher", publisher, Prisma.sql`${PUBLISHER} = ${publisher}`],
    ["theme", theme, Prisma.sql`${theme} = ANY(d.themes)`],
    ["format", format, Prisma.sql`${format} = ANY(d.formats)`],
    ["licence", licence, licenceIs(licence)],
    ["changed", changed, Prisma.sql`${changedAgo(now)} = ANY(${months})`],
  ];
  return all.flatMap(([facet, value, leaves]) => (value === "" ? [] : [[facet, leaves] as [Facet, Prisma.Sql]]));
}

function licenceIs(licence: string): Prisma.Sql {
  if (licence === ANY_OPEN) return Prisma.sql`d.licence_open IS TRUE`;
  return licence === UNCLEAR ? IS_UNCLEAR : Prisma.sql`d.licence_id = ${licence}`;
}

const FROM = (asked: Asked) => Prisma.sql`FROM dataset d JOIN organisation o ON o.id = d.organisation_id
  WHERE true ${matching(asked.q)}`;

const PAGE = 20;

/**
 * Datasets that fit, a page by keyset: those that hold the words in their title first, then the newest here; `after` is
 * the slug that the page before ended with.
 */
export async function datasetsFound(asked: Asked, after: string | undefined, now: Instant) {
  const query = textQuery(asked.q);
  // Without words the order is an index's.
  const inTitle = query && Prisma.sql`(to_tsvector('simple', palio_fold(d.title)) @@ ${query})`;
  const key = inTitle ? Prisma.sql`${inTitle}, d.created_at, d.id` : Prisma.sql`d.created_at, d.id`;
  const order = Prisma.sql`${inTitle ? Prisma.sql`${inTitle} DESC,` : Prisma.empty} d.created_at DESC, d.id DESC`;
  const rows = await db.$queryRaw<DatasetCard[]>`
    SELECT ${CARD} ${FROM(asked)} ${and(filters(asked, now).map(([, leaves]) => leaves))}
      ${after ? Prisma.sql`AND (${key}) < (SELECT ${key} FROM dataset d WHERE d.slug = ${after})` : Prisma.empty}
    ORDER BY ${order} LIMIT ${PAGE + 1}`;
  return { datasets: rows.slice(0, PAGE), next: rows.length > PAGE ? (rows[PAGE - 1]?.slug ?? null) : null };
}

/** One value of a filter, with how many datasets it would leave. */
export type FacetValue = { value: string; name: string; count: number };
export type Facets = Record<Facet, FacetValue[]> & { total: number };

const MOST_VALUES = 100;

/**
 * How many datasets fit, and what each filter could narrow them to: a filter's own values are counted under the others,
 * the commonest first.
 */
export async function facetsOf(asked: Asked, now: Instant): Promise<Facets> {
  const set = filters(asked, now);
  const columns = set.map(([facet, leaves]) => Prisma.sql`${leaves} AS ${fits(facet)}`);
  const under = (except: Facet | null) => and(set.flatMap(([facet]) => (facet === except ? [] : [fits(facet)])));
  const valuesOf = (facet: Facet, value: Prisma.Sql, name = Prisma.sql`''`) => Prisma.sql`
    SELECT ${facet}, v, min(n), count(*)::int
    FROM (SELECT ${value} AS v, ${name} AS n FROM hit WHERE true ${under(facet)}) x
    WHERE v <> '' GROUP BY v ORDER BY count(*) DESC, v LIMIT ${MOST_VALUES}`;
  const rows = await db.$queryRaw<{ facet: Facet | "total"; value: string; name: string; count: number }[]>`
    WITH hit AS MATERIALIZED (
      SELECT o.slug AS organisation, o.name, ${PUBLISHER} AS publisher, d.themes, d.formats, ${changedAgo(now)} AS changed,
        CASE WHEN ${IS_UNCLEAR} THEN ${UNCLEAR} ELSE d.licence_id END AS licence, d.licence_open AS open
        ${columns.length > 0 ? Prisma.sql`, ${Prisma.join(columns)}` : Prisma.empty}
      ${FROM(asked)}
    )
    SELECT 'total' AS facet, '' AS value, '' AS name, count(*)::int AS count FROM hit WHERE true ${under(null)}
    UNION ALL (${valuesOf("organisation", Prisma.sql`organisation`, Prisma.sql`name`)})
    UNION ALL (${valuesOf("publisher", Prisma.sql`publisher`)})
    UNION ALL (${valuesOf("changed", Prisma.sql`changed`)})
    UNION ALL (${valuesOf("licence", Prisma.sql`licence`)})
    UNION ALL SELECT 'licence', ${ANY_OPEN}, '', count(*)::int FROM hit WHERE open ${under("licence")}
    UNION ALL (${valuesOf("theme", Prisma.sql`unnest(themes)`)})
    UNION ALL (${valuesOf("format", Prisma.sql`unnest(formats)`)})`;
  const of = (facet: Facet) => rows.filter((row) => row.facet === facet);
  return {
    total: rows.find(({ facet }) => facet === "total")?.count ?? 0,
    ...{ organisation: of("organisation"), publisher: of("publisher"), theme: of("theme") },
    ...{ format: of("format"), licence: of("licence"), changed: of("changed") },
  };
}

const and = (conditions: Prisma.Sql[]): Prisma.Sql =>
  conditions.length > 0 ? Prisma.sql`AND ${Prisma.join(conditions, " AND ")}` : Prisma.empty;

/** The column that tells whether a dataset is left by a filter. */
const fits = (facet: Facet): Prisma.Sql => Prisma.raw(`in_${facet}`);
