import { DAY } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { job } from "~/platform/jobs/queue.server";

/** By the clock: forgets the ids of old webhooks. */
export const forgetDeliveries = job<object>("forget-deliveries");

/** GitHub sends a webhook again for three days at most, and one that came again would only be one more hint. */
const KEPT = 30 * DAY;

/** The job behind `forgetDeliveries`. */
export async function forgetOld(): Promise<void> {
  const before = new Date((await now()).getTime() - KEPT);
  await db.githubDelivery.deleteMany({ where: { receivedAt: { lt: before } } });
}
