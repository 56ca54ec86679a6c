import { Logger, run, runOnce, type TaskList } from "graphile-worker";
import pg from "pg";
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
  const presence = await bePresent();
  const runner = await run({
    connectionString: config().database.url,
    taskList: taskList(handlers),
    crontab,
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    logger,
  });
  return {
    async stop() {
      await runner.stop();
      await presence.end();
    },
  };
}

/** The advisory lock that all workers of a database hold together while they live. */
const PRESENT = 72_707_371;

/**
 * Takes the place of a worker among the others. Whoever is alone lets go of what a worker that died held on to, which
 * would otherwise keep its jobs, and all that wait in their queues, for four hours. Handlers are idempotent, so that a
 * job which was broken off runs again.
 */
async function bePresent(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: config().database.url, application_name: "palio worker" });
  // A connection that breaks gives the place up; the runner has connections of its own.
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query<{ alone: boolean }>("SELECT pg_try_advisory_lock($1) AS alone", [PRESENT]);
  const isAlone = rows[0]?.alone === true;
  if (isAlone)
    for (const table of ["_private_job_queues", "_private_jobs"])
      await client.query(
        `UPDATE graphile_worker.${table} SET locked_at = NULL, locked_by = NULL WHERE locked_at IS NOT NULL`,
      );
  await client.query("SELECT pg_advisory_lock_shared($1)", [PRESENT]);
  if (isAlone) await client.query("SELECT pg_advisory_unlock($1)", [PRESENT]);
  return client;
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
