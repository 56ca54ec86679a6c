import { type Compared, changesBetween } from "~/datasets/health/changes";
import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";
import type { Calendar } from "../phase";
import { isWatched, type Trouble, troublesIn } from "./troubles";

type Row = {
  datasetId: string;
  dataset: string;
  file: string;
  failingSince: Date | null;
  isPinned: boolean;
  pinned: Compared["columns"] | null;
  pinnedRows: number | null;
  newest: Compared["columns"] | null;
  newestRows: number | null;
  fetchedAt: Date | null;
};

const MOST = 50;

/** What is wrong with a challenge's data while teams work on it; nothing before and after. One query, or none. */
export async function troublesOf(challenge: Calendar & { id: string }, now: Instant): Promise<Trouble[]> {
  if (!isWatched(challenge, now)) return [];
  const rows = await db.$queryRaw<Row[]>`
    SELECT d.id AS "datasetId", d.title AS dataset, coalesce(nullif(f.title, ''), nullif(f.format, ''), 'A file') AS file,
      f.failing_since AS "failingSince", p.id IS NOT NULL AS "isPinned",
      CASE WHEN n.id IS NOT NULL THEN p.columns END AS pinned, p.row_count AS "pinnedRows",
      n.columns AS newest, n.row_count AS "newestRows", n.fetched_at AS "fetchedAt"
    FROM challenge_dataset t JOIN dataset d ON d.id = t.dataset_id JOIN distribution f ON f.dataset_id = d.id
    LEFT JOIN LATERAL (SELECT s.* FROM pinned_snapshot o JOIN snapshot s ON s.id = o.snapshot_id
      WHERE o.challenge_id = t.challenge_id AND s.distribution_id = f.id ORDER BY o.pinned_at DESC LIMIT 1) p ON true
    LEFT JOIN LATERAL (SELECT * FROM snapshot WHERE distribution_id = f.id AND p.id IS NOT NULL
      ORDER BY fetched_at DESC LIMIT 1) n ON n.sha256 <> p.sha256
    WHERE t.challenge_id = ${challenge.id}::uuid AND (f.failing_since IS NOT NULL OR n.id IS NOT NULL)
    ORDER BY t.position, f.position LIMIT ${MOST}`;
  return troublesIn(
    rows.map(({ pinned, pinnedRows, newest, newestRows, fetchedAt, ...file }) => ({
      ...file,
      newest:
        pinned && newest && fetchedAt
          ? {
              fetchedAt,
              changes: changesBetween(
                { rowCount: pinnedRows ?? 0, columns: pinned },
                { rowCount: newestRows ?? 0, columns: newest },
              ),
            }
          : null,
    })),
  );
}
