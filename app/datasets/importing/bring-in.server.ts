import type { Instant } from "~/kernel/time";
import { now, type Tx } from "~/platform/database.server";
import type { CatalogueDataset, CatalogueWarning, FieldNote } from "../catalogue/model";
import { freeSlugs } from "../free-slugs.server";
import { askForScores } from "../scores/score-jobs.server";
import {
  changesOf,
  type DistributionPlan,
  distributionPlan,
  type Held,
  saidOf,
  statedIn,
} from "./catalogue-differences";

type Coming = { runId: string; sourceId: string; organisationId: string; datasets: CatalogueDataset[] };

/** One line of the report, as far as bringing in knows it. */
export type BroughtIn = {
  outcome: "created" | "changed" | "unchanged";
  datasetId: string;
  externalId: string;
  title: string;
  changes: string[];
};
type Outcome = { items: BroughtIn[]; warnings: CatalogueWarning[] };

/**
 * Writes datasets of a catalogue by the identifiers they have in it: new ones, and what changed of known ones. Tells
 * what became of each, in their order.
 */
export async function bringIn({ runId, sourceId, organisationId, datasets }: Coming, tx: Tx): Promise<Outcome> {
  const at = await now(tx);
  const known = await heldOf(sourceId, datasets, tx);
  const fresh = datasets.filter(({ externalId }) => !known.has(externalId));
  const created = await create({ runId, sourceId, organisationId, datasets: fresh }, tx);
  const outcome: Outcome = { items: [], warnings: [] };
  for (const dataset of datasets) {
    const { externalId, title } = dataset;
    const held = known.get(externalId);
    if (!held) {
      const datasetId = created.get(externalId) ?? "";
      outcome.items.push({ outcome: "created", datasetId, externalId, title, changes: [] });
      continue;
    }
    const changes = await renew(held, dataset, at, tx);
    const became = changes.length > 0 ? "changed" : "unchanged";
    outcome.items.push({ outcome: became, datasetId: held.id, externalId, title, changes });
    if (held.licenceConfirmedAt && held.licenceRaw !== dataset.licenceRaw)
      outcome.warnings.push({
        code: "licence-differs",
        message: "The catalogue now states another licence; the one that staff confirmed stays.",
        dataset: title,
      });
  }
  await tx.dataset.updateMany({
    where: { id: { in: [...known.values()].map(({ id }) => id) } },
    data: { importRunId: runId },
  });
  const touched = outcome.items.filter((item) => item.outcome !== "unchanged");
  await askForScores(
    touched.map(({ datasetId }) => datasetId),
    tx,
  );
  return outcome;
}

const SELECT = {
  id: true,
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
  state: true,
  distributions: {
    orderBy: { position: "asc" },
    select: {
      id: true,
      position: true,
      title: true,
      url: true,
      format: true,
      mediaType: true,
      isDownload: true,
      accessUrl: true,
      byteSize: true,
      licenceRaw: true,
      fields: true,
      _count: { select: { snapshots: true, uses: true } },
    },
  },
} as const;

/** The catalogue's datasets of these identifiers, locked: a licence confirmed meanwhile is seen, or waits. */
async function heldOf(sourceId: string, datasets: CatalogueDataset[], tx: Tx) {
  const externalIds = datasets.map(({ externalId }) => externalId);
  await tx.$queryRaw`SELECT 1 FROM dataset WHERE source_id = ${sourceId}::uuid
    AND external_id = ANY(${externalIds}::text[]) ORDER BY id FOR UPDATE`;
  const rows = await tx.dataset.findMany({
    where: { sourceId, externalId: { in: externalIds } },
    select: SELECT,
  });
  return new Map(
    rows.map(({ distributions, ...row }) => [
      row.externalId ?? "",
      {
        ...row,
        distributions: distributions.map(({ _count, byteSize, fields, ...one }) => ({
          ...one,
          byteSize: byteSize === null ? null : Number(byteSize),
          fields: fields as FieldNote[],
          isKept: _count.snapshots + _count.uses > 0,
        })),
      },
    ]),
  );
}

/** The identifiers of the datasets that it made. */
async function create({ runId, sourceId, organisationId, datasets }: Coming, tx: Tx): Promise<Map<string, string>> {
  if (datasets.length === 0) return new Map();
  const slugs = await freeSlugs(
    datasets.map(({ title }) => title),
    tx,
  );
  const rows = await tx.dataset.createManyAndReturn({
    data: datasets.map((dataset, index) => ({
      ...statedIn(dataset),
      externalId: dataset.externalId,
      organisationId,
      sourceId,
      importRunId: runId,
      slug: slugs[index] ?? "",
    })),
    select: { id: true, externalId: true },
  });
  const ids = new Map(rows.map(({ id, externalId }) => [externalId ?? "", id]));
  await tx.distribution.createMany({
    data: datasets.flatMap(({ externalId, distributions }) =>
      distributions.map((distribution, position) => ({
        ...distribution,
        position,
        datasetId: ids.get(externalId) ?? "",
      })),
    ),
  });
  return ids;
}

/** What changed of the dataset, as field names; "files" stands for its distributions. */
async function renew(held: Held & { id: string }, dataset: CatalogueDataset, at: Instant, tx: Tx): Promise<string[]> {
  const changes = changesOf(held, statedIn(dataset));
  const plan = distributionPlan(held.distributions, dataset.distributions);
  if (!changes && !plan) return [];
  await tx.dataset.update({ where: { id: held.id }, data: { ...changes, updatedAt: at } });
  if (plan) await rearrange(held.id, plan, tx);
  return [...Object.keys(changes ?? {}), ...(plan ? ["files"] : [])];
}

async function rearrange(datasetId: string, { keep, add, remove }: DistributionPlan, tx: Tx): Promise<void> {
  await tx.distribution.deleteMany({ where: { id: { in: remove } } });
  // Places are unique within a dataset: everything steps aside before it takes its new one.
  await tx.$executeRaw`UPDATE distribution SET position = -1 - position WHERE dataset_id = ${datasetId}::uuid`;
  for (const { id, position, to } of keep) {
    await tx.distribution.update({ where: { id }, data: { position, ...saidOf(to) } });
  }
  await tx.distribution.createMany({ data: add.map(({ position, to }) => ({ ...to, position, datasetId })) });
}
