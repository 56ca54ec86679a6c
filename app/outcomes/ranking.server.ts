import { z } from "zod";
import type { Analysis, Pooled } from "~/judging/result/result";
import { db, type Tx } from "~/platform/database.server";

const figure = z.number().nullable().default(null);

/** What is calibrated is null where raw means stand, and in rankings from before there was a bundle. */
const Ranking = z.array(
  z.object({
    submissionId: z.uuid(),
    entry: z.number(),
    rank: z.number().nullable(),
    mean: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    sheets: z.number(),
    calibrated: figure,
    interval: z.tuple([z.number(), z.number()]).nullable().default(null),
    pBest: figure,
    pPlaces: figure,
    band: figure,
    tie: z.enum(["priority", "direct", "draw", "shared"]).nullable().default(null),
    criteria: z.array(z.object({ id: z.string(), scores: z.array(z.number()), mean: z.number().nullable() })),
  }),
);

/** How far a ranking may be trusted; of two rounds, with how many jurors gave sheets of the second that count. */
export type ToldAnalysis = Omit<Analysis, "pooled"> & { pooled?: Pooled & { jurors: number } };

/** The ranking as it was computed when judging closed; null before. Who may see it, the caller has asked. */
export async function rankingOf(challengeId: string, on: Tx = db) {
  const result = await on.result.findUnique({
    where: { challengeId },
    select: { ranking: true, analysis: true, hash: true, computedAt: true },
  });
  if (!result) return null;
  // Written by the program alone, and never changed.
  const analysis = result.analysis as Analysis | null;
  return {
    ...{ hash: result.hash, computedAt: result.computedAt },
    rows: Ranking.parse(result.ranking),
    analysis: analysis && (await told(analysis, challengeId, on)),
  };
}

async function told({ pooled, ...analysis }: Analysis, challengeId: string, on: Tx): Promise<ToldAnalysis> {
  if (!pooled) return analysis;
  // Asked of the bundle, which holds the sheets that count, whatever became of their rows.
  const [second] = await on.$queryRaw<{ jurors: number }[]>`
    SELECT count(DISTINCT sheet -> 'juror')::int AS jurors
    FROM result, jsonb_array_elements(bundle::jsonb #> '{inputs,sheets}') AS sheet
    WHERE challenge_id = ${challengeId}::uuid AND sheet -> 'round' = '2'`;
  return { ...analysis, pooled: { ...pooled, jurors: second?.jurors ?? 0 } };
}

export type RankingRows = NonNullable<Awaited<ReturnType<typeof rankingOf>>>["rows"];

/** The published file of a result, to the letter; null where there is none. Who may see it, the caller has asked. */
export async function bundleOf(challengeId: string): Promise<string | null> {
  const result = await db.result.findUnique({ where: { challengeId }, select: { bundle: true } });
  return result?.bundle ?? null;
}

/** The title and team of each entry that competes, by its number. */
export async function namesOf(challengeId: string, on: Tx = db) {
  const rows = await on.submission.findMany({
    where: { challengeId, withdrawnAt: null },
    orderBy: { number: "asc" },
    select: {
      id: true,
      number: true,
      team: { select: { name: true, slug: true } },
      versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
    },
  });
  return rows.map(({ versions, ...row }) => ({ ...row, title: versions[0]?.title ?? "" }));
}

export type EntryName = Awaited<ReturnType<typeof namesOf>>[number];
