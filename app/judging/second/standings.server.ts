import { z } from "zod";
import type { SecondTerms } from "~/challenges/second-round";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { db, type Tx } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { whoGoesOnToSecond } from "../round/who-goes-on";

const Standings = z.object({
  /** Of the draws that chances are told by. */
  seed: z.string(),
  rows: z.array(
    z.object({
      entry: z.number(),
      submissionId: z.uuid(),
      score: z.number().nullable(),
      pPlaces: z.number().nullable(),
    }),
  ),
});

/** How a first round ended, as it is kept when it is closed. */
export type FirstStandings = z.infer<typeof Standings>;

export type Going = {
  id: string;
  terms: SecondTerms;
  firstClosedAt: Date | null;
  /** SHA-256 of the standings as canonical JSON. */
  hash: string;
  /** Who goes on by the rule that was published and was not withdrawn since, by their numbers. */
  entries: { number: number; submissionId: string }[];
};

/** Who goes on to the second round; null while the first is not closed and computed. Who may see it, the caller has asked. */
export async function goingOnIn(challengeId: string, on: Tx = db): Promise<Going | null> {
  const row = await on.secondRound.findUnique({
    where: { challengeId },
    select: { id: true, rule: true, ruleValue: true, reviewsPerEntry: true, standings: true, firstClosedAt: true },
  });
  if (!row?.standings) return null;
  const { id, rule, ruleValue: value, reviewsPerEntry, firstClosedAt } = row;
  const { rows } = Standings.parse(row.standings);
  const live = await on.submission.findMany({ where: { challengeId, withdrawnAt: null }, select: { id: true } });
  const standing = rows.filter(({ submissionId }) => live.some((entry) => entry.id === submissionId));
  const going = whoGoesOnToSecond(standing, { rule, value });
  return {
    ...{ id, firstClosedAt, terms: { rule, value, reviewsPerEntry } },
    hash: sha256(canonicalJson(row.standings as Json)),
    entries: going.map((number) => ({
      number,
      submissionId: standing.find(({ entry }) => entry === number)?.submissionId ?? "",
    })),
  };
}
