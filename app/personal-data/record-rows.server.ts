import { db } from "~/platform/database.server";

type Line = { hash: string; leaf: string; salt: string | null; words: unknown };

/** The lines of the record about a person's entries, sheets and questions, with what opens their commitments. */
export async function recordOf(personId: string): Promise<Line[]> {
  const things = await db.$queryRaw<{ id: string }[]>`
    SELECT s.id::text FROM submission s JOIN team_member m ON m.team_id = s.team_id WHERE m.person_id = ${personId}::uuid
    UNION SELECT id::text FROM juror WHERE person_id = ${personId}::uuid`;
  const ids = things.map(({ id }) => id);
  return db.$queryRaw<Line[]>`
    SELECT r.hash, r.leaf, c.salt, c.content AS words FROM record_entry r LEFT JOIN record_content c ON c.entry_id = r.id
    WHERE r.challenge_id IN (
        SELECT challenge_id FROM juror WHERE person_id = ${personId}::uuid
        UNION SELECT challenge_id FROM team_member WHERE person_id = ${personId}::uuid
        UNION SELECT challenge_id FROM question WHERE asked_by_id = ${personId}::uuid)
      AND (r.leaf::jsonb->>'submission' = ANY(${ids}) OR r.leaf::jsonb->>'juror' = ANY(${ids})
        OR (r.type = 'question.answered' AND EXISTS (SELECT 1 FROM question q WHERE q.challenge_id = r.challenge_id
          AND q.asked_by_id = ${personId}::uuid AND q.number = (r.leaf::jsonb->>'question')::int)))
    ORDER BY r.id`;
}
