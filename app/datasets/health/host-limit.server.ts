import { randomUUID } from "node:crypto";
import type { Refusal } from "~/kernel/result";
import { MINUTE } from "~/kernel/time";
import { db, type Tx } from "~/platform/database.server";

/** No host is asked more often than this within the window, however many of its files are due. */
export const HOST_LIMIT = { requests: 180, within: 6 * MINUTE } as const;

export const HOST_BUSY: Refusal = {
  code: "host-busy",
  message: "This server has been asked often enough for the moment.",
};

/** Counts one request to a host, or says that it has had its share. All processes count in one place. */
export const whyNotAskHost = (host: string): Promise<Refusal | null> => db.$transaction((tx) => countRequest(host, tx));

/** The same within a transaction, which ends soon: others who ask the host wait for it. */
export async function countRequest(host: string, tx: Tx): Promise<Refusal | null> {
  // One at a time for each host, or two would both see the last free place.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('host_request'), hashtext(${host}))`;
  const counted = await tx.$executeRaw`
    INSERT INTO host_request (id, host)
    SELECT ${randomUUID()}::uuid, ${host}
    WHERE (SELECT count(*) FROM host_request
      WHERE host = ${host} AND at > palio_now() - make_interval(secs => ${HOST_LIMIT.within / 1000})) < ${HOST_LIMIT.requests}`;
  return counted === 1 ? null : HOST_BUSY;
}
