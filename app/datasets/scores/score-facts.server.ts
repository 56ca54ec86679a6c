import type { Prisma, Tx } from "~/platform/database.server";
import type { CatalogueDataset, FieldNote } from "../catalogue/model";
import type { Bbox, ColumnFacts, ReadingWarning } from "../reading/table";
import type { Known } from "./metadata-quality";
import { type CopyFacts, instantIn, type ReadinessFacts } from "./readiness";

/** What the scores of one stored dataset are computed from. */
export type ScoreFacts = { id: string; catalogue: CatalogueDataset; known: Known; ready: ReadinessFacts };

const SELECT = {
  id: true,
  sourceId: true,
  externalId: true,
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
  licenceOpen: true,
  licenceConfirmedAt: true,
  distributions: {
    orderBy: { position: "asc" },
    select: {
      id: true,
      title: true,
      url: true,
      isDownload: true,
      accessUrl: true,
      format: true,
      mediaType: true,
      byteSize: true,
      licenceRaw: true,
      fields: true,
      notes: { select: { name: true, description: true } },
    },
  },
} as const;

/** The facts of several datasets, in a fixed number of queries. */
export async function factsOf(datasetIds: string[], tx: Tx): Promise<ScoreFacts[]> {
  const rows = await tx.dataset.findMany({ where: { id: { in: datasetIds } }, select: SELECT });
  const files = rows.flatMap(({ distributions }) => distributions.map(({ id }) => id));
  const [copies, looks] = [await newestCopies(files, tx), await lastLooks(files, tx)];
  return rows.map((row) => factsFrom(row, copies, looks));
}

type Copy = {
  distributionId: string;
  rowCount: number;
  columns: ColumnFacts[];
  warnings: ReadingWarning[];
  bytes: bigint;
  fetchedAt: Date;
  copies: number;
};

async function newestCopies(distributionIds: string[], tx: Tx): Promise<Map<string, Copy>> {
  const rows = await tx.$queryRaw<Copy[]>`
    SELECT f.id AS "distributionId", s.row_count AS "rowCount", s.columns, s.warnings, s.bytes,
      s.fetched_at AS "fetchedAt", (SELECT count(*)::int FROM snapshot WHERE distribution_id = f.id) AS copies
    FROM unnest(${distributionIds}::uuid[]) AS f (id) CROSS JOIN LATERAL
      (SELECT * FROM snapshot WHERE distribution_id = f.id ORDER BY fetched_at DESC LIMIT 1) s`;
  return new Map(rows.map((row) => [row.distributionId, row]));
}

/** Whether each of the last ten looks at an address succeeded, newest first. */
async function lastLooks(distributionIds: string[], tx: Tx): Promise<Map<string, boolean[]>> {
  const rows = await tx.$queryRaw<{ id: string; succeeded: boolean[] }[]>`
    SELECT f.id, array_agg(c.outcome <> 'failed' ORDER BY c.at DESC, c.id DESC) AS succeeded
    FROM unnest(${distributionIds}::uuid[]) AS f (id) CROSS JOIN LATERAL
      (SELECT id, outcome, at FROM health_check WHERE distribution_id = f.id ORDER BY at DESC LIMIT 10) c
    GROUP BY f.id`;
  return new Map(rows.map(({ id, succeeded }) => [id, succeeded]));
}

type StoredDataset = Prisma.DatasetGetPayload<{ select: typeof SELECT }>;
type StoredFile = StoredDataset["distributions"][number];

function factsFrom(row: StoredDataset, copies: Map<string, Copy>, looks: Map<string, boolean[]>): ScoreFacts {
  const { id, sourceId, licenceId, licenceOpen, licenceConfirmedAt, distributions, ...said } = row;
  const files = distributions.map((file) => ({ file, copy: copies.get(file.id), looks: looksAt(file, copies, looks) }));
  const catalogue: CatalogueDataset = {
    ...said,
    externalId: said.externalId ?? id,
    bbox: said.bbox as Bbox,
    distributions: files.map(({ file, copy }) => statedFile(file, copy)),
  };
  const isStated = said.licenceRaw !== "" || licenceConfirmedAt !== null;
  const columns = files.flatMap(({ file, copy }) => describedColumns(file, copy));
  return {
    id,
    catalogue,
    known: { works: files.map(({ looks: [last] }) => last ?? null), licence: { id: licenceId } },
    ready: {
      ...catalogue,
      formats: catalogue.distributions.map(({ format }) => format),
      licence: { id: licenceId, open: licenceOpen, isStated },
      changedAt: changedAt(
        { ...said, isByHand: sourceId === null },
        files.map(({ copy }) => copy),
      ),
      looks: files.map((one) => one.looks),
      copies: files.flatMap(({ copy }): CopyFacts[] => (copy ? [copy] : [])),
      described: columns.length === 0 ? null : { columns: columns.filter(Boolean).length, of: columns.length },
    },
  };
}

/** A file that is held here and has no other address answers as long as this site does. */
const isHeldOnly = ({ id, url }: StoredFile, copies: Map<string, Copy>): boolean => url === null && copies.has(id);

const looksAt = (file: StoredFile, copies: Map<string, Copy>, looks: Map<string, boolean[]>): boolean[] =>
  isHeldOnly(file, copies) ? [true] : (looks.get(file.id) ?? []);

/** A distribution as it can be had: what is held here only is downloaded here, in the size that it has. */
function statedFile({ id: _id, notes: _notes, fields, byteSize, ...file }: StoredFile, copy: Copy | undefined) {
  const isHere = file.url === null && copy !== undefined;
  const bytes = byteSize ?? (isHere ? copy.bytes : null);
  return {
    ...file,
    ...(isHere ? { url: "", isDownload: true } : {}),
    byteSize: bytes === null ? null : Number(bytes),
    fields: fields as FieldNote[],
  };
}

/** For each column that is known, whether anybody says what it means: staff in a note, or the catalogue. */
function describedColumns({ fields, notes }: StoredFile, copy: Copy | undefined): boolean[] {
  const stated = fields as FieldNote[];
  const said = new Set([...stated, ...notes].flatMap(({ name, description }) => (description === "" ? [] : [name])));
  return (copy?.columns ?? stated).map(({ name }) => said.has(name));
}

type Dated = { issued: string | null; modified: string | null; isByHand: boolean };

/** The latest of what is stated and of what was seen: new bytes at an address, or the first of a file sent by hand. */
function changedAt({ issued, modified, isByHand }: Dated, copies: (Copy | undefined)[]): Date | null {
  const stated = instantIn(modified) ?? instantIn(issued);
  const seen = copies.flatMap((copy) => (copy && (copy.copies > 1 || isByHand) ? [copy.fetchedAt] : []));
  const all = [...seen, ...(stated ? [stated] : [])].map((at) => at.getTime());
  return all.length === 0 ? null : new Date(Math.max(...all));
}
