import { ok } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import type { Delivery } from "~/platform/github/delivery.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { isTelling } from "./hint";

/** Reads a webhook that was received, and asks GitHub about what it names. */
export const takeDelivery = job<{ id: string }>("take-delivery");

/**
 * Keeps a webhook for a job to read, once: whoever sends it again is answered alike, and nothing comes of it. One that
 * tells of nothing that Palio reads is done as it comes, and what it says is not kept.
 */
export async function receiveDelivery({ id, event, payload }: Delivery): Promise<void> {
  await transaction(async (tx) => {
    const isOfUse = isTelling(event);
    const { count } = await tx.githubDelivery.createMany({
      data: [{ id, event, ...(isOfUse ? { payload } : { doneAt: await now(tx) }) }],
      skipDuplicates: true,
    });
    if (count === 1 && isOfUse) await enqueue(takeDelivery, { id }, tx);
    return ok(null);
  });
}
