import { mayEdit, type Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { isId } from "~/kernel/text";
import { now, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { enqueue } from "~/platform/jobs/queue.server";
import { takeSnapshot } from "./copy-jobs.server";
import { COPY_COLUMNS, whyNotAskForCopy } from "./copy-state";

/** Asks for a new copy of a distribution; a job fetches it and the dataset's page shows how that goes. */
export function askForCopy(
  { slug, distributionId }: { slug: string; distributionId: string },
  viewer: Viewer,
): Promise<Result<{ title: string }>> {
  return transaction(async (tx) => {
    if (!isId(distributionId)) found(null);
    await tx.$queryRaw`SELECT 1 FROM distribution WHERE id = ${distributionId}::uuid FOR UPDATE`;
    const distribution = found(
      await tx.distribution.findFirst({
        where: { id: distributionId, dataset: { slug } },
        select: {
          url: true,
          ...COPY_COLUMNS,
          dataset: { select: { title: true, organisationId: true } },
        },
      }),
    );
    if (!mayEdit(viewer, distribution.dataset.organisationId))
      return refuse("not-yours", "Only owners and editors of the organisation can ask for a copy.");
    const refusal = whyNotAskForCopy({ ...distribution, heldSince: null });
    if (refusal) return refused(refusal);
    await tx.distribution.update({ where: { id: distributionId }, data: { copyAskedAt: await now(tx) } });
    await enqueue(takeSnapshot, { distributionId }, tx, { key: `copy:${distributionId}` });
    return ok({ title: distribution.dataset.title });
  });
}
