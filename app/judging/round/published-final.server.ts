import { db, type Tx } from "~/platform/database.server";
import { hashesBy, recordedActs } from "~/record/record.server";
import { orderIn, ruleIn, votesIn } from "./final.server";

/** What the votes of the closed final say; null where there was none, and where nobody voted in it. */
export async function finalOrder(challengeId: string, on: Tx = db) {
  const row = await on.round.findFirst({
    where: { challengeId, closedAt: { not: null } },
    orderBy: { number: "desc" },
    select: { id: true, rule: true, ruleValue: true, result: true },
  });
  const order = row && orderIn(row.result);
  return order && { id: row.id, rule: ruleIn(row), ...order };
}

/**
 * The final's order as everyone reads it once results are published: nothing of how far single jurors can be relied on.
 * Null where there was no final, or nobody voted in it. The caller has asked.
 */
export async function publishedFinal(challengeId: string) {
  const order = await finalOrder(challengeId);
  if (!order) return null;
  const { id, rule, entries, votes, warnings, jurors } = order;
  const closed = await recordedActs({ challengeId, types: ["round.closed"], fact: "round", things: [id] });
  return { rule, jurors: jurors.length, entries, votes, warnings, recordHash: hashesBy(closed, "round")[id] };
}

export type PublishedFinal = NonNullable<Awaited<ReturnType<typeof publishedFinal>>>;

/** The votes that the published order comes from, and none that was taken back; null where there is no such order. The caller has asked. */
export async function publishedVotes(challengeId: string) {
  const order = await finalOrder(challengeId);
  return order && votesIn(order.id);
}
