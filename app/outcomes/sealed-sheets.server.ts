import type { Tx } from "~/platform/database.server";
import type { SealedSheet } from "./sealed-sheets";

/** The newest seal of every sheet that was ever handed in for a challenge, and why it does not count where it does not. */
export const sealedSheets = (challengeId: string, tx: Tx): Promise<SealedSheet[]> => tx.$queryRaw<SealedSheet[]>`
  WITH newest AS (
    SELECT DISTINCT ON (leaf::jsonb->>'juror', leaf::jsonb->>'submission', leaf::jsonb->>'round')
      (leaf::jsonb->>'juror')::uuid AS juror_id, (leaf::jsonb->>'submission')::uuid AS submission_id,
      coalesce(leaf::jsonb->>'round', '1')::int AS round, leaf::jsonb->>'seal' AS seal
    FROM record_entry WHERE challenge_id = ${challengeId}::uuid AND type = 'score.sealed'
    ORDER BY leaf::jsonb->>'juror', leaf::jsonb->>'submission', leaf::jsonb->>'round', id DESC
  )
  SELECT j.number AS juror, s.number AS entry, n.round, n.seal, CASE
      WHEN s.withdrawn_at IS NOT NULL THEN 'withdrawn'
      WHEN a.released_at IS NOT NULL OR (n.round = 2 OR r.first_closed_at IS NULL) AND EXISTS (SELECT 1 FROM conflict k
        WHERE k.juror_id = n.juror_id AND k.submission_id = n.submission_id AND k.dismissed_at IS NULL) THEN 'recused'
      WHEN v.state = 'draft' THEN 'reopened'
    END AS cause
  FROM newest n
  LEFT JOIN juror j ON j.id = n.juror_id
  LEFT JOIN submission s ON s.id = n.submission_id
  LEFT JOIN assignment a ON a.juror_id = n.juror_id AND a.submission_id = n.submission_id AND a.round = n.round
  LEFT JOIN second_round r ON r.challenge_id = ${challengeId}::uuid
  LEFT JOIN LATERAL (SELECT state::text FROM score_sheet_version
    WHERE assignment_id = a.id ORDER BY number DESC LIMIT 1) v ON true
  ORDER BY s.number, j.number, n.round`;
