import type { Viewer } from "~/accounts/roles";
import { challengeForChair } from "~/judging/chair.server";
import { isFinalOpen } from "~/judging/round/final.server";
import { finalOrder } from "~/judging/round/published-final.server";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import { awardOrder, whyNotDecideAwards, whyNotTheseAwards } from "./awards";
import { rankingOf } from "./ranking.server";

export type AwardChoices = {
  slug: string;
  awards: { prizeId: string; entry?: number; reason: string }[];
  /** Honourable mentions, by entry number. */
  mentions: number[];
};

/**
 * The chair gives each prize to an entry, and may name honourable mentions; where a prize departs from the order the
 * chair writes why; a final gives the order of those who went on. Deciding again replaces what was decided, until results are published.
 */
export function decideAwards(
  { slug, awards, mentions }: AwardChoices,
  viewer: Viewer,
): Promise<Result<{ awards: number }>> {
  return transaction(async (tx) => {
    const { id: challengeId } = await challengeForChair(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challengeId}::uuid FOR UPDATE`;
    const challenge = await challengeForChair(slug, viewer, tx);
    const ranking = await rankingOf(challengeId, tx);
    const isOpen = await isFinalOpen(challengeId, tx);
    const early = whyNotDecideAwards({ ...challenge, isFinalOpen: isOpen });
    if (early || !ranking) return refused(early ?? { code: "not-closed", message: "There is no ranking yet." });
    const prizes = await tx.prize.findMany({ where: { challengeId }, orderBy: { position: "asc" } });
    if (awards.some(({ prizeId }) => !prizes.some(({ id }) => id === prizeId)))
      return refuse("no-such-prize", "One of these prizes is not of this challenge. Reload this page.");
    const choices = prizes.map(({ id, title }) => {
      const chosen = awards.find(({ prizeId }) => prizeId === id);
      return { prizeId: id, title, entry: chosen?.entry ?? null, reason: chosen?.reason ?? "" };
    });
    const refusal = whyNotTheseAwards(choices, mentions, awardOrder(ranking.rows, await finalOrder(challengeId, tx)));
    if (refusal) return refused(refusal);
    const idOf = new Map(ranking.rows.map(({ entry, submissionId }) => [entry, submissionId]));
    const by = { challengeId, decidedById: viewer.id, decidedAt: await now(tx) };
    const rows = [
      ...choices.map(({ prizeId, entry, reason }) => ({ prizeId, entry, reason: reason.trim() })),
      ...[...new Set(mentions)].map((entry) => ({ prizeId: null, entry, reason: "" })),
    ].flatMap(({ entry, ...award }) => {
      const submissionId = entry === null ? undefined : idOf.get(entry);
      return submissionId ? [{ ...award, ...by, submissionId }] : [];
    });
    await tx.award.deleteMany({ where: { challengeId } });
    await tx.award.createMany({ data: rows });
    return ok({ awards: rows.length });
  });
}
