import { config } from "~/platform/config.server";
import { db, now, Prisma } from "~/platform/database.server";
import { job } from "~/platform/jobs/queue.server";
import { writeMails } from "~/platform/mail/mail.server";
import { type DigestWeek, digestWeek } from "./digest-week";
import { DECLARED } from "./uses.server";
import { type Digest, type DigestProblem, type DigestUse, weeklyDigestMail } from "./weekly-digest.mail";

/** By the clock, on Monday morning: a letter to everyone who answers for data with which something happened. */
export const sendDigests = job<object>("send-digests");

/** Uses and problems in one letter; the rest is told as a number. */
const MOST_ITEMS = 20;
const AT_ONCE = 500;

// As `respondersOf` has it for one dataset: the steward, or without one the organisation's owners and editors.
const RESPONDERS = Prisma.sql`
  SELECT d.id AS dataset_id, d.slug, d.title, p.id AS person_id, p.email FROM dataset d JOIN person p ON p.id = d.steward_id
  UNION ALL
  SELECT d.id, d.slug, d.title, p.id, p.email FROM dataset d
    JOIN organisation_member m ON m.organisation_id = d.organisation_id AND m.role IN ('owner', 'editor')
    JOIN person p ON p.id = m.person_id
  WHERE d.steward_id IS NULL`;

type Told<Item> = Item & { personId: string; email: string; inAll: number };

const newUses = ({ from, to }: DigestWeek): Promise<Told<DigestUse>[]> => db.$queryRaw`
  SELECT * FROM (
    SELECT r.person_id AS "personId", r.email, r.title AS dataset, r.slug, v.title, t.name AS team, c.title AS challenge,
      c.slug AS "challengeSlug", s.number, u.how, count(*) OVER person::int AS "inAll",
      row_number() OVER (person ORDER BY c.closes_at, c.id, s.number, r.slug) AS place
    FROM ${DECLARED} JOIN (${RESPONDERS}) r ON r.dataset_id = u.dataset_id
    WHERE c.closes_at > ${from} AND c.closes_at <= ${to}
    WINDOW person AS (PARTITION BY r.person_id)
  ) told WHERE place <= ${MOST_ITEMS} ORDER BY place`;

const newOrOpenProblems = ({ from, to }: DigestWeek): Promise<Told<DigestProblem>[]> => db.$queryRaw`
  SELECT * FROM (
    SELECT r.person_id AS "personId", r.email, r.title AS dataset, r.slug, i.number, i.kind::text AS kind,
      i.state::text AS state, i.title, i.created_at AS "reportedAt", count(*) OVER person::int AS "inAll",
      row_number() OVER (person ORDER BY i.kind = 'personal_data' DESC, i.created_at, i.id) AS place
    FROM data_issue i JOIN (${RESPONDERS}) r ON r.dataset_id = i.dataset_id
    WHERE i.created_at <= ${to} AND (i.created_at > ${from} OR i.state = 'open')
    WINDOW person AS (PARTITION BY r.person_id)
  ) told WHERE place <= ${MOST_ITEMS} ORDER BY place`;

/**
 * The job behind `sendDigests`. One letter a person and week, named by both, however often the job runs; nobody with
 * nothing to read gets one.
 */
export async function mailDigests(): Promise<void> {
  const week = digestWeek(await now());
  const [uses, problems] = await Promise.all([newUses(week), newOrOpenProblems(week)]);
  const { origin, timeZone } = config();
  const letters = [...digestsOf(uses, problems)].map(([personId, { email, ...digest }]) => ({
    key: `data-digest:${week.key}:${personId}`,
    to: email,
    ...weeklyDigestMail(digest, { to: week.to, origin, zone: timeZone }),
  }));
  for (let start = 0; start < letters.length; start += AT_ONCE)
    await db.$transaction((tx) => writeMails(letters.slice(start, start + AT_ONCE), tx));
}

function digestsOf(uses: Told<DigestUse>[], problems: Told<DigestProblem>[]): Map<string, Digest & { email: string }> {
  const digests = new Map<string, Digest & { email: string }>();
  const of = ({ personId, email }: { personId: string; email: string }) => {
    const digest = digests.get(personId) ?? { email, uses: [], usesInAll: 0, problems: [], problemsInAll: 0 };
    digests.set(personId, digest);
    return digest;
  };
  for (const use of uses) {
    const digest = of(use);
    digest.uses.push(use);
    digest.usesInAll = use.inAll;
  }
  for (const problem of problems) {
    const digest = of(problem);
    digest.problems.push(problem);
    digest.problemsInAll = problem.inAll;
  }
  return digests;
}
