import { job } from "~/platform/jobs/queue.server";

/** Fetches a distribution's address and keeps what is new there as a snapshot. */
export const takeSnapshot = job<{ distributionId: string }>("take-snapshot");
