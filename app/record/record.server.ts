import { canonicalJson, type Json } from "~/kernel/canonical";
import type { Instant } from "~/kernel/time";
import { db, type Tx } from "~/platform/database.server";
import { leave, type Opens } from "~/platform/outbox.server";
import { newSalt, sha256 } from "~/platform/secret.server";
import { asJsonb } from "~/platform/statement.server";
import { type Act, type Fact, leafOf } from "./entry";
import { isOpened, isOpenedLate } from "./opened";

type Consequence = {
  type: Act;
  challengeId: string | null;
  at: Instant;
  /** Whose act it is, by their id, and so who gets its receipt by mail; null where it is nobody's, or a letter of its own brings it. */
  by: string | null;
  payload?: { [key: string]: Fact };
  /** What people wrote: kept beside the leaf, which carries only SHA-256(salt ‖ canonical JSON). */
  content?: Json;
};

/** Appends an act to the record's outbox, in the transaction of the verb that acts; its hash, and what opens it, are known at once. */
export async function appendToRecord(
  { type, challengeId, at, by, payload = {}, content }: Consequence,
  tx: Tx,
): Promise<{ hash: string; opens: Opens | null }> {
  const committed = content === undefined ? null : commitTo(content);
  const opens = committed?.opens ?? null;
  const facts: { [key: string]: Fact } = committed ? { ...payload, commitment: committed.commitment } : payload;
  const leaf = leafOf({ type, challenge: challengeId, at, payload: facts });
  const hash = sha256(leaf);
  await leave({ acts: [{ type, challengeId, leaf, hash, at, by, opens }] }, tx);
  return { hash, opens };
}

/** A commitment to some words as the database can keep them, and what opens it. */
function commitTo(content: Json): { commitment: string; opens: Opens } {
  const salt = newSalt();
  const words = canonicalJson(JSON.parse(asJsonb(content)));
  return {
    commitment: sha256(Buffer.concat([salt, Buffer.from(words)])),
    opens: { salt: salt.toString("hex"), words },
  };
}

const PAGE = 50;

/** The entry's id that an address names, or none where it names no such number. */
export const recordBefore = (text: string | null): bigint | undefined =>
  text !== null && /^[1-9]\d{0,17}$/.test(text) ? BigInt(text) : undefined;

type Of = {
  challengeId?: string;
  type?: Act;
  /** From its first instant up to, but not at, its last. */
  span?: { from: Instant; to: Instant };
  before?: bigint;
};

/** The record's newest acts first, of one challenge or of all, fifty from `before` (an entry's id, not included). */
export async function recordPage({ challengeId, type, span, before }: Of) {
  const rows = await db.recordEntry.findMany({
    where: {
      ...(challengeId ? { challengeId } : {}),
      ...(type ? { type } : {}),
      ...(span ? { at: { gte: span.from, lt: span.to } } : {}),
      ...(before ? { id: { lt: before } } : {}),
    },
    orderBy: { id: "desc" },
    take: PAGE + 1,
    select: { id: true, type: true, hash: true, leaf: true, at: true, challengeId: true },
  });
  return { entries: rows.slice(0, PAGE), next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null };
}

export const recordEntry = (hash: string) =>
  db.recordEntry.findUnique({
    where: { hash },
    select: { id: true, index: true, type: true, hash: true, leaf: true, at: true, challengeId: true },
  });

export type RecordLine = NonNullable<Awaited<ReturnType<typeof recordEntry>>>;

type Committed = Pick<RecordLine, "id" | "type" | "challengeId">;

const areResultsOut = async (id: string | null): Promise<boolean> =>
  id !== null && (await db.challenge.count({ where: { id, resultsPublishedAt: { not: null } } })) > 0;

/** What an entry's commitment is of, where that stands on a public page and nobody had it erased. */
export async function openedCommitment({ id, type, challengeId }: Committed): Promise<Opens | null> {
  const isPublic = isOpened(type) || (isOpenedLate(type) && (await areResultsOut(challengeId)));
  return isPublic ? commitmentOf(id) : null;
}

/** What an entry's commitment is of; null where it commits to nothing, or that was erased. The caller has asked who reads it. */
export async function commitmentOf(entryId: bigint): Promise<Opens | null> {
  const content = await db.recordContent.findUnique({ where: { entryId }, select: { salt: true, content: true } });
  return content && { salt: content.salt, words: canonicalJson(content.content as Json) };
}

/** The redaction that tells that the words of an entry were erased; null where none does. */
export async function redactionOf(hash: string): Promise<{ hash: string; at: Instant } | null> {
  const [redaction] = await db.$queryRaw<{ hash: string; at: Instant }[]>`
    SELECT hash, at FROM record_entry WHERE type = 'redaction' AND leaf::jsonb->'lines' ? ${hash} ORDER BY id LIMIT 1`;
  return redaction ?? null;
}

type About = {
  challengeId: string;
  types: Act[];
  /** The fact of the leaf that names the thing, and the things that are asked for: { fact: "award", things: [id] }. */
  fact: string;
  things: (string | number)[];
};

/** A challenge's acts on some things, oldest first, with what their leaves say; one look-up, for pages that link to them. */
export const recordedActs = ({ challengeId, types, fact, things }: About): Promise<RecordedAct[]> =>
  db.$queryRaw<RecordedAct[]>`
    SELECT type, hash, leaf::jsonb AS facts FROM record_entry
    WHERE challenge_id = ${challengeId}::uuid AND type = ANY(${types}) AND leaf::jsonb->>${fact} = ANY(${things.map(String)})
    ORDER BY id LIMIT 500`;

export type RecordedAct = { type: Act; hash: string; facts: { [key: string]: Fact } };

/** From the thing that each act names to the hash of its newest entry. */
export const hashesBy = (acts: RecordedAct[], fact: string): Record<string, string> =>
  Object.fromEntries(acts.map(({ hash, facts }) => [String(facts[fact]), hash]));

export const recordSize = (): Promise<number> => db.recordEntry.count();
