import type { Viewer } from "~/accounts/roles";
import { calendarOf, isBetween } from "~/challenges/running-round";
import { ok, type Result, refused } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { now, type Tx, transaction } from "~/platform/database.server";
import { enqueue } from "~/platform/jobs/queue.server";
import { challengeForChair } from "./chair.server";
import { recuse } from "./conflict/recuse.server";
import { whyNotClose } from "./jury/jury";
import { computeResult, MOST_AT_ONCE, storeResult, storeStandings } from "./result/store-result.server";
import { whyNotSkip } from "./second/opening";
import { goingOnIn } from "./second/standings.server";
import { coverageOf, liveEntries, sheetsOf } from "./sheets.server";

type Closed = { entries: number; isComputed: boolean; isFirst: boolean; isDrawing: boolean };

/**
 * Closes judging: from here on no sheet changes, and the result is computed once from the sheets that were handed in,
 * by a job where there are many, and once lots are drawn where only those can tell entries apart. Of two rounds the first is closed so, and then the second: `isFirst` says that it was
 * the first. Refused while a team would get no feedback, and before the end of judging while a sheet is missing.
 */
export function closeJudging(slug: string, viewer: Viewer): Promise<Result<Closed>> {
  return transaction(async (tx) => {
    const { id: challengeId } = await challengeForChair(slug, viewer, tx);
    // Every save holds this row in share mode, so none is under way now.
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challengeId}::uuid FOR UPDATE`;
    const challenge = await challengeForChair(slug, viewer, tx);
    const at = await now(tx);
    const { round, second } = challenge;
    const entries = await liveEntries(challengeId, tx, round);
    const sheets = await sheetsOf(challengeId, tx);
    const refusal = isBetween(second)
      ? whyNotSkip(second, (await goingOnIn(challengeId, tx))?.entries.length ?? null)
      : whyNotClose(calendarOf(challenge, second, round), coverageOf(entries, sheets, round), at);
    if (refusal) return refused(refusal);
    const isComputed = sheets.length <= MOST_AT_ONCE;
    const isFirst: boolean = second !== null && second.firstClosedAt === null;
    if (isFirst) {
      await closeFirst({ challengeId, at, by: viewer.id, isComputed }, tx);
      return ok<Closed>({ entries: entries.length, isComputed, isFirst, isDrawing: false });
    }
    await tx.challenge.update({ where: { id: challengeId }, data: { judgingClosedAt: at } });
    const isDrawing = isComputed && !(await storeResult(challenge, at, tx));
    if (!isComputed) await enqueue(computeResult, { challengeId }, tx, { key: `result:${challengeId}` });
    return ok<Closed>({ entries: entries.length, isComputed, isFirst, isDrawing });
  });
}

type First = { challengeId: string; at: Instant; by: string; isComputed: boolean };

/** Sheets that a conflict blocks are given back, so that what counts of the first round stands whatever is found later. */
async function closeFirst({ challengeId, at, by, isComputed }: First, tx: Tx): Promise<void> {
  const blocked = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM assignment a JOIN submission s ON s.id = a.submission_id
    WHERE s.challenge_id = ${challengeId}::uuid AND a.round = 1 AND a.released_at IS NULL AND EXISTS (SELECT 1
      FROM conflict k WHERE k.juror_id = a.juror_id AND k.submission_id = a.submission_id AND k.dismissed_at IS NULL)`;
  await recuse({ challengeId, assignmentIds: blocked.map(({ id }) => id), at, by }, tx);
  await tx.secondRound.update({ where: { challengeId }, data: { firstClosedAt: at } });
  if (isComputed) await storeStandings(challengeId, tx);
  else await enqueue(computeResult, { challengeId }, tx, { key: `standings:${challengeId}` });
}
