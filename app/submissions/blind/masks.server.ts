import { BLIND, isBlind } from "~/challenges/blind";
import { db, Prisma } from "~/platform/database.server";
import { type Mask, maskOf } from "./mask";

type Row = { number: number; name: string; isPerson: boolean };

/** Of some entries, who made them as their team says it, and where their code lies. */
const OF_TEAM = Prisma.sql`
  SELECT t.name, false AS is_person UNION SELECT t.slug, false
  UNION SELECT p.name, true FROM team_member m JOIN person p ON p.id = m.person_id WHERE m.team_id = t.id
  UNION SELECT p.handle, false FROM team_member m JOIN person p ON p.id = m.person_id WHERE m.team_id = t.id
  UNION SELECT g.login, false FROM team_member m JOIN github_account g ON g.person_id = m.person_id WHERE m.team_id = t.id
  UNION SELECT unnest(ARRAY[r.owner, r.name]), false FROM repository r WHERE r.team_id = t.id
  UNION SELECT unnest(ARRAY[k.owner, k.name]), false FROM code_seal k
    JOIN submission_version v ON v.id = k.version_id WHERE v.submission_id = s.id`;

/** And who worked on that code, as GitHub tells it, and what it was called before. */
const OF_CODE = Prisma.sql`
  UNION SELECT c.login, false FROM repository_contributor c JOIN repository r ON r.id = c.repository_id WHERE r.team_id = t.id
  UNION SELECT c.author_name, true FROM repository_commit c JOIN repository r ON r.id = c.repository_id WHERE r.team_id = t.id
  UNION SELECT c.login, false FROM repository_commit c JOIN repository r ON r.id = c.repository_id
    WHERE r.team_id = t.id AND c.login IS NOT NULL
  UNION SELECT h.login, false FROM repository_push h JOIN repository r ON r.id = h.repository_id
    WHERE r.team_id = t.id AND h.login IS NOT NULL
  UNION SELECT unnest(string_to_array(concat_ws('/', e.was, e.becomes), '/')), false FROM repository_event e
    JOIN repository r ON r.id = e.repository_id WHERE r.team_id = t.id
  UNION SELECT unnest(string_to_array(r.fork_of, '/')), false FROM repository r WHERE r.team_id = t.id`;

async function namesIn(challengeId: string, which: { numbers?: number[]; names: Prisma.Sql }): Promise<Row[]> {
  const some = which.numbers ? Prisma.sql`AND s.number = ANY(${which.numbers}::int[])` : Prisma.empty;
  return db.$queryRaw<Row[]>`
    SELECT s.number, one.name, one.is_person AS "isPerson"
    FROM submission s JOIN team t ON t.id = s.team_id
    CROSS JOIN LATERAL (${which.names}) AS one (name, is_person)
    WHERE s.challenge_id = ${challengeId}::uuid ${some} AND one.name <> ''`;
}

const maskIn = (rows: Row[]): Mask =>
  maskOf({
    whole: rows.flatMap(({ name, isPerson }) => (isPerson ? [] : [name])),
    people: rows.flatMap(({ name, isPerson }) => (isPerson ? [name] : [])),
  });

const isBlindNow = async (challengeId: string): Promise<boolean> =>
  isBlind(await db.challenge.findUniqueOrThrow({ where: { id: challengeId }, select: BLIND }));

/**
 * The one place that decides what readers may see of an entry: null where they see all of it, else what takes every known
 * name out of its texts, those of whoever committed included.
 */
export async function maskFor({ challengeId, number }: { challengeId: string; number: number }): Promise<Mask | null> {
  if (!(await isBlindNow(challengeId))) return null;
  return maskIn(await namesIn(challengeId, { numbers: [number], names: Prisma.sql`${OF_TEAM} ${OF_CODE}` }));
}

/** The same for lists that show titles: a mask by the entry's number, without those who only committed. */
export async function masksFor(challengeId: string, numbers?: number[]): Promise<((number: number) => Mask) | null> {
  if (!(await isBlindNow(challengeId))) return null;
  const rows = new Map<number, Row[]>();
  for (const row of await namesIn(challengeId, { numbers, names: OF_TEAM }))
    rows.set(row.number, [...(rows.get(row.number) ?? []), row]);
  const masks = new Map([...rows].map(([number, names]) => [number, maskIn(names)]));
  const nobody = maskOf({ whole: [], people: [] });
  return (number) => masks.get(number) ?? nobody;
}
