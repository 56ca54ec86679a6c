import { job } from "~/platform/jobs/queue.server";

/** Finds the distributions that are due, and has each looked at. */
export const checkDue = job<object>("check-distributions");

/** Looks at a distribution's address. */
export const checkDistribution = job<{ distributionId: string; host: string }>("check-distribution");
