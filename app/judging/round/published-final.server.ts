import { newestFinal, ruleIn } from "./final.server";

/** The final's order as everyone reads it once results are published: nothing of how far jurors can be relied on. The caller has asked. */
export async function publishedFinal(challengeId: string) {
  const final = await newestFinal(challengeId);
  if (!final?.closedAt || !final.order) return null;
  const { closedAt, order } = final;
  const { entries, votes, warnings } = order;
  return { closedAt, rule: ruleIn(final), jurors: order.jurors.length, entries, votes, warnings };
}

export type PublishedFinal = NonNullable<Awaited<ReturnType<typeof publishedFinal>>>;
