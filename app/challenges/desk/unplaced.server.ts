import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";

/** Reviews of one challenge that no juror has, and since when. */
type Unplaced = { reviews: number; since: Instant };

/**
 * Reviews that are not placed, by challenge: of those whose entries have closed and whose judging has not been closed,
 * in the round that is running. They wait since entries closed, or the second round opened, or since a juror last gave an entry back. One query for all challenges.
 */
export async function unplacedReviews(challengeIds: string[]): Promise<Map<string, Unplaced>> {
  const rows = await db.$queryRaw<(Unplaced & { id: string })[]>`
    WITH running AS (
      SELECT c.id, CASE WHEN r.opened_at IS NULL THEN 1 ELSE 2 END AS round, coalesce(r.opened_at, c.closes_at) AS since,
        CASE WHEN r.opened_at IS NULL THEN c.reviews_per_entry ELSE r.reviews_per_entry END AS wanted
      FROM challenge c LEFT JOIN second_round r ON r.challenge_id = c.id
      WHERE c.id = ANY(${challengeIds}::uuid[]) AND c.closes_at <= palio_now() AND c.judging_closed_at IS NULL
        AND (r.first_closed_at IS NULL OR r.opened_at IS NOT NULL)
    )
    SELECT c.id, sum(c.wanted - e.placed)::int AS reviews, greatest(c.since, max(e.freed_at)) AS since
    FROM running c
    JOIN LATERAL (
      SELECT count(a.id) FILTER (WHERE a.released_at IS NULL)::int AS placed, max(a.released_at) AS freed_at
      FROM submission s LEFT JOIN assignment a ON a.submission_id = s.id AND a.round = c.round
      LEFT JOIN second_round_entry went ON went.submission_id = s.id
      WHERE s.challenge_id = c.id AND s.withdrawn_at IS NULL AND (c.round = 1 OR went.submission_id IS NOT NULL)
      GROUP BY s.id
    ) e ON e.placed < c.wanted
    GROUP BY c.id, c.since`;
  return new Map(rows.map(({ id, reviews, since }) => [id, { reviews, since }]));
}
