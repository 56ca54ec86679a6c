import type { Viewer } from "~/accounts/roles";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { ok, type Result, refused } from "~/kernel/result";
import { now, type Prisma, transaction } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { challengeForChair } from "./chair.server";
import { whyNotClose } from "./jury/jury";
import { rankByWeightedMean } from "./ranking/weighted-mean";
import { coverageOf, liveEntries, rubricOf, scalesOf, sheetsOf } from "./sheets.server";

/**
 * Closes judging: from here on no sheet changes, and the ranking is computed once from the sheets that were handed in.
 * Refused while a team would get no feedback, and before the end of judging while a sheet is missing.
 */
export function closeJudging(slug: string, viewer: Viewer): Promise<Result<{ entries: number }>> {
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
    const ranking = rankByWeightedMean(
      entries.map(({ id, number }) => ({ submissionId: id, entry: number })),
      sheets.filter(({ state }) => state === "handed_in"),
      scalesOf(await rubricOf(challengeId, tx)),
    );
    await tx.challenge.update({ where: { id: challengeId }, data: { judgingClosedAt: at } });
    await tx.result.create({
      data: {
        challengeId,
        ranking: ranking as unknown as Prisma.InputJsonValue,
        hash: sha256(canonicalJson(ranking as unknown as Json)),
        computedAt: at,
      },
    });
    return ok({ entries: entries.length });
  });
}
