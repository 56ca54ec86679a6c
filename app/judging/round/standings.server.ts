import { z } from "zod";
import { db, type Tx } from "~/platform/database.server";
import type { Standing } from "./who-goes-on";

const figure = z.number().nullable().default(null);
const Rows = z.array(
  z.object({ entry: z.number(), submissionId: z.uuid(), mean: figure, calibrated: figure, pPlaces: figure }),
);
const Bundle = z.object({ inputs: z.object({ seed: z.string() }) });

/** An entry of the first round that still competes, with what the ranking shows it with. */
export type FirstRoundRow = Standing & { submissionId: string };

/**
 * How the first round ended: its entries in the order of the ranking, and the seed of its draws, which is in the record
 * and was known to nobody before the last sheet was sealed. Null where there is no ranking. Who may see it, the caller
 * has asked.
 */
export async function firstRoundOf(
  challengeId: string,
  on: Tx = db,
): Promise<{ rows: FirstRoundRow[]; seed: string } | null> {
  const result = await on.result.findUnique({
    where: { challengeId },
    select: { ranking: true, bundle: true, hash: true },
  });
  if (!result) return null;
  const rows = Rows.parse(result.ranking).map(({ mean, calibrated, ...row }) => ({
    ...row,
    score: calibrated ?? mean,
  }));
  // Results from before there was a bundle have no seed; their hash is as public.
  const seed = result.bundle ? Bundle.parse(JSON.parse(result.bundle)).inputs.seed : result.hash;
  return { rows, seed };
}
