import { expect, test } from "vitest";
import { ok } from "~/kernel/result";
import { db, transaction } from "~/platform/database.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { on, startWorker } from "~/platform/jobs/worker.server";

const work = job<{ name: string }>("work-of-a-test");

/** A job in a queue, held by a worker that is no more. */
async function aHeldJob(queue: string): Promise<void> {
  await transaction(async (tx) => {
    await enqueue(work, { name: queue }, tx, { queue });
    return ok(null);
  });
  await db.$executeRaw`UPDATE graphile_worker._private_job_queues SET locked_at = now(), locked_by = 'gone' WHERE queue_name = ${queue}`;
}

const isHeld = async (queue: string): Promise<boolean> => {
  const [row] = await db.$queryRaw<{ held: boolean }[]>`
    SELECT locked_at IS NOT NULL AS held FROM graphile_worker._private_job_queues WHERE queue_name = ${queue}`;
  return row?.held ?? false;
};

test("what a worker that died held on to is done by the next that starts alone, and left to others while they live", async () => {
  const done: string[] = [];
  const handlers = [on(work, async ({ name }) => void done.push(name))];
  await aHeldJob("first");
  const worker = await startWorker(handlers);
  await expect.poll(() => done, { timeout: 10_000 }).toEqual(["first"]);
  await aHeldJob("second");
  const another = await startWorker(handlers);
  expect(await isHeld("second")).toBe(true);
  await Promise.all([worker.stop(), another.stop()]);
  const last = await startWorker(handlers);
  await expect.poll(() => done, { timeout: 10_000 }).toEqual(["first", "second"]);
  await last.stop();
});
