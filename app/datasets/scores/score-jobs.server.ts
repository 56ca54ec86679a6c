import type { Tx } from "~/platform/database.server";
import { enqueueAll, job } from "~/platform/jobs/queue.server";

/** Computes a dataset's scores anew and keeps them where they changed. */
export const scoreDataset = job<{ datasetId: string }>("score-dataset");

/** Computes all scores anew, a page a job, from after a dataset: freshness changes with time alone. */
export const scoreAll = job<{ after?: string }>("score-datasets");

/** Has the datasets' scores computed once the transaction is done, once for each however often it is asked. */
export const askForScores = (datasetIds: string[], tx: Tx): Promise<void> =>
  enqueueAll(
    scoreDataset,
    datasetIds.map((datasetId) => ({ datasetId })),
    tx,
    { key: ({ datasetId }) => `score:${datasetId}` },
  );

/** The same for the dataset of a distribution. */
export async function askForScoreOf(distributionId: string, tx: Tx): Promise<void> {
  const distribution = await tx.distribution.findUnique({
    where: { id: distributionId },
    select: { datasetId: true },
  });
  if (distribution) await askForScores([distribution.datasetId], tx);
}
