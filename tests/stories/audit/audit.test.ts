import { beforeAll, expect, test } from "vitest";
import { auditAll, auditChallenge } from "~/audit/audit.server";
import { CODE_RULES } from "~/challenges/code-rules";
import { amendRules } from "~/challenges/running/amend-rules.server";
import { extendCalendar } from "~/challenges/running/extend-calendar.server";
import { TIE_RULES } from "~/challenges/tie-rules";
import { declareConflict } from "~/judging/desk/declare-conflict.server";
import { nameSecondJurors } from "~/judging/second/name-second-jurors.server";
import { DAY, toLocalInput } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { integrateOnce } from "~/record/integrator/integrator.server";
import { withdrawEntry } from "~/submissions/withdraw-entry.server";
import { seedOnce } from "../../../prisma/seed/once";
import { byHand, put, type Row } from "../../support/by-hand";
import { anAssignedJury, handInFor } from "../../support/jury-world";
import { aSecondRound } from "../../support/second-world";
import { aDraft, aTeam, handIn } from "../../support/team-world";
import { aCity, anOpenChallenge, must } from "../../support/world";

/** A challenge whose rules and dates changed, with an entry that was withdrawn and one that came back. */
async function aChangedChallenge(): Promise<void> {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const { slug } = challenge;
  const words = {
    text: "Entries are judged on the sealed storms. ".repeat(5),
    eligibility: "Anyone of age, anywhere.",
  };
  const terms = { rights: "team-keeps" as const, code: CODE_RULES, ties: TIE_RULES };
  must(await amendRules({ slug, from: 1, ...words, ...terms, reason: "Two teams asked for it." }, city.editor));
  const closesAt = toLocalInput(new Date((challenge.closesAt?.getTime() ?? 0) + DAY), "Europe/Rome");
  must(await extendCalendar({ slug, closesAt, reason: "The data came late." }, city.editor));
  for (const comesBack of [false, true]) {
    const team = await aTeam({ challenge });
    await aDraft(team);
    must(await handIn(team));
    must(await withdrawEntry(slug, team.captain));
    if (comesBack) must(await handIn(team));
  }
}

/** A jury of which one stood back from an entry that they had scored. */
async function aRecusal(): Promise<void> {
  const world = await anAssignedJury({ entries: 2 });
  const [juror] = world.jurors;
  if (!juror) throw new Error("no jury");
  must(await handInFor(world, juror, { number: 1, level: 3 }));
  must(await declareConflict({ slug: world.challenge.slug, number: 1, reason: "A cousin." }, juror));
}

/** A second round whose jurors were changed while it ran. */
async function aChangedSecondRound(): Promise<void> {
  const world = await aSecondRound({ jurors: 3, named: [1, 2] });
  const { slug } = world.challenge;
  must(await nameSecondJurors({ slug, jurors: [2, 3] }, world.chair));
}

beforeAll(async () => {
  await seedOnce({ url: process.env.DATABASE_URL ?? "", mayEmpty: true });
  await aChangedChallenge();
  await aRecusal();
  await aChangedSecondRound();
}, 120_000);

const ofVersion =
  "(SELECT s.challenge_id FROM submission_version v JOIN submission s ON s.id = v.submission_id WHERE v.id = t.version_id)";
const ofSubmission = "(SELECT s.challenge_id FROM submission s WHERE s.id = t.submission_id)";
/** The challenge that a row belongs to; where nothing is said, the row names it. */
const CHALLENGE_OF: { [table: string]: string } = {
  ...{ challenge: "t.id", submission_version: ofSubmission, assignment: ofSubmission, decision: ofSubmission },
  second_round_entry: ofSubmission,
  second_round_juror: "(SELECT r.challenge_id FROM second_round r WHERE r.id = t.round_id)",
  ...{ submission_dataset: ofVersion, code_seal: ofVersion, sealed_file: ofVersion },
  level: "(SELECT c.challenge_id FROM criterion c WHERE c.id = t.criterion_id)",
  score_sheet_version: `(SELECT s.challenge_id FROM assignment a JOIN submission s ON s.id = a.submission_id
    WHERE a.id = t.assignment_id)`,
  payment: "(SELECT a.challenge_id FROM award a WHERE a.id = t.award_id)",
  record_content: "(SELECT e.challenge_id FROM record_entry e WHERE e.id = t.entry_id)",
  draw_nonce: "(SELECT d.challenge_id FROM draw d WHERE d.id = t.draw_id)",
};

async function oneOf(table: string, where: string): Promise<{ row: Row; key: string; challengeId: string }> {
  const keys = await db.$queryRawUnsafe<{ name: string }[]>(
    `SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
     WHERE i.indrelid = '${table}'::regclass AND i.indisprimary`,
  );
  const [found] = await db.$queryRawUnsafe<{ row: Row; challengeId: string }[]>(
    `SELECT to_jsonb(t) AS row, ${CHALLENGE_OF[table] ?? "t.challenge_id"} AS "challengeId" FROM ${table} t
     WHERE ${where} ORDER BY 1 LIMIT 1`,
  );
  if (!found) throw new Error(`no row of ${table} where ${where}`);
  const key = keys
    .map(({ name }) => `${name}::text = '${String(found.row[name]).replaceAll("'", "''")}'`)
    .join(" AND ");
  return { ...found, key };
}

const isDone = "challenge_id IN (SELECT id FROM challenge WHERE results_published_at IS NOT NULL)";

/** What belongs to another row's act is named by that row. */
const NAMED_BY: { [table: string]: string } = {
  ...{ prize: "challenge", criterion: "challenge", level: "challenge", submission_dataset: "submission_version" },
};

/** Table, the new value of a column, and which row. */
const CHANGES: [table: string, change: string, where?: string][] = [
  ["challenge", "title = title || '!'", "published_at IS NOT NULL"],
  ["challenge", "brief = 'Another brief.'", "published_at IS NOT NULL"],
  ...["opens_at", "closes_at", "judging_ends_at", "results_due_at", "decision_due_at"].map(
    (column): [string, string, string] => [
      "challenge",
      `${column} = ${column} + interval '1 minute'`,
      "published_at IS NOT NULL",
    ],
  ),
  ["prize", "amount_minor = amount_minor - 1", "amount_minor IS NOT NULL"],
  ["criterion", "weight = weight + 1", isDone],
  ["criterion", "round = 2", "challenge_id NOT IN (SELECT challenge_id FROM second_round)"],
  ["level", "sentence = 'Anything.'"],
  ["rules_version", "text = text || ' Or not.'"],
  ["rules_version", "rights = 'transfer'", "rights <> 'transfer'"],
  ["rules_version", "ties = NULL", "ties IS NOT NULL"],
  ["rules_version", "code = jsonb_set(code, '{mostMegabytes}', '1')", "code IS NOT NULL"],
  ["pledge", "owner_name = 'Somebody else'"],
  ["pledge", "upkeep_until = upkeep_until - 1"],
  ["calendar_change", "reason = 'Another reason.'"],
  ["calendar_change", "before = before - interval '1 day'"],
  ["question", "answer = 'Another answer.'", "answer IS NOT NULL"],
  ["question", "body = 'Another question?'", "answer IS NOT NULL"],
  ["submission", "withdrawn_at = palio_now()", "withdrawn_at IS NULL"],
  ["submission_version", "description = description || '.'"],
  [
    "submission_version",
    "rules_version_id = (SELECT r.id FROM rules_version r WHERE r.id <> rules_version_id LIMIT 1)",
  ],
  ["submission_version", "commit_sha = repeat('a', 40)", "commit_sha IS NOT NULL"],
  ["submission_dataset", "how = 'In another way.'"],
  ["code_seal", "commit_sha = repeat('b', 40)", "state = 'sealed'"],
  ["code_seal", "archive_sha256 = repeat('c', 64)", "state = 'sealed'"],
  ["sealed_file", "blob = repeat('e', 40)"],
  ["juror", "number = number + 100"],
  ["juror", "person_id = (SELECT p.id FROM person p WHERE p.id NOT IN (SELECT person_id FROM juror) LIMIT 1)"],
  ["assignment", "released_at = palio_now()", "released_at IS NULL"],
  [
    "assignment",
    "round = 2",
    "NOT EXISTS (SELECT 1 FROM assignment o WHERE o.juror_id = t.juror_id AND o.submission_id = t.submission_id AND o.round = 2)",
  ],
  ["score_sheet_version", "scores = '{}'", "state = 'handed_in'"],
  ["score_sheet_version", "feedback = 'Other words.'", "state = 'handed_in'"],
  ["result", "hash = repeat('d', 64)", isDone],
  ["result", "bundle = bundle || ' '", isDone],
  ["result", "ranking = jsonb_set(ranking, '{0,rank}', '2')", isDone],
  ["result", "analysis = '{}'", isDone],
  ["award", "reason = 'Because.'", isDone],
  [
    "award",
    `submission_id = (SELECT id FROM submission s WHERE s.challenge_id = award.challenge_id
    AND s.id <> award.submission_id LIMIT 1)`,
    isDone,
  ],
  ["decision", "reason = 'For another reason.'"],
  ["decision", "due_on = due_on + 1"],
  ["round", "seed = repeat('f', 16)"],
  ...["rule_value = rule_value + 1", "standings = '{}'", "ends_at = ends_at + interval '1 minute'"].map(
    (change): [string, string, string] => ["second_round", change, "opened_at IS NOT NULL"],
  ),
  ["second_round_juror", "left_at = palio_now()", "left_at IS NULL"],
  ["second_round_juror", "left_at = NULL", "left_at IS NOT NULL"],
  ["second_round_juror", "joined_at = joined_at - interval '1 minute'"],
  ["payment", "paid_on = paid_on - 1"],
  ...[
    ...["challenge published_at", "challenge results_published_at", "rules_version published_at"],
    ...["pinned_snapshot pinned_at", "question answered_at", "submission_version received_at", "code_seal sealed_at"],
    ...["decision decided_at", "payment stated_at", "draw announced_at", "draw drawn_at", "draw_nonce committed_at"],
    ...["draw_nonce revealed_at", "round opened_at", "second_round opened_at"],
  ].map((place): [string, string, string] => {
    const [table = "", column] = place.split(" ");
    return [table, `${column} = ${column} - interval '1 minute'`, `${column} IS NOT NULL`];
  }),
  ...["rules_version hash", "pledge hash", "submission_version content_hash", "submission_version record_hash"].map(
    (place): [string, string] => [place.split(" ")[0] ?? "", `${place.split(" ")[1]} = repeat('9', 64)`],
  ),
  ["code_seal", "record_hash = repeat('9', 64)", "state = 'sealed'"],
  ["record_content", "content = '{}'"],
  ["record_content", "salt = repeat('0', 64)"],
];

const DELETIONS: [table: string, where?: string][] = [
  ["rules_version"],
  ["calendar_change"],
  ["pinned_snapshot"],
  ["submission_version"],
  ["sealed_file"],
  ["juror"],
  ["assignment"],
  ["score_sheet_version", "state = 'handed_in'"],
  ["award", isDone],
  ["decision"],
  ["payment"],
  ["round"],
  ["second_round", "opened_at IS NOT NULL"],
  ["second_round_entry"],
  ["second_round_juror"],
  ["challenge", "published_at IS NOT NULL"],
  ["record_content"],
];

test("a database that only the program has written agrees with its record, whatever happened in it", async () => {
  const audit = await auditAll();
  expect(audit.differences).toEqual([]);
  expect(audit.entries).toBeGreaterThan(250);
}, 60_000);

test.each(CHANGES)("a row of %s edited by hand is named: %s", async (table, change, where = "true") => {
  const { row, key, challengeId } = await oneOf(table, where);
  await byHand(`UPDATE ${table} SET ${change} WHERE ${key}`);
  const { differences } = await auditChallenge(challengeId);
  await byHand(`DELETE FROM ${table} WHERE ${key}`);
  await byHand(put(table, row));
  expect(differences.map(({ row: place }) => place.split(" ")[0])).toContain(NAMED_BY[table] ?? table);
});

test("an entry that is given to another team by hand is named by what that team never handed in", async () => {
  const { key, row, challengeId } = await oneOf("submission", "true");
  const another = "(SELECT id FROM team WHERE id NOT IN (SELECT team_id FROM submission) LIMIT 1)";
  await byHand(`UPDATE submission SET team_id = ${another} WHERE ${key}`);
  const { differences } = await auditChallenge(challengeId);
  await byHand(`DELETE FROM submission WHERE ${key}`);
  await byHand(put("submission", row));
  expect(new Set(differences.map(({ row: place }) => place.split(" ")[0]))).toEqual(new Set(["submission_version"]));
  expect(differences[0]?.what).toContain(": words.");
});

test.each(DELETIONS)("a row of %s deleted by hand is named", async (table, where = "true") => {
  const { row, key, challengeId } = await oneOf(table, where);
  await byHand(`DELETE FROM ${table} WHERE ${key}`);
  const { differences } = await auditChallenge(challengeId);
  await byHand(put(table, row));
  expect(differences.length).toBeGreaterThan(0);
});

test("a row of a shape that the program never writes is named, and keeps no other from being looked at", async () => {
  const { row, key, challengeId } = await oneOf("result", isDone);
  await byHand(`UPDATE result SET ranking = '{"first": 1}' WHERE ${key}`);
  const { differences } = await auditAll();
  await byHand(`DELETE FROM result WHERE ${key}`);
  await byHand(put("result", row));
  expect(differences.map(({ row: place }) => place)).toEqual([`challenge ${challengeId}`]);
});

test("a row that was edited together with its line is found by what was signed, and named with its index", async () => {
  must(await integrateOnce());
  const { key } = await oneOf("payment", "true");
  const [line] = await db.recordEntry.findMany({ where: { type: "payment.stated" } });
  if (!line) throw new Error("nothing was paid");
  const { id, index, leaf, hash } = line;
  const forged = leaf.replace(/"on":"[^"]*"/, '"on":"2020-02-02"');
  const changes = [
    [`UPDATE record_entry SET leaf = '${forged}', hash = '${sha256(forged)}'`, "is not the one that was signed"],
    ["UPDATE record_entry SET at = at - interval '1 minute'", "what its line says: at"],
    ["UPDATE record_entry SET type = 'correction'", "what its line says: type"],
    ["DELETE FROM record_entry", "is not there"],
  ] as const;
  const paid = await db.payment.findFirstOrThrow({ select: { paidOn: true } });
  for (const [change, what] of changes) {
    await byHand(`${change} WHERE id = ${id}`);
    if (change.includes("leaf")) await byHand(`UPDATE payment SET paid_on = '2020-02-02' WHERE ${key}`);
    const { differences } = await auditAll();
    await byHand(`DELETE FROM record_entry WHERE id = ${id}`);
    await db.recordEntry.create({ data: { ...line } });
    await byHand(`UPDATE payment SET paid_on = '${paid.paidOn.toISOString()}' WHERE ${key}`);
    expect(differences[0], change).toMatchObject({ index: Number(index), what: expect.stringContaining(what) });
  }
  expect((await db.recordEntry.findUniqueOrThrow({ where: { id } })).hash).toBe(hash);
}, 60_000);

test("when everything is put back, nothing differs any more", async () => {
  expect((await auditAll()).differences).toEqual([]);
});
