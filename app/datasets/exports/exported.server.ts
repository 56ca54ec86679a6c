import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { db, type Prisma } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import type { FieldNote } from "../catalogue/model";
import { licenceUrl } from "../known-licence";
import type { Bbox, ColumnFacts } from "../reading/table";
import type { ExportedCatalogue, ExportedCopy, ExportedDataset, ExportedDistribution } from "./exported";

/** Datasets on one page of a paged catalogue. */
export const CATALOGUE_PAGE = 100;

const SELECT = {
  id: true,
  externalId: true,
  slug: true,
  title: true,
  description: true,
  publisher: true,
  contactName: true,
  contactEmail: true,
  landingPage: true,
  keywords: true,
  themes: true,
  issued: true,
  modified: true,
  frequency: true,
  bbox: true,
  spatial: true,
  temporalStart: true,
  temporalEnd: true,
  accessRights: true,
  languages: true,
  licenceRaw: true,
  licenceId: true,
  licenceConfirmedAt: true,
  organisation: { select: { name: true } },
} as const;

type Stored = Prisma.DatasetGetPayload<{ select: typeof SELECT }>;

/** The licence that holds: the confirmed one by its address, else what the source states. */
const licenceOf = ({ licenceRaw, licenceId, licenceConfirmedAt }: Stored): string =>
  licenceConfirmedAt && licenceId ? (licenceUrl(licenceId) ?? licenceId) : licenceRaw;

const here = (path: string): string => `${config().origin}${path}`;

const exported = (
  { id: _, organisation, licenceConfirmedAt: _at, licenceId: _id, ...dataset }: Stored,
  licenceRaw: string,
  distributions: ExportedDistribution[],
): ExportedDataset => ({
  ...dataset,
  bbox: dataset.bbox as Bbox,
  externalId: dataset.externalId ?? here(paths.dataset(dataset.slug)),
  licenceRaw,
  page: here(paths.dataset(dataset.slug)),
  organisation: organisation.name,
  distributions,
});

/** One dataset with its newest copies; 404 for what is none. */
export async function datasetToExport(slug: string): Promise<{ dataset: ExportedDataset; licenceId: string | null }> {
  const stored = found(await db.dataset.findUnique({ where: { slug }, select: SELECT }));
  const distributions = await distributionsOf([stored.id]);
  return {
    dataset: exported(stored, licenceOf(stored), distributions.get(stored.id) ?? []),
    licenceId: stored.licenceId,
  };
}

type Asked = {
  /** The slug that the page before ended with; null for the first page. */
  after: string | null;
  /** Datasets on one page. */
  most: number;
  /** The path of the page that begins after that slug. */
  pathOf: (after: string | null) => string;
};

/** A page of everything that is in its catalogue, the oldest first, so that what comes later is on later pages. */
export async function catalogueToExport({ after, most, pathOf }: Asked): Promise<ExportedCatalogue> {
  const start = after ? await db.dataset.findUnique({ where: { slug: after }, select: { id: true } }) : null;
  if (after) found(start);
  const [stored, total] = await Promise.all([
    db.dataset.findMany({
      where: { state: "present", ...(start ? { id: { gt: start.id } } : {}) },
      orderBy: { id: "asc" },
      take: most + 1,
      select: SELECT,
    }),
    db.dataset.count({ where: { state: "present" } }),
  ]);
  const page = stored.slice(0, most);
  const distributions = await distributionsOf(page.map(({ id }) => id));
  const last = page.at(-1);
  const { origin, siteName } = config();
  return {
    title: `Open data of ${siteName}`,
    publisher: siteName,
    homepage: `${origin}/`,
    address: here(pathOf(after)),
    next: stored.length > most && last ? here(pathOf(last.slug)) : null,
    total,
    datasets: page.map((one) => exported(one, licenceOf(one), distributions.get(one.id) ?? [])),
  };
}

type Row = Omit<ExportedDistribution, "copy" | "byteSize" | "fields"> & {
  datasetId: string;
  byteSize: bigint | null;
  fields: unknown;
  notes: Record<string, string> | null;
  snapshotId: string | null;
} & (Omit<ExportedCopy, "url" | "bytes"> & { bytes: bigint | null });

/** The distributions of these datasets in their order, each with its newest copy and what staff say of its columns. */
async function distributionsOf(datasetIds: string[]): Promise<Map<string, ExportedDistribution[]>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT f.dataset_id AS "datasetId", f.title, f.url, f.is_download AS "isDownload", f.access_url AS "accessUrl",
      f.format, f.media_type AS "mediaType", f.byte_size AS "byteSize", f.licence_raw AS "licenceRaw", f.fields,
      (SELECT jsonb_object_agg(name, description) FROM column_note WHERE distribution_id = f.id) AS notes,
      s.id AS "snapshotId", s.file_name AS "fileName", s.sha256, s.bytes, s.kind, s.encoding, s.delimiter,
      s.decimal_mark AS "decimalMark", s.columns
    FROM distribution f LEFT JOIN LATERAL
      (SELECT * FROM snapshot WHERE distribution_id = f.id ORDER BY fetched_at DESC LIMIT 1) s ON true
    WHERE f.dataset_id = ANY(${datasetIds}::uuid[]) ORDER BY f.dataset_id, f.position`;
  const all = new Map<string, ExportedDistribution[]>();
  for (const row of rows) all.set(row.datasetId, [...(all.get(row.datasetId) ?? []), distributionOf(row)]);
  return all;
}

function distributionOf(row: Row): ExportedDistribution {
  const { title, url, isDownload, accessUrl, format, mediaType, byteSize, licenceRaw, snapshotId } = row;
  const { fileName, sha256, bytes, kind, encoding, delimiter, decimalMark, columns } = row;
  const copy = snapshotId
    ? {
        ...{ url: here(paths.snapshotFile(snapshotId)), fileName, sha256, bytes: Number(bytes ?? 0), kind, encoding },
        ...{ delimiter, decimalMark, columns: columns as ColumnFacts[] },
      }
    : null;
  return {
    ...{ title, url, isDownload, accessUrl, format, mediaType, licenceRaw },
    byteSize: byteSize === null ? null : Number(byteSize),
    fields: described(row.fields as FieldNote[], row.notes ?? {}),
    copy,
  };
}

/** The publisher's notes with those of its staff: theirs win. */
function described(fields: FieldNote[], notes: Record<string, string>): FieldNote[] {
  const known = new Set(fields.map(({ name }) => name));
  return [
    ...fields.map((field) => ({ ...field, description: notes[field.name] ?? field.description })),
    ...Object.entries(notes)
      .filter(([name]) => !known.has(name))
      .map(([name, description]) => ({ name, title: "", description, type: "" })),
  ];
}
