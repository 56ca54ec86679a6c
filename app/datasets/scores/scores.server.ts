import { db } from "~/platform/database.server";
import type { ScoreTerm } from "./score";

/** The most points of a history that are drawn. */
const MOST_POINTS = 100;

/** A dataset's newest scores with their terms, or null before the first, and how they came there, oldest first. */
export async function scoresOf(datasetId: string) {
  const [newest, history] = await Promise.all([
    db.datasetScore.findFirst({
      where: { datasetId },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      select: { at: true, readiness: true, metadataQuality: true, terms: true },
    }),
    db.datasetScore.findMany({
      where: { datasetId },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: MOST_POINTS,
      select: { at: true, readiness: true, metadataQuality: true },
    }),
  ]);
  return {
    // Written by `keepScores`, and never changed since.
    newest: newest && { ...newest, terms: newest.terms as unknown as ScoreTerm[] },
    history: history.toReversed(),
  };
}
