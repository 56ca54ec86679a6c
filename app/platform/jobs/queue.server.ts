import type { Instant } from "~/kernel/time";
import type { Tx } from "../database.server";

/** The name of a piece of work and the shape of what it is told. jobs.server.ts joins it to its handler. */
export type Job<Payload extends object> = { name: string; payload?: Payload };

export const job = <Payload extends object>(name: string): Job<Payload> => ({ name });

type When = {
  /** Not before this instant. */
  at?: Instant;
  /** A waiting job of the same key is replaced rather than doubled. */
  key?: string;
  /** Jobs of one queue run one after another. */
  queue?: string;
};

/**
 * Writes a job in the transaction of the verb that needs it: it runs if, and only if, that transaction commits.
 * Jobs run at least once, so handlers are idempotent.
 */
export async function enqueue<Payload extends object>(
  what: Job<Payload>,
  payload: Payload,
  tx: Tx,
  when: When = {},
): Promise<void> {
  await tx.$executeRaw`SELECT graphile_worker.add_job(${what.name}, ${JSON.stringify(payload)}::json,
    queue_name => ${when.queue ?? null}, run_at => ${when.at ?? null}::timestamptz, job_key => ${when.key ?? null})`;
}

/** How each of many jobs is keyed and queued, as `When` says it. */
type Each<Payload> = { key?: (payload: Payload) => string; queue?: (payload: Payload) => string };

/** One job for each payload, in one statement. */
export async function enqueueAll<Payload extends object>(
  what: Job<Payload>,
  payloads: Payload[],
  tx: Tx,
  { key, queue }: Each<Payload> = {},
): Promise<void> {
  if (payloads.length === 0) return;
  const texts = payloads.map((payload) => JSON.stringify(payload));
  const [keys, queues] = [key, queue].map((nameOf) => payloads.map((payload) => nameOf?.(payload) ?? null));
  await tx.$executeRaw`SELECT graphile_worker.add_job(${what.name}, payload::json, queue_name => queue, job_key => key)
    FROM unnest(${texts}::text[], ${keys}::text[], ${queues}::text[]) AS one (payload, key, queue)`;
}
