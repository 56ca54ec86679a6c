import { db } from "~/platform/database.server";
import { enqueueAll } from "~/platform/jobs/queue.server";
import { checkDistribution } from "./health-jobs.server";
import { HOST_LIMIT } from "./host-limit.server";

/** A round takes less than a host bears, so that redirects and second questions fit in, and copies are fetched. */
const MOST_OF_A_HOST = HOST_LIMIT.requests / 2;
const MOST_A_ROUND = 1_000;

/**
 * Has the distributions that are due looked at, the longest due first and every host in its turn; one that was never
 * looked at is due. Each is claimed for an hour: where its job is lost, a later round takes it again.
 */
export async function lookForDue(): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`DELETE FROM host_request WHERE at < palio_now() - interval '1 hour'`;
      const due = await tx.$queryRaw<{ id: string; host: string }[]>`
        WITH due AS (
          SELECT id, check_at, lower(substring(url FROM '^[Hh][Tt][Tt][Pp][Ss]?://(?:[^/?#@]*@)?([^/:?#]+)')) AS host
          FROM distribution WHERE url IS NOT NULL AND (check_at IS NULL OR check_at <= palio_now())
        ), ranked AS (
          SELECT id, coalesce(host, '') AS host,
            row_number() OVER (PARTITION BY host ORDER BY check_at NULLS FIRST, id) AS place
          FROM due
        ), chosen AS (
          SELECT id, host, place FROM ranked WHERE place <= ${MOST_OF_A_HOST} ORDER BY place, id LIMIT ${MOST_A_ROUND}
        ), claimed AS (
          SELECT d.id FROM distribution d JOIN chosen ON chosen.id = d.id
          WHERE d.check_at IS NULL OR d.check_at <= palio_now()
          FOR UPDATE OF d SKIP LOCKED
        ), kept AS (
          UPDATE distribution SET check_at = palio_now() + interval '1 hour'
          FROM claimed WHERE distribution.id = claimed.id RETURNING distribution.id
        )
        SELECT chosen.id, chosen.host FROM chosen JOIN kept ON kept.id = chosen.id ORDER BY place, id`;
      await enqueueAll(
        checkDistribution,
        due.map(({ id: distributionId, host }) => ({ distributionId, host })),
        tx,
        // One after another for each host: a slow one holds up nobody else.
        { key: ({ distributionId }) => `check:${distributionId}`, queue: ({ host }) => `host:${host}`.slice(0, 120) },
      );
    },
    { timeout: 60_000 },
  );
}
