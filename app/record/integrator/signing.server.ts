import type { Instant } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { newestCheckpoint, newestKey } from "./signed-files.server";
import { type Signing, whyNotSigned } from "./signing";

/** How far the record is signed, by which key, and what waits. */
export async function signingNow(): Promise<Signing> {
  const [signed, key, stop, waits] = await Promise.all([
    newestCheckpoint(),
    newestKey(),
    db.recordStop.findFirst({ select: { why: true, since: true } }),
    db.recordEntry.aggregate({ where: { index: null }, _count: { id: true }, _min: { at: true } }),
  ]);
  return {
    signed: signed && { ...signed, size: Number(signed.size) },
    key,
    stop,
    waiting: waits._count.id,
    oldest: waits._min.at,
  };
}

/** Whether the record is being signed, and a sentence, for whoever watches over the machine. */
export async function signingHealth(at?: Instant): Promise<{ isWell: boolean; sentence: string }> {
  const signing = await signingNow();
  const why = whyNotSigned(signing, at ?? (await now()));
  return why
    ? { isWell: false, sentence: why.message }
    : { isWell: true, sentence: `${signing.signed?.size ?? 0} entries are signed.` };
}
