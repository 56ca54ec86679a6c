import { db } from "~/platform/database.server";

/**
 * So many published challenges like one that is, in a few statements: half of them open, half with results out, one
 * awarded entry each and a decision on every second. For counting queries and for lists that need more than a page.
 */
export async function manyChallenges(like: { id: string }, many: number, tag: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO challenge (id, slug, organisation_id, created_by_id, title, summary, brief, theme, arms, time_zone,
      opens_at, closes_at, judging_ends_at, results_due_at, decision_due_at)
    SELECT gen_random_uuid(), ${`${tag}-`} || n, organisation_id, created_by_id, ${`${tag} `} || n, summary, brief, theme, arms, time_zone,
      palio_now() - interval '90 days', palio_now() + CASE n % 2 WHEN 0 THEN interval '1 day' ELSE interval '-60 days' END + n * interval '1 minute',
      palio_now() + interval '30 days', palio_now() + interval '31 days', palio_now() + interval '40 days'
    FROM challenge, generate_series(1, ${many}::int) n WHERE id = ${like.id}::uuid`;
  await db.$executeRaw`
    INSERT INTO prize (id, challenge_id, position, title, amount_minor, currency)
    SELECT gen_random_uuid(), id, 0, 'First', 1000000, 'EUR' FROM challenge WHERE slug LIKE ${`${tag}-%`}`;
  await db.$executeRaw`
    INSERT INTO team (id, challenge_id, slug, name)
    SELECT gen_random_uuid(), id, 'kerbside', 'Kerbside' FROM challenge WHERE slug LIKE ${`${tag}-%`}`;
  await db.$executeRaw`
    INSERT INTO submission (id, team_id, challenge_id, number)
    SELECT gen_random_uuid(), t.id, t.challenge_id, 1 FROM team t JOIN challenge c ON c.id = t.challenge_id
    WHERE c.slug LIKE ${`${tag}-%`} AND c.closes_at < palio_now()`;
  await db.$executeRaw`
    INSERT INTO award (id, challenge_id, submission_id, prize_id, decided_by_id)
    SELECT gen_random_uuid(), s.challenge_id, s.id, p.id, c.created_by_id
    FROM submission s JOIN challenge c ON c.id = s.challenge_id JOIN prize p ON p.challenge_id = c.id WHERE c.slug LIKE ${`${tag}-%`}`;
  await db.$executeRaw`
    INSERT INTO decision (id, submission_id, kind, reason, owner_name, due_on, decided_by_id)
    SELECT gen_random_uuid(), s.id, 'pilot', 'Two districts until winter.', 'Livia Fontana', now() + interval '30 days', c.created_by_id
    FROM submission s JOIN challenge c ON c.id = s.challenge_id
    WHERE c.slug LIKE ${`${tag}-%`} AND right(c.slug, 1)::int % 4 = 1`;
  await db.$executeRaw`
    UPDATE challenge SET published_at = palio_now() - interval '91 days' + random() * interval '1 hour',
      judging_closed_at = CASE WHEN closes_at < palio_now() THEN palio_now() - interval '2 days' END,
      results_published_at = CASE WHEN closes_at < palio_now() THEN palio_now() - interval '1 day' END
    WHERE slug LIKE ${`${tag}-%`}`;
}

/** So many questions (every second answered), announcements and record entries under a challenge, and teams of a person. */
export async function manyWords(challenge: { id: string }, person: { id: string }, many: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO question (id, challenge_id, number, asked_by_id, body, asked_at, answer, answered_by_id, answered_at)
    SELECT gen_random_uuid(), ${challenge.id}::uuid, n + (SELECT coalesce(max(number), 0) FROM question WHERE challenge_id = ${challenge.id}::uuid),
      ${person.id}::uuid, 'May we use the weather forecast?', palio_now() - interval '2 days',
      CASE n % 2 WHEN 0 THEN 'Yes.' END, CASE n % 2 WHEN 0 THEN ${person.id}::uuid END, CASE n % 2 WHEN 0 THEN palio_now() END
    FROM generate_series(1, ${many}::int) n`;
  await db.$executeRaw`
    INSERT INTO announcement (id, challenge_id, kind, title, body, posted_by_id)
    SELECT gen_random_uuid(), ${challenge.id}::uuid, 'news', 'Gauge 9 is back', 'It measures again.', ${person.id}::uuid
    FROM generate_series(1, ${many}::int) n`;
  await db.$executeRaw`
    INSERT INTO record_entry (type, challenge_id, leaf, hash, at)
    SELECT 'question.answered', ${challenge.id}::uuid, '{}', encode(sha256(random()::text::bytea || n::text::bytea), 'hex'), palio_now()
    FROM generate_series(1, ${many}::int) n`;
}

/** So many problems of a dataset, by one person, in every state; and as many words in the thread of the first one. */
export async function manyProblems(datasetId: string, person: { id: string }, many: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO data_issue (id, dataset_id, number, kind, title, reporter_id, state, answered_at, closed_at)
    SELECT gen_random_uuid(), ${datasetId}::uuid, n + (SELECT coalesce(max(number), 0) FROM data_issue WHERE dataset_id = ${datasetId}::uuid),
      'other', 'Problem ' || n, ${person.id}::uuid,
      (CASE n % 3 WHEN 0 THEN 'open' WHEN 1 THEN 'acknowledged' ELSE 'wont_fix' END)::data_issue_state,
      CASE WHEN n % 3 > 0 THEN palio_now() END, CASE n % 3 WHEN 2 THEN palio_now() END
    FROM generate_series(1, ${many}::int) n`;
  await db.$executeRaw`
    INSERT INTO data_issue_entry (id, issue_id, person_id, text)
    SELECT gen_random_uuid(), i.id, ${person.id}::uuid, 'I see it too.' FROM data_issue i, generate_series(1, ${many}::int) n
    WHERE i.dataset_id = ${datasetId}::uuid AND i.number = 1`;
}
