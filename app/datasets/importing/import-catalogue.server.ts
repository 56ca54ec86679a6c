import type { Refusal } from "~/kernel/result";
import { db, now, type Prisma, type Tx } from "~/platform/database.server";
import type { CatalogueDataset, CatalogueReading, CatalogueWarning } from "../catalogue/model";
import { bringIn } from "./bring-in.server";
import { isUnderWay } from "./import-words";
import { CANCELLED, readPages } from "./read-pages.server";

const BATCH = 100;

/**
 * Brings in a catalogue, a hundred datasets a transaction. The run's row says how far it is: a run that was stopped
 * goes on where it stood, two runs of one job take turns, and what is done is not done again.
 */
export async function bringInCatalogue({ runId }: { runId: string }): Promise<void> {
  const run = await db.importRun.findUnique({
    where: { id: runId },
    select: {
      ...{ id: true, sourceId: true, organisationId: true, address: true, fileName: true, fileSha256: true },
      ...{ readingSha256: true, state: true },
    },
  });
  if (!run || !isUnderWay(run.state)) return;
  await db.importRun.updateMany({ where: { id: runId, state: "waiting" }, data: { state: "running" } });
  const catalogue = await readPages(run);
  if (!catalogue.ok) return stop(runId, catalogue.refusal);
  await begin(runId, catalogue.value);
  const { datasets, next } = catalogue.value;
  for (let from = 0; from < datasets.length; from += BATCH)
    await inTurn(runId, from, (tx) => bringInBatch({ ...run, batch: datasets.slice(from, from + BATCH), from }, tx));
  await inTurn(runId, datasets.length, (tx) => finish({ ...run, isWhole: next === null }, tx));
}

async function stop(runId: string, { code, message }: Refusal): Promise<void> {
  const end = code === CANCELLED ? { state: "cancelled" as const } : { state: "failed" as const, error: message };
  await db.importRun.updateMany({
    where: { id: runId, state: { in: ["waiting", "running"] } },
    data: { ...end, finishedAt: await now() },
  });
}

/** Writes how much there is to do, and what is refused, once. */
async function begin(runId: string, { kind, datasets, refused, warnings }: CatalogueReading): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.importRun.updateMany({
      where: { id: runId, done: 0, total: 0, refused: 0 },
      data: { kind, total: datasets.length, refused: refused.length, warnings: warnings as Prisma.InputJsonValue },
    });
    if (count === 0) return;
    await tx.source.updateMany({ where: { runs: { some: { id: runId } } }, data: { kind } });
    await tx.importItem.createMany({
      skipDuplicates: true,
      data: refused.map(({ externalId, title, reason }, index) => ({
        ...{ runId, position: REFUSED_FROM + index, outcome: "refused" as const, externalId, title, reason },
      })),
    });
  });
}

/** Places in the report: what came in first, then what is missing, then what was refused. */
const MISSING_FROM = 1_000_001;
const REFUSED_FROM = 2_000_001;

/** Does the work in a transaction of its own if the run stands exactly there, and nothing otherwise. */
async function inTurn(runId: string, done: number, work: (tx: Tx) => Promise<void>): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const [run] = await tx.$queryRaw<{ done: number; state: string; isCancelled: boolean }[]>`
        SELECT done, state::text, cancel_asked_at IS NOT NULL AS "isCancelled" FROM import_run
        WHERE id = ${runId}::uuid FOR UPDATE`;
      if (run?.done !== done || run.state !== "running") return;
      if (run.isCancelled)
        await tx.importRun.update({ where: { id: runId }, data: { state: "cancelled", finishedAt: await now(tx) } });
      else await work(tx);
    },
    { timeout: 60_000 },
  );
}

type Batch = { id: string; sourceId: string; organisationId: string; batch: CatalogueDataset[]; from: number };

async function bringInBatch({ id, sourceId, organisationId, batch, from }: Batch, tx: Tx): Promise<void> {
  const brought = await bringIn({ runId: id, sourceId, organisationId, datasets: batch }, tx);
  const { warnings, items } = brought;
  const [created, updated] = ["created", "changed"].map(
    (what) => items.filter(({ outcome }) => outcome === what).length,
  );
  await tx.importItem.createMany({
    data: items.map((item, index) => ({ ...item, runId: id, position: from + index + 1 })),
  });
  await tx.importRun.update({
    where: { id },
    data: {
      done: from + batch.length,
      created: { increment: created },
      updated: { increment: updated },
      unchanged: { increment: batch.length - (created ?? 0) - (updated ?? 0) },
    },
  });
  await warn(id, warnings, tx);
}

const MOST_WARNINGS = 1_000;

async function warn(runId: string, warnings: CatalogueWarning[], tx: Tx): Promise<void> {
  if (warnings.length === 0) return;
  await tx.$executeRaw`UPDATE import_run SET warnings = warnings || ${JSON.stringify(warnings)}::jsonb
    WHERE id = ${runId}::uuid AND jsonb_array_length(warnings) < ${MOST_WARNINGS}`;
}

/**
 * What earlier runs of the same source brought in and this one did not is marked as missing. A catalogue without
 * datasets is more likely broken than emptied, and one that was not read to its end may have the rest: they mark
 * nothing.
 */
async function finish(
  { id, sourceId, isWhole }: { id: string; sourceId: string; isWhole: boolean },
  tx: Tx,
): Promise<void> {
  const at = await now(tx);
  const { total } = await tx.importRun.findUniqueOrThrow({ where: { id }, select: { total: true } });
  const missing =
    total === 0 || !isWhole
      ? []
      : await tx.$queryRaw<{ id: string; title: string; externalId: string }[]>`
          UPDATE dataset SET state = 'missing', updated_at = ${at}
          WHERE source_id = ${sourceId}::uuid AND import_run_id <> ${id}::uuid AND state = 'present'
          RETURNING id, title, external_id AS "externalId"`;
  await tx.importItem.createMany({
    data: missing.map(({ id: datasetId, title, externalId }, index) => ({
      ...{ runId: id, position: MISSING_FROM + index, outcome: "missing" as const, datasetId, title, externalId },
    })),
  });
  await tx.importRun.update({ where: { id }, data: { state: "done", missing: missing.length, finishedAt: at } });
}
