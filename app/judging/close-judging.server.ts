import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refused } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import { enqueue } from "~/platform/jobs/queue.server";
import { challengeForChair } from "./chair.server";
import { whyNotClose } from "./jury/jury";
import { computeResult, MOST_AT_ONCE, storeResult } from "./result/store-result.server";
import { coverageOf, liveEntries, sheetsOf } from "./sheets.server";

/**
 * Closes judging: from here on no sheet changes, and the result is computed once from the sheets that were handed in,
 * by a job where there are many. Refused while a team would get no feedback, and before the end of judging while a sheet
 * is missing.
 */
export function closeJudging(slug: string, viewer: Viewer): Promise<Result<{ entries: number; isComputed: boolean }>> {
  return transaction(async (tx) => {
    const { id: challengeId } = await challengeForChair(slug, viewer, tx);
    // Every save holds this row in share mode, so none is under way now.
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challengeId}::uuid FOR UPDATE`;
    const challenge = await challengeForChair(slug, viewer, tx);
    const at = await now(tx);
    const entries = await liveEntries(challengeId, tx);
    const sheets = await sheetsOf(challengeId, tx);
    const refusal = whyNotClose(challenge, coverageOf(entries, sheets), at);
    if (refusal) return refused(refusal);
    await tx.challenge.update({ where: { id: challengeId }, data: { judgingClosedAt: at } });
    const isComputed = sheets.length <= MOST_AT_ONCE;
    if (isComputed) await storeResult(challenge, at, tx);
    else await enqueue(computeResult, { challengeId }, tx, { key: `result:${challengeId}` });
    return ok({ entries: entries.length, isComputed });
  });
}
