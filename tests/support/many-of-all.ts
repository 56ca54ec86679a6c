import { db } from "~/platform/database.server";
import type { Places } from "./every-route";
import { manyChallenges, manyWords } from "./many";

/** Statements that put rows beside those that a place's lists have; $1 is the place's id, $2 how many, $3 a word of their own. */
const IN_A_CHALLENGE = [
  `INSERT INTO person (id, email, name, handle)
    SELECT gen_random_uuid(), $3 || n || '@example.org', 'Person ' || n, $3 || n FROM generate_series(1, $2::int) n WHERE $1::uuid IS NOT NULL`,
  `INSERT INTO team (id, challenge_id, slug, name, is_looking)
    SELECT gen_random_uuid(), $1::uuid, $3 || n, 'Team ' || n, true FROM generate_series(1, $2::int) n`,
  `INSERT INTO team_member (team_id, person_id, challenge_id, is_captain)
    SELECT t.id, p.id, t.challenge_id, true FROM team t JOIN person p ON p.handle = t.slug
    WHERE t.challenge_id = $1::uuid AND t.slug ~ ('^' || $3 || '\\d+$') AND $2::int > 0`,
  `INSERT INTO submission (id, team_id, challenge_id, number)
    SELECT gen_random_uuid(), t.id, $1::uuid, row_number() OVER () + (SELECT coalesce(max(number), 0) FROM submission WHERE challenge_id = $1::uuid)
    FROM team t WHERE t.challenge_id = $1::uuid AND t.slug ~ ('^' || $3 || '\\d+$') AND $2::int > 0`,
  `INSERT INTO submission_version (id, submission_id, number, title, pitch, description, content_hash, received_at, submitted_by_id,
      idempotency_key, rules_version_id, record_hash)
    SELECT gen_random_uuid(), s.id, 1, 'Entry', 'Pitch', 'What it does.', repeat('a', 64), palio_now(), m.person_id, gen_random_uuid()::text,
      (SELECT id FROM rules_version WHERE challenge_id = $1::uuid LIMIT 1), repeat('b', 64)
    FROM submission s JOIN team t ON t.id = s.team_id JOIN team_member m ON m.team_id = t.id
    WHERE s.challenge_id = $1::uuid AND t.slug ~ ('^' || $3 || '\\d+$') AND $2::int > 0`,
  `INSERT INTO seeker (challenge_id, person_id, about) SELECT $1::uuid, id, 'I draw maps.' FROM person WHERE handle ~ ('^' || $3 || '\\d+$') AND $2::int > 0`,
  `INSERT INTO join_request (id, team_id, person_id)
    SELECT gen_random_uuid(), t.id, p.id FROM person p, LATERAL (SELECT id FROM team WHERE challenge_id = $1::uuid ORDER BY created_at LIMIT 1) t
    WHERE p.handle ~ ('^' || $3 || '\\d+$') AND $2::int > 0`,
  `INSERT INTO assignment (id, juror_id, submission_id)
    SELECT gen_random_uuid(), j.id, s.id FROM submission s JOIN team t ON t.id = s.team_id JOIN juror j ON j.challenge_id = s.challenge_id
    WHERE s.challenge_id = $1::uuid AND t.slug ~ ('^' || $3 || '\\d+$') AND $2::int > 0`,
  `INSERT INTO score_sheet_version (id, assignment_id, number, scores, state, idempotency_key)
    SELECT gen_random_uuid(), a.id, 1, '{}', 'draft', 'first' || a.id FROM assignment a JOIN submission s ON s.id = a.submission_id JOIN team t ON t.id = s.team_id
    WHERE s.challenge_id = $1::uuid AND t.slug ~ ('^' || $3 || '\\d+$') AND $2::int > 0`,
  `INSERT INTO juror_invitation (id, challenge_id, email, name, token_hash, invited_by_id, expires_at)
    SELECT gen_random_uuid(), $1::uuid, $3 || n || '@example.org', 'Guest', md5($3 || n), (SELECT created_by_id FROM challenge WHERE id = $1::uuid),
      palio_now() + interval '9 days' FROM generate_series(1, $2::int) n`,
];

const IN_AN_ORGANISATION = [
  `INSERT INTO dataset (id, organisation_id, slug, title)
    SELECT gen_random_uuid(), $1::uuid, $3 || n, 'Rain ' || n FROM generate_series(1, $2::int) n`,
  `INSERT INTO source (id, organisation_id, file_name) SELECT gen_random_uuid(), $1::uuid, $3 || n FROM generate_series(1, $2::int) n`,
  `INSERT INTO import_run (id, organisation_id, source_id, started_by_id, state)
    SELECT gen_random_uuid(), $1::uuid, s.id, (SELECT person_id FROM organisation_member WHERE organisation_id = $1::uuid LIMIT 1), 'done'
    FROM source s WHERE s.organisation_id = $1::uuid AND s.file_name ~ ('^' || $3 || '\\d+$') AND $2::int > 0`,
  `INSERT INTO import_item (run_id, position, outcome, title, external_id)
    SELECT r.id, 5000000 + n + (SELECT count(*) FROM import_item WHERE run_id = r.id), 'unchanged', 'Rain', $3 || n
    FROM generate_series(1, $2::int) n,
      (SELECT id FROM import_run WHERE organisation_id = $1::uuid ORDER BY created_at LIMIT 1) r`,
];

const OF_A_PERSON = [
  `INSERT INTO session (id, token_hash, person_id, expires_at)
    SELECT gen_random_uuid(), md5($3 || n || $1), $1::uuid, palio_now() + interval '9 days' FROM generate_series(1, $2::int) n`,
];

const EVERYWHERE = `INSERT INTO mail (id, key, "to", subject, text)
  SELECT gen_random_uuid(), $2 || n, 'a@example.org', 'A letter', 'Words.' FROM generate_series(1, $1::int) n`;

/** So many rows more in every list that the places of the roles' world show: `word` tells one call's from another's. */
export async function manyOfAll(places: Places, person: { id: string }, many: number, word: string): Promise<void> {
  const run = async (statements: string[], id: string, own: string) => {
    for (const statement of statements) await db.$executeRawUnsafe(statement, id, many, own);
  };
  for (const [index, slug] of [places.open, places.judged].entries()) {
    const challenge = await db.challenge.findUniqueOrThrow({ where: { slug } });
    await run(IN_A_CHALLENGE, challenge.id, `${word}-${index}-`);
    await manyWords(challenge, person, many);
    await manyChallenges(challenge, many, `${word}-${index}`);
  }
  const { id } = await db.organisation.findUniqueOrThrow({ where: { slug: places.organisation } });
  await run(IN_AN_ORGANISATION, id, `${word}-data-`);
  await run(OF_A_PERSON, person.id, word);
  await db.$executeRawUnsafe(EVERYWHERE, many, word);
}
