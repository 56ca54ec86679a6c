import { ok, refuse } from "~/kernel/result";
import { MINUTE } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { db, now, transaction } from "~/platform/database.server";
import { enqueueAll, job } from "~/platform/jobs/queue.server";
import { writeMail } from "~/platform/mail/mail.server";
import { newestCheckpoint } from "~/record/integrator/signed-files.server";
import { aboutActs } from "../about-acts.server";
import { actsMail, type DoneAct } from "./acts.mail";

/** Looks, once a minute, who has receipts coming and has paused. */
export const sendReceipts = job<Record<string, unknown>>("send-receipts");
/** Writes one person the letter with theirs. */
export const sendReceiptsTo = job<{ personId: string }>("send-receipts-to");

/** So long has somebody done nothing more, or so long have they done one thing after another, when the letter is written. */
const PAUSE = 2 * MINUTE;
const AT_MOST = 15 * MINUTE;
/** Lines in one letter; the rest are in the next. */
const MOST_LINES = 50;

/** The job behind `sendReceipts`. Each person has a job of their own, so that none waits for another. */
export async function sendReceiptsDue(): Promise<void> {
  const [signed, at] = await Promise.all([newestCheckpoint(), now()]);
  const [paused, longAgo] = [PAUSE, AT_MOST].map((span) => new Date(at.getTime() - span));
  const due = await db.$queryRaw<{ personId: string }[]>`
    SELECT person_id AS "personId" FROM receipt_due JOIN record_entry ON id = entry_id GROUP BY person_id
    HAVING (max(since) <= ${paused} OR min(since) <= ${longAgo}) AND bool_and(coalesce(index < ${signed?.size ?? 0n}, false))`;
  await enqueueAll(sendReceiptsTo, due, db, { key: ({ personId }) => `receipts:${personId}` });
}

/**
 * The job behind `sendReceiptsTo`: what was due is so no more in the transaction that writes the letter, so that there is
 * one letter however often the job runs. Whoever does not want it gets none.
 */
export async function mailReceiptsTo({ personId }: { personId: string }): Promise<void> {
  const person = await db.person.findUnique({
    where: { id: personId },
    select: { email: true, wantsReceipts: true, erasedAt: true },
  });
  const lines = await linesDue(personId);
  const last = lines.at(-1);
  if (!person || !last) return;
  const letter = actsMail(await asDone(lines), config().origin);
  await transaction(async (tx) => {
    const { count } = await tx.receiptDue.deleteMany({
      where: { personId, entryId: { in: lines.map(({ id }) => id) } },
    });
    if (count < lines.length) return refuse("taken", "Another run was quicker, or the person's data was erased.");
    if (person.wantsReceipts && !person.erasedAt)
      await writeMail({ key: `acts:${personId}:${last.id}`, to: person.email, ...letter }, tx);
    return ok(null);
  });
}

type Line = { id: bigint; type: string; hash: string; leaf: string; at: Date; challengeId: string | null };

/** The first lines that are signed and whose receipts a person has coming. */
async function linesDue(personId: string): Promise<Line[]> {
  const signed = await newestCheckpoint();
  const rows = await db.receiptDue.findMany({
    where: { personId, entry: { index: { lt: signed?.size ?? 0n } } },
    orderBy: { entryId: "asc" },
    take: MOST_LINES,
    select: { entry: { select: { id: true, type: true, hash: true, leaf: true, at: true, challengeId: true } } },
  });
  return rows.map(({ entry }) => entry);
}

async function asDone(lines: Line[]): Promise<DoneAct[]> {
  const named = lines.flatMap(({ challengeId }) => challengeId ?? []);
  const [told, challenges] = await Promise.all([
    aboutActs(lines),
    db.challenge.findMany({ where: { id: { in: named } }, select: { id: true, title: true, timeZone: true } }),
  ]);
  return told.map(({ challengeId, ...act }) => {
    const challenge = challenges.find(({ id }) => id === challengeId);
    return { ...act, title: challenge?.title ?? null, timeZone: challenge?.timeZone ?? config().timeZone };
  });
}
