import { db } from "~/platform/database.server";

/** How large: what `palio seed --size large` makes. Every team hands in twice, every entry is scored six times. */
const SIZE = { challenges: 200, teams: 5_000, jurors: 500, jurorsEach: 10, reviews: 6, datasets: 10_000 };

// Ids are hashes of what they stand for, so that each statement can name the rows of another without reading them.
const id = (text: string) => `md5(${text})::uuid`;

/** The statements, in order. Numbers come from generate_series; nothing is sent row by row. */
const STATEMENTS: [says: string, sql: string][] = [
  [
    "people",
    `INSERT INTO person (id, email, name, handle, is_demonstration)
    SELECT ${id("'person' || n")}, 'large-' || n || '@example.org', 'Person ' || n, 'large-' || n, true FROM generate_series(1, ${SIZE.teams * 2 + SIZE.jurors}) n`,
  ],
  [
    "an organisation",
    `INSERT INTO organisation (id, slug, name, about) VALUES (${id("'organisation'")}, 'large', 'The large city', 'Made for measuring.')`,
  ],
  [
    "a member",
    `INSERT INTO organisation_member (organisation_id, person_id, role) VALUES (${id("'organisation'")}, ${id("'person1'")}, 'owner')`,
  ],
  [
    "challenges",
    `INSERT INTO challenge (id, slug, organisation_id, created_by_id, title, summary, brief, theme, arms, contact, time_zone, max_team)
    SELECT ${id("'challenge' || n")}, 'large-' || n, ${id("'organisation'")}, ${id("'person1'")}, 'Measured challenge ' || n, 'A challenge that exists to be measured.',
      repeat('A paragraph about the city and its open data. ', 20), (ARRAY['water', 'mobility', 'housing', 'energy', 'parks'])[1 + n % 5],
      jsonb_build_object('division', (ARRAY['plain', 'per-pale', 'per-fess', 'chevron', 'paly'])[1 + n % 5], 'colour', (ARRAY['gules', 'azure', 'vert', 'purpure', 'tenne'])[1 + n % 5],
        'metal', (ARRAY['or', 'argent'])[1 + n % 2], 'tail', 'straight', 'charge', 0, 'metalFirst', false),
      'large@example.org', 'Europe/Rome', 5
    FROM generate_series(1, ${SIZE.challenges}) n`,
  ],
  [
    "prizes",
    `INSERT INTO prize (id, challenge_id, position, title, amount_minor, currency)
    SELECT ${id("'prize' || n")}, ${id("'challenge' || n")}, 0, 'First', 1000000, 'EUR' FROM generate_series(1, ${SIZE.challenges}) n`,
  ],
  [
    "criteria",
    `INSERT INTO criterion (id, challenge_id, position, title, weight)
    SELECT ${id("'criterion' || n || '-' || c")}, ${id("'challenge' || n")}, c, 'Criterion ' || c, 25 FROM generate_series(1, ${SIZE.challenges}) n, generate_series(1, 4) c`,
  ],
  [
    "levels",
    `INSERT INTO level (criterion_id, value, sentence)
    SELECT ${id("'criterion' || n || '-' || c")}, v, 'What earns level ' || v || '.' FROM generate_series(1, ${SIZE.challenges}) n, generate_series(1, 4) c, generate_series(1, 4) v`,
  ],
  [
    "rules",
    `INSERT INTO rules_version (id, challenge_id, number, text, eligibility, rights, hash, published_by_id)
    SELECT ${id("'rules' || n")}, ${id("'challenge' || n")}, 1, 'The rules.', 'Anyone.', 'team-keeps', md5('a' || n) || md5('b' || n), ${id("'person1'")} FROM generate_series(1, ${SIZE.challenges}) n`,
  ],
  [
    "pledges",
    `INSERT INTO pledge (challenge_id, owner_name, owner_role, upkeep, upkeep_until, decision, money, path, signed_by_name, signed_by_id, signed_at, hash)
    SELECT ${id("'challenge' || n")}, 'Owner', 'Office', 'Kept up.', '2030-12-31', 'Decided.', 'In the budget.', 'A pilot.', 'Owner', ${id("'person1'")}, palio_now(), md5('p' || n) || md5('q' || n)
    FROM generate_series(1, ${SIZE.challenges}) n`,
  ],
  // A third open, a third with the jury, a third announced; each a minute apart.
  [
    "their calendars",
    `UPDATE challenge c SET published_at = palio_now() - interval '60 days' - n * interval '1 minute',
      opens_at = palio_now() + days[1] * interval '1 day', closes_at = palio_now() + days[2] * interval '1 day' + n * interval '1 minute', judging_ends_at = palio_now() + days[3] * interval '1 day',
      results_due_at = palio_now() + days[4] * interval '1 day', decision_due_at = palio_now() + days[5] * interval '1 day'
    FROM (SELECT n, CASE n % 3 WHEN 0 THEN ARRAY[-30, 30, 60, 70, 90] WHEN 1 THEN ARRAY[-50, -10, 20, 30, 50] ELSE ARRAY[20, 60, 80, 90, 110] END AS days FROM generate_series(1, ${SIZE.challenges}) n) each
    WHERE c.id = ${id("'challenge' || n")}`,
  ],
  [
    "chairs",
    `INSERT INTO challenge_chair (challenge_id, person_id) SELECT ${id("'challenge' || n")}, ${id("'person1'")} FROM generate_series(1, ${SIZE.challenges}) n`,
  ],
  [
    "teams",
    `INSERT INTO team (id, challenge_id, slug, name, about, is_looking)
    SELECT ${id("'team' || n")}, ${id(`'challenge' || 1 + n % ${SIZE.challenges}`)}, 'team-' || n, 'Team ' || n, 'A team.', n % 4 = 0 FROM generate_series(1, ${SIZE.teams}) n`,
  ],
  [
    "members",
    `INSERT INTO team_member (team_id, person_id, challenge_id, is_captain)
    SELECT ${id("'team' || n")}, ${id("'person' || n * 2 - k")}, ${id(`'challenge' || 1 + n % ${SIZE.challenges}`)}, k = 0 FROM generate_series(1, ${SIZE.teams}) n, generate_series(0, 1) k`,
  ],
  [
    "acceptances",
    `INSERT INTO rules_acceptance (id, team_id, rules_version_id, person_id)
    SELECT ${id("'acceptance' || n")}, ${id("'team' || n")}, ${id(`'rules' || 1 + n % ${SIZE.challenges}`)}, ${id("'person' || n * 2")} FROM generate_series(1, ${SIZE.teams}) n`,
  ],
  [
    "submissions",
    `INSERT INTO submission (id, team_id, challenge_id, number)
    SELECT ${id("'submission' || n")}, ${id("'team' || n")}, ${id(`'challenge' || 1 + n % ${SIZE.challenges}`)}, 1 + n / ${SIZE.challenges} FROM generate_series(1, ${SIZE.teams}) n`,
  ],
  [
    "entries handed in",
    `INSERT INTO submission_version (id, submission_id, number, title, pitch, description, repository_url, commit_sha, content_hash, received_at, submitted_by_id, idempotency_key, rules_version_id, record_hash)
    SELECT ${id("'version' || n || '-' || v")}, ${id("'submission' || n")}, v, 'Entry of team ' || n, 'It answers the challenge.', repeat('What it does and how. ', 20), 'https://github.com/example/entry-' || n,
      md5('sha' || n || v) || left(md5('s' || n), 8), md5('c' || n || v) || md5('d' || n || v), palio_now() - interval '12 days', ${id("'person' || n * 2")}, 'large-' || n || '-' || v,
      ${id(`'rules' || 1 + n % ${SIZE.challenges}`)}, md5('r' || n || v) || md5('e' || n || v)
    FROM generate_series(1, ${SIZE.teams}) n, generate_series(1, 2) v`,
  ],
  [
    "jurors",
    `INSERT INTO juror (id, challenge_id, person_id, number)
    SELECT ${id("'juror' || c || '-' || j")}, ${id("'challenge' || c")}, ${id(`'person' || ${SIZE.teams * 2} + 1 + (c * ${SIZE.jurorsEach} + j) % ${SIZE.jurors}`)}, j
    FROM generate_series(1, ${SIZE.challenges}) c, generate_series(1, ${SIZE.jurorsEach}) j`,
  ],
  [
    "assignments",
    `INSERT INTO assignment (id, juror_id, submission_id)
    SELECT ${id("'assignment' || n || '-' || r")}, ${id(`'juror' || 1 + n % ${SIZE.challenges} || '-' || 1 + (n / ${SIZE.challenges} + r) % ${SIZE.jurorsEach}`)}, ${id("'submission' || n")}
    FROM generate_series(1, ${SIZE.teams}) n, generate_series(1, ${SIZE.reviews}) r`,
  ],
  [
    "score sheets",
    `INSERT INTO score_sheet_version (id, assignment_id, number, scores, feedback, state, idempotency_key)
    SELECT ${id("'sheet' || n || '-' || r")}, ${id("'assignment' || n || '-' || r")}, 1,
      (SELECT jsonb_object_agg(${id(`'criterion' || 1 + n % ${SIZE.challenges} || '-' || c`)}, 1 + (n * 7 + r * 3 + c * 5) % 4) FROM generate_series(1, 4) c),
      'Clear and useful; name the versions that it was tried with, please.', 'handed_in', 'large-' || n || '-' || r
    FROM generate_series(1, ${SIZE.teams}) n, generate_series(1, ${SIZE.reviews}) r`,
  ],
  [
    "datasets",
    `INSERT INTO dataset (id, organisation_id, slug, title, description, publisher, keywords, themes, modified, frequency, licence_raw, licence_id, licence_open, created_at)
    SELECT ${id("'dataset' || n")}, ${id("'organisation'")}, 'large-data-' || n,
      (ARRAY['Street trees', 'Café terraces', 'Bus stops', 'Water quality', 'Building permits', 'Noise', 'School places'])[1 + n % 7] || ' ' || n,
      repeat('What the office measures, how often and where. ', 2 + n % 12), (ARRAY['Parks', 'Mobility', 'Water', 'Schools', 'Planning'])[1 + n % 5] || ' office ' || n % 40,
      ARRAY['measured', 'city'], ARRAY[(ARRAY['Environment', 'Transport', 'Education', 'Population'])[1 + n % 4], (ARRAY['Government', 'Region', 'Energy'])[1 + n % 3]],
      CASE n % 5 WHEN 0 THEN NULL ELSE to_char(palio_now() - n % 900 * interval '1 day', 'YYYY-MM-DD') END, 'monthly',
      CASE n % 4 WHEN 0 THEN '' ELSE 'CC BY 4.0' END, CASE n % 4 WHEN 0 THEN NULL ELSE 'CC-BY-4.0' END, CASE n % 4 WHEN 0 THEN NULL ELSE true END,
      palio_now() - n * interval '1 minute'
    FROM generate_series(1, ${SIZE.datasets}) n`,
  ],
  [
    "their files",
    `INSERT INTO distribution (id, dataset_id, position, title, url, format)
    SELECT ${id("'file' || n || '-' || f")}, ${id("'dataset' || n")}, f, 'File ' || f, 'https://example.org/' || n || '/' || f, (ARRAY['CSV', 'GeoJSON', 'JSON', 'XLSX', 'PDF'])[1 + (n + f * f) % 5]
    FROM generate_series(1, ${SIZE.datasets}) n, generate_series(0, 2) f`,
  ],
];

/** Makes a large city for measuring, by one bulk insert a table. Says how many rows each took. */
export async function seedLarge(say: (sentence: string) => void): Promise<void> {
  if ((await db.organisation.count({ where: { slug: "large" } })) > 0) {
    say("The large city is already here.");
    return;
  }
  const before = performance.now();
  await db.$transaction(
    async (tx) => {
      for (const [what, sql] of STATEMENTS) say(`${(await tx.$executeRawUnsafe(sql)).toLocaleString("en")} ${what}`);
    },
    { timeout: 120_000 },
  );
  await db.$executeRawUnsafe("ANALYZE");
  say(`Made in ${((performance.now() - before) / 1000).toFixed(1)} s.`);
}
