import { z } from "zod";
import { db, type Tx } from "~/platform/database.server";

const Ranking = z.array(
  z.object({
    submissionId: z.uuid(),
    entry: z.number(),
    rank: z.number().nullable(),
    mean: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    sheets: z.number(),
    criteria: z.array(z.object({ id: z.string(), scores: z.array(z.number()), mean: z.number().nullable() })),
  }),
);

/** The ranking as it was computed when judging closed; null before. Who may see it, the caller has asked. */
export async function rankingOf(challengeId: string, on: Tx = db) {
  const result = await on.result.findUnique({
    where: { challengeId },
    select: { ranking: true, hash: true, computedAt: true },
  });
  return result && { hash: result.hash, computedAt: result.computedAt, rows: Ranking.parse(result.ranking) };
}

export type RankingRows = NonNullable<Awaited<ReturnType<typeof rankingOf>>>["rows"];

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
