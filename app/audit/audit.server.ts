import type { Json } from "~/kernel/canonical";
import { count } from "~/kernel/text";
import { HOUR, type Instant } from "~/kernel/time";
import { db, now, type Prisma } from "~/platform/database.server";
import { job } from "~/platform/jobs/queue.server";
import { log } from "~/platform/log.server";
import { signingHealth } from "~/record/integrator/signing.server";
import { keepingHealth } from "~/record/keeping/places.server";
import { challengeRows, datesOf } from "./challenge-rows.server";
import { type Difference, differencesOf, gone } from "./compare";
import { drawRows } from "./draw-rows.server";
import { entriesOf, entryRows, treeDifferences } from "./entry-rows.server";
import { assignmentsOf, juryRows, outcomeRows, resultDifferences, roundRows, secondJurorsOf } from "./jury-rows.server";
import { leavesOf } from "./leaves.server";
import { lineDifferences } from "./line-rows.server";
import {
  assignmentDifferences,
  dateDifferences,
  datesIn,
  secondJurorDifferences,
  withdrawalDifferences,
} from "./replay";

/** Holds the database against its record, every night. */
export const auditRecord = job<Record<string, never>>("audit-record");

type Audited = { entries: number; differences: Difference[] };

/** Where the rows of one challenge and its entries in the record do not say the same. */
export async function auditChallenge(challengeId: string): Promise<Audited> {
  try {
    return await heldAgainstRecord(challengeId);
  } catch (error) {
    // What somebody wrote into one row by hand must not keep all others from being looked at.
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    log.error(error, "a challenge could not be held against its record");
    const what = `A row of it is of a shape that the program never writes: ${error.message}`;
    return { entries: 0, differences: [{ index: null, hash: null, row: `challenge ${challengeId}`, what }] };
  }
}

async function heldAgainstRecord(challengeId: string): Promise<Audited> {
  const leaves = await leavesOf(challengeId);
  const publication = leaves.find(({ type }) => type === "challenge.published");
  if ((await db.challenge.count({ where: { id: challengeId } })) === 0)
    return { entries: leaves.length, differences: publication ? [gone(publication)] : [] };
  const { dates: published } = datesIn(publication ? [publication] : []);
  const entries = await entryRows(challengeId);
  const told = [
    ...(await challengeRows(challengeId, published)),
    ...entries.told,
    ...(await juryRows(challengeId)),
    ...(await roundRows(challengeId)),
    ...(await drawRows(challengeId)),
    ...(await outcomeRows(challengeId)),
  ];
  const differences = [
    ...differencesOf(leaves, told),
    ...dateDifferences(leaves, await datesOf(challengeId)),
    ...withdrawalDifferences(leaves, await entriesOf(challengeId)),
    ...assignmentDifferences(leaves, await assignmentsOf(challengeId)),
    ...secondJurorDifferences(leaves, await secondJurorsOf(challengeId)),
    ...(await treeDifferences(entries.seals)),
    ...(await resultDifferences(challengeId)),
  ];
  return { entries: leaves.length, differences };
}

/** Every challenge that is published, and every one that the record knows. */
async function recordedChallenges(): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM challenge WHERE published_at IS NOT NULL
    UNION SELECT DISTINCT challenge_id FROM record_entry WHERE challenge_id IS NOT NULL ORDER BY 1`;
  return rows.map(({ id }) => id);
}

const MOST_KEPT = 1_000;
const AUDITS_KEPT = 30;

/** The whole record, a challenge at a time; what was found is kept for whoever watches over the site. */
export async function auditAll(): Promise<Audit> {
  const startedAt = await now();
  const found = { entries: 0, count: 0, differences: [] as Difference[] };
  const note = ({ entries, differences }: Audited) => {
    found.entries += entries;
    found.count += differences.length;
    found.differences.push(...differences.slice(0, MOST_KEPT - found.differences.length));
  };
  note({ entries: 0, differences: await lineDifferences() });
  for (const id of await recordedChallenges()) note(await auditChallenge(id));
  const { differences, ...counts } = found;
  const audit = await db.recordAudit.create({
    data: {
      ...counts,
      differences: differences as unknown as Json as Prisma.InputJsonValue,
      startedAt,
      endedAt: await now(),
    },
    select: { id: true, endedAt: true },
  });
  await db.recordAudit.deleteMany({ where: { id: { lte: audit.id - BigInt(AUDITS_KEPT) } } });
  if (found.count > 0) log.error({ count: found.count }, "the database does not say what its record says");
  return { ...found, endedAt: audit.endedAt };
}

export type Audit = { entries: number; count: number; differences: Difference[]; endedAt: Instant };

/** What the newest audit found; null before the first. */
export async function newestAudit(): Promise<Audit | null> {
  const audit = await db.recordAudit.findFirst({ orderBy: { id: "desc" } });
  return audit && { ...audit, differences: audit.differences as unknown as Difference[] };
}

/** Two nights without an audit are told of. */
const LATE = 50 * HOUR;

/** Whether the record is signed and kept, and the database agrees with it, and a sentence, for whoever watches over the machine. */
export async function recordHealth(): Promise<{ isWell: boolean; sentence: string }> {
  const signing = await signingHealth();
  const why = signing.isWell ? ((await whyNotAudited()) ?? (await keepingHealth(await now()))) : null;
  return why === null ? signing : { isWell: false, sentence: why };
}

async function whyNotAudited(): Promise<string | null> {
  const audit = await newestAudit();
  if (!audit) return null;
  const { count: found, differences, endedAt } = audit;
  const [first] = differences;
  if (first)
    return `The database differs from its record in ${count(found, "place")}, first in ${first.row}${first.index === null ? "" : `, entry ${first.index}`}.`;
  return (await now()).getTime() - endedAt.getTime() > LATE
    ? "The database was not held against its record for two nights."
    : null;
}
