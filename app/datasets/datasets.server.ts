import type { Instant } from "~/kernel/time";
import { db, Prisma } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";

/** What a dataset shows of itself in a list. */
export type DatasetCard = {
  slug: string;
  title: string;
  description: string;
  organisation: string;
  state: "present" | "missing";
  /** Whether it came with a catalogue, rather than by hand. */
  isListed: boolean;
  licenceRaw: string;
  licenceId: string | null;
  licenceOpen: boolean | null;
  licenceConfirmedAt: Date | null;
  modified: string | null;
  formats: string[];
  /** 0 to 100; null until measured. */
  readiness: number | null;
  /** Rows of the held copies together; null where none is held. */
  rows: number | null;
};

export const CARD = Prisma.sql`d.slug, d.title, left(d.description, 400) AS description, o.name AS organisation,
  d.state::text AS state, d.external_id IS NOT NULL AS "isListed", left(d.licence_raw, 400) AS "licenceRaw", d.licence_id AS "licenceId", d.licence_open AS "licenceOpen",
  d.licence_confirmed_at AS "licenceConfirmedAt", d.modified,
  d.formats[1:6] AS formats, d.readiness,
  (SELECT sum(s.row_count)::int FROM distribution f CROSS JOIN LATERAL
    (SELECT row_count FROM snapshot WHERE distribution_id = f.id ORDER BY fetched_at DESC LIMIT 1) s
    WHERE f.dataset_id = d.id) AS rows`;

/** A dataset by its name alone, for the pages beneath it; 404 for what is none. */
export const datasetNamed = async (slug: string) =>
  found(await db.dataset.findUnique({ where: { slug }, select: { id: true, slug: true, title: true } }));

/** A dataset's facts and its files, each with its newest copy; 404 for what is none. */
export async function datasetForVisitor(slug: string) {
  const dataset = found(
    await db.dataset.findUnique({
      where: { slug },
      select: {
        id: true,
        sourceId: true,
        slug: true,
        title: true,
        description: true,
        publisher: true,
        contactName: true,
        landingPage: true,
        keywords: true,
        themes: true,
        issued: true,
        modified: true,
        frequency: true,
        licenceRaw: true,
        licenceId: true,
        licenceOpen: true,
        licenceConfirmedAt: true,
        licenceConfirmedById: true,
        licenceReason: true,
        state: true,
        updatedAt: true,
        organisation: { select: { id: true, slug: true, name: true, timeZone: true } },
      },
    }),
  );
  const files = await db.$queryRaw<DatasetFile[]>`
    SELECT f.id, f.position, f.title, f.url, f.format, f.copy_asked_at AS "copyAskedAt",
      f.copy_tried_at AS "copyTriedAt", f.copy_error AS "copyError", f.copy_stage AS "copyStage",
      f.copy_done AS "copyDone", f.copy_total AS "copyTotal", s.id AS "snapshotId", s.file_name AS "fileName",
      s.bytes, s.row_count AS "rowCount", s.fetched_at AS "heldSince", jsonb_array_length(s.columns) AS "columnCount"
    FROM distribution f LEFT JOIN LATERAL
      (SELECT * FROM snapshot WHERE distribution_id = f.id ORDER BY fetched_at DESC LIMIT 1) s ON true
    WHERE f.dataset_id = ${dataset.id}::uuid ORDER BY f.position LIMIT 200`;
  return { ...dataset, files };
}

/** One downloadable form of a dataset, with its newest copy where one is held. */
export type DatasetFile = {
  id: string;
  position: number;
  title: string;
  url: string | null;
  format: string;
  copyAskedAt: Date | null;
  copyTriedAt: Date | null;
  copyError: string | null;
  copyStage: string | null;
  copyDone: bigint;
  copyTotal: bigint | null;
  snapshotId: string | null;
  fileName: string | null;
  bytes: bigint | null;
  rowCount: number | null;
  columnCount: number | null;
  heldSince: Date | null;
};

/** The name of the person who confirmed a licence; null where it is not known any more. */
export const confirmerName = async (personId: string | null): Promise<string | null> =>
  personId ? ((await db.person.findUnique({ where: { id: personId }, select: { name: true } }))?.name ?? null) : null;

/** Published challenges that the dataset is tied to, the newest first. */
export const challengesUsing = (datasetId: string, now: Instant) =>
  db.challengeDataset.findMany({
    where: { datasetId, challenge: { publishedAt: { lte: now } } },
    orderBy: { challenge: { publishedAt: "desc" } },
    select: { role: true, challenge: { select: { slug: true, title: true } } },
    take: 50,
  });
