import { db, now, type Prisma, type Tx } from "~/platform/database.server";
import type { CatalogueDataset, CatalogueReading, CatalogueWarning } from "../catalogue/model";
import { bringIn } from "./bring-in.server";
import { readCatalogue } from "./read-catalogue.server";

const BATCH = 100;

/**
 * Brings in a catalogue, a hundred datasets a transaction. The run's row says how far it is: a run that was stopped
 * goes on where it stood, two runs of one job take turns, and what is done is not done again.
 */
export async function bringInCatalogue({ runId }: { runId: string }): Promise<void> {
  const run = await db.importRun.findUnique({
    where: { id: runId },
    select: {
      id: true,
      sourceId: true,
      organisationId: true,
      address: true,
      fileSha256: true,
      state: true,
      startedById: true,
    },
  });
  if (!run || run.state === "done" || run.state === "failed") return;
  await db.importRun.updateMany({ where: { id: runId, state: "waiting" }, data: { state: "running" } });
  const catalogue = await readCatalogue(run);
  if (!catalogue.ok) {
    await db.importRun.update({
      where: { id: runId },
      data: { state: "failed", error: catalogue.refusal.message, finishedAt: await now() },
    });
    return;
  }
  await begin(runId, catalogue.value);
  const { datasets } = catalogue.value;
  for (let from = 0; from < datasets.length; from += BATCH)
    await inTurn(runId, from, (tx) => bringInBatch({ ...run, batch: datasets.slice(from, from + BATCH), from }, tx));
  await inTurn(runId, datasets.length, (tx) => finish(runId, tx));
}

async function begin(runId: string, { datasets, warnings }: CatalogueReading): Promise<void> {
  await db.importRun.updateMany({
    where: { id: runId, done: 0, total: 0 },
    data: { total: datasets.length, warnings: warnings as Prisma.InputJsonValue },
  });
}

/** Does the work in a transaction of its own if the run stands exactly there, and nothing otherwise. */
async function inTurn(runId: string, done: number, work: (tx: Tx) => Promise<void>): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const [run] = await tx.$queryRaw<{ done: number; state: string }[]>`
        SELECT done, state::text FROM import_run WHERE id = ${runId}::uuid FOR UPDATE`;
      if (run?.done === done && run.state === "running") await work(tx);
    },
    { timeout: 60_000 },
  );
}

type Batch = { id: string; sourceId: string; organisationId: string; batch: CatalogueDataset[]; from: number };

async function bringInBatch({ id, sourceId, organisationId, batch, from }: Batch, tx: Tx): Promise<void> {
  const { created, updated, warnings } = await bringIn({ runId: id, sourceId, organisationId, datasets: batch }, tx);
  await tx.importRun.update({
    where: { id },
    data: {
      done: from + batch.length,
      created: { increment: created },
      updated: { increment: updated },
      unchanged: { increment: batch.length - created - updated },
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
 * What earlier runs of the same source brought in and this one did not is marked as missing. A catalogue without datasets is more likely broken than emptied: it marks nothing.
 */
async function finish(runId: string, tx: Tx): Promise<void> {
  const at = await now(tx);
  const missing = await tx.$executeRaw`
    UPDATE dataset SET state = 'missing', updated_at = ${at}
    FROM import_run AS run
    WHERE run.id = ${runId}::uuid AND run.total > 0 AND dataset.source_id = run.source_id
      AND dataset.import_run_id <> run.id AND dataset.state = 'present'`;
  await tx.importRun.update({ where: { id: runId }, data: { state: "done", missing, finishedAt: at } });
}
