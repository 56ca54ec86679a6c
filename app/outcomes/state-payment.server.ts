import type { Viewer } from "~/accounts/roles";
import { publishedForEditor } from "~/challenges/staff-challenge.server";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { isoDay } from "~/kernel/time";
import { now, transaction } from "~/platform/database.server";
import { appendToRecord } from "~/record/record.server";
import { whyNotPaidOn, whyNotPay } from "./payments";

/** `award` by its id; `paidOn` a day such as "2027-01-15". */
export type Paid = { slug: string; award: string; paidOn: string };

/**
 * The city says in public that a prize was paid, or handed over, and when. A later statement stands above an earlier
 * one; the same one is stated once, however often the button is pressed.
 */
export function statePayment({ slug, award, paidOn }: Paid, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    const editing = await publishedForEditor(slug, viewer, tx);
    if (!editing.ok) return editing;
    const challenge = editing.value;
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challenge.id}::uuid FOR UPDATE`;
    const awards = await tx.award.findMany({
      where: { challengeId: challenge.id, prizeId: { not: null } },
      select: { id: true, payments: { orderBy: { statedAt: "desc" }, take: 1, select: { paidOn: true } } },
    });
    const at = await now(tx);
    const refusal = whyNotPay(challenge, { prizes: awards.length }) ?? whyNotPaidOn(paidOn, challenge, at);
    if (refusal) return refused(refusal);
    const one = awards.find(({ id }) => id === award);
    if (!one) return refuse("not-awarded", "That prize was not awarded in this challenge. Choose one that was.");
    const [last] = one.payments;
    if (last && isoDay(last.paidOn) === paidOn) return ok(null);
    const payment = await tx.payment.create({
      data: { awardId: award, paidOn: new Date(`${paidOn}T00:00:00Z`), statedById: viewer.id, statedAt: at },
      select: { id: true },
    });
    const payload = { payment: payment.id, award, on: paidOn };
    await appendToRecord({ type: "payment.stated", challengeId: challenge.id, at, by: viewer.id, payload }, tx);
    return ok(null);
  });
}
