import type { Instant } from "~/kernel/time";
import type { Tx } from "../database.server";
import { leave } from "../outbox.server";

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
export const enqueue = <Payload extends object>(
  what: Job<Payload>,
  payload: Payload,
  tx: Tx,
  when: When = {},
): Promise<void> => leave({ jobs: [{ name: what.name, payload, ...when }] }, tx);

/** How each of many jobs is keyed and queued, as `When` says it. */
type Each<Payload> = { key?: (payload: Payload) => string; queue?: (payload: Payload) => string };

/** One job for each payload. */
export const enqueueAll = <Payload extends object>(
  what: Job<Payload>,
  payloads: Payload[],
  tx: Tx,
  { key, queue }: Each<Payload> = {},
): Promise<void> =>
  leave(
    { jobs: payloads.map((payload) => ({ name: what.name, payload, key: key?.(payload), queue: queue?.(payload) })) },
    tx,
  );
