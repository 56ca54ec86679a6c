import { Logger, run, runOnce, type TaskList } from "graphile-worker";
import { config } from "../config.server";
import { db } from "../database.server";
import { log } from "../log.server";
import type { Job } from "./queue.server";

export type Handler = { name: string; run: (payload: never) => Promise<void> };

/** Joins a job to the verb that does it. */
export const on = <Payload extends object>(what: Job<Payload>, run: (payload: Payload) => Promise<void>): Handler => ({
  name: what.name,
  run: run as (payload: never) => Promise<void>,
});

const logger = new Logger(() => (level, message) => {
  if (level === "error") log.error(message);
  else if (level === "warning") log.warn(message);
  else log.debug(message);
});

const taskList = (handlers: Handler[]): TaskList =>
  Object.fromEntries(handlers.map((handler) => [handler.name, (payload: unknown) => handler.run(payload as never)]));

export type Worker = { stop(): Promise<void> };

/** Runs jobs until stopped. `crontab` has one line per repeated job, in graphile-worker's cron syntax. */
export async function startWorker(handlers: Handler[], crontab = ""): Promise<Worker> {
  const runner = await run({
    connectionString: config().database.url,
    taskList: taskList(handlers),
    crontab,
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    logger,
  });
  return { stop: () => runner.stop() };
}

/**
 * Runs what is due now and returns: for tests and for `palio worker --once`. A queue is let go of a moment after its job
 * has ended, when a run may have found nothing more to do: it begins again until nothing is due.
 */
export async function runDueJobs(handlers: Handler[]): Promise<void> {
  const connectionString = config().database.url;
  do await runOnce({ connectionString, taskList: taskList(handlers), noHandleSignals: true, logger });
  while (await isAnythingDue());
}

async function isAnythingDue(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ due: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM graphile_worker._private_jobs WHERE is_available AND run_at <= now()) AS due`;
  return row?.due ?? false;
}
