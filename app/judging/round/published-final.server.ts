import { db } from "~/platform/database.server";
import { hashesBy, recordedActs } from "~/record/record.server";
import { orderIn, ruleIn } from "./final.server";

/**
 * The final's order as everyone reads it once results are published: nothing of how far single jurors can be relied on.
 * Null where there was no final, or nobody voted in it. The caller has asked.
 */
export async function publishedFinal(challengeId: string) {
  const row = await db.round.findFirst({
    where: { challengeId, closedAt: { not: null } },
    orderBy: { number: "desc" },
    select: { id: true, rule: true, ruleValue: true, result: true },
  });
  const order = row && orderIn(row.result);
  if (!order) return null;
  const { entries, votes, warnings, jurors } = order;
  const closed = await recordedActs({ challengeId, types: ["round.closed"], fact: "round", things: [row.id] });
  const recordHash = hashesBy(closed, "round")[row.id];
  return { rule: ruleIn(row), jurors: jurors.length, entries, votes, warnings, recordHash };
}

export type PublishedFinal = NonNullable<Awaited<ReturnType<typeof publishedFinal>>>;
