import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";

/** Reviews of one challenge that no juror has, and since when. */
type Unplaced = { reviews: number; since: Instant };

/**
 * Reviews that are not placed, by challenge: of those whose entries have closed and whose judging has not been closed.
 * They wait since entries closed, or since a juror last gave an entry back. One query for all challenges.
 */
export async function unplacedReviews(challengeIds: string[]): Promise<Map<string, Unplaced>> {
  const rows = await db.$queryRaw<(Unplaced & { id: string })[]>`
    SELECT c.id, sum(c.reviews_per_entry - e.placed)::int AS reviews, greatest(c.closes_at, max(e.freed_at)) AS since
    FROM challenge c
    JOIN (
      SELECT s.challenge_id, count(a.id) FILTER (WHERE a.released_at IS NULL)::int AS placed,
        max(a.released_at) AS freed_at
      FROM submission s LEFT JOIN assignment a ON a.submission_id = s.id
      WHERE s.challenge_id = ANY(${challengeIds}::uuid[]) AND s.withdrawn_at IS NULL
      GROUP BY s.id
    ) e ON e.challenge_id = c.id AND e.placed < c.reviews_per_entry
    WHERE c.closes_at <= palio_now() AND c.judging_closed_at IS NULL
    GROUP BY c.id`;
  return new Map(rows.map(({ id, reviews, since }) => [id, { reviews, since }]));
}
