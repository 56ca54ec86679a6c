import { db } from "~/platform/database.server";
import type { Draft } from "../draft";
import type { DataChoice } from "../writing/data-form";

const PAGE = 15;
const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** "drain wat" as a query for every word that starts so; empty where there is no word in it. */
const prefixQuery = (typed: string): string =>
  typed
    .normalize("NFC")
    .slice(0, 200)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => `${word}:*`)
    .join(" & ");

type Row = {
  id: string;
  slug: string;
  title: string;
  organisation: string;
  licence: string | null;
  open: boolean | null;
  confirmed: boolean;
};

/**
 * What a draft may be tied to: datasets that are in their catalogues, the organisation's own first, then by title, a
 * page from after `after`; and the titles of those that are chosen.
 */
export async function datasetChoice(
  { organisationId, draft, path }: { organisationId: string; draft: Draft; path: string },
  { q, after }: { q: string; after: string },
): Promise<DataChoice> {
  const query = prefixQuery(q);
  const from = isId(after) ? after : null;
  const rows = await db.$queryRaw<Row[]>`
    SELECT dataset.id, dataset.slug, dataset.title, organisation.name AS organisation, dataset.licence_id AS licence,
      dataset.licence_open AS open, dataset.licence_confirmed_at IS NOT NULL AS confirmed
    FROM dataset JOIN organisation ON organisation.id = dataset.organisation_id
    WHERE dataset.state = 'present'
      AND (${query} = '' OR to_tsvector('simple', dataset.title || ' ' || dataset.description || ' ' || dataset.publisher)
        @@ to_tsquery('simple', ${query}))
      AND (${from}::uuid IS NULL OR (dataset.organisation_id <> ${organisationId}::uuid, dataset.title, dataset.id) >
        (SELECT organisation_id <> ${organisationId}::uuid, title, id FROM dataset WHERE id = ${from}::uuid))
    ORDER BY dataset.organisation_id <> ${organisationId}::uuid, dataset.title, dataset.id LIMIT ${PAGE + 1}`;
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  const chosen = await db.dataset.findMany({
    where: { id: { in: draft.data.datasets.map(({ datasetId }) => datasetId).filter(isId) } },
    select: { id: true, title: true, slug: true },
  });
  return {
    q,
    found: rows.slice(0, PAGE).map(({ licence, open, confirmed, ...row }) => ({
      ...row,
      licence: open === null && !confirmed ? "Unclear" : (licence ?? (confirmed ? "Confirmed" : "Named by its source")),
    })),
    next: last ? `${path}?${new URLSearchParams({ ...(q ? { q } : {}), after: last.id })}` : null,
    titles: Object.fromEntries(chosen.map(({ id, ...dataset }) => [id, dataset])),
  };
}
