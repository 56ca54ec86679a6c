import { db, now, type Prisma, type Tx } from "~/platform/database.server";
import { enqueue } from "~/platform/jobs/queue.server";
import { metadataQuality } from "./metadata-quality";
import { readiness } from "./readiness";
import { type ScoreTerm, wholeScore } from "./score";
import { factsOf } from "./score-facts.server";
import { scoreAll } from "./score-jobs.server";

/** Scores one dataset; one that is gone meanwhile is none. */
export const scoreOne = ({ datasetId }: { datasetId: string }): Promise<void> =>
  db.$transaction((tx) => keepScores([datasetId], tx));

const PAGE = 100;

/** Scores a page of all datasets, and asks for the next one. */
export async function scorePage({ after }: { after?: string } = {}): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const rows = await tx.dataset.findMany({
        where: after ? { id: { gt: after } } : {},
        orderBy: { id: "asc" },
        take: PAGE,
        select: { id: true },
      });
      await keepScores(
        rows.map(({ id }) => id),
        tx,
      );
      const last = rows[PAGE - 1];
      if (last) await enqueue(scoreAll, { after: last.id }, tx, { key: `score-after:${last.id}` });
    },
    { timeout: 60_000 },
  );
}

type Scored = { id: string; readiness: number; quality: number; terms: ScoreTerm[] };

/** Writes the scores of those datasets whose terms are others than those that were written last. */
async function keepScores(datasetIds: string[], tx: Tx): Promise<void> {
  // Two runs of one job write one line of history: the second waits here and finds nothing new.
  await tx.$queryRaw`SELECT 1 FROM dataset WHERE id = ANY(${datasetIds}::uuid[]) ORDER BY id FOR UPDATE`;
  const at = await now(tx);
  const [facts, held] = [await factsOf(datasetIds, tx), await heldTerms(datasetIds, tx)];
  const scored = facts.map(({ id, catalogue, known, ready }): Scored => {
    const [ease, quality] = [readiness(ready, at), metadataQuality(catalogue, known)];
    return { id, readiness: wholeScore(ease), quality: wholeScore(quality), terms: [...ease.terms, ...quality.terms] };
  });
  const changed = scored.filter(({ id, terms }) => written(terms) !== held.get(id));
  if (changed.length === 0) return;
  await tx.datasetScore.createMany({
    data: changed.map(({ id, readiness: ready, quality, terms }) => ({
      ...{ datasetId: id, at, readiness: ready, metadataQuality: quality },
      terms: terms as Prisma.InputJsonValue,
    })),
  });
  const [ids, ready, quality] = [
    changed.map(({ id }) => id),
    changed.map((one) => one.readiness),
    changed.map((one) => one.quality),
  ];
  await tx.$executeRaw`
    UPDATE dataset SET readiness = one.readiness, metadata_quality = one.quality
    FROM unnest(${ids}::uuid[], ${ready}::int[], ${quality}::int[]) AS one (id, readiness, quality)
    WHERE dataset.id = one.id`;
}

/** Terms as one text, whatever order the database keeps their fields in. */
const written = (terms: ScoreTerm[]): string =>
  terms.map(({ score, code, points, most }) => `${score}/${code}:${points}/${most}`).join(" ");

async function heldTerms(datasetIds: string[], tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; terms: ScoreTerm[] }[]>`
    SELECT d.id, s.terms FROM unnest(${datasetIds}::uuid[]) AS d (id) CROSS JOIN LATERAL
      (SELECT terms FROM dataset_score WHERE dataset_id = d.id ORDER BY at DESC, id DESC LIMIT 1) s`;
  return new Map(rows.map(({ id, terms }) => [id, written(terms)]));
}
