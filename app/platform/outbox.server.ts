import type { Prisma } from "#generated/client";
import type { Instant } from "~/kernel/time";
import { asJsonb, OFTEN } from "./statement.server";

type Tx = Prisma.TransactionClient;

/** What a verb leaves for others to take up: the record's integrator, the post, the workers. */
export type Left = {
  acts: {
    type: string;
    challengeId: string | null;
    leaf: string;
    hash: string;
    at: Instant;
    /** Who is owed a letter with the receipt. */
    by: string | null;
    opens: Opens | null;
  }[];
  letters: { key: string; to: string; subject: string; text: string; recordHashes?: string[] }[];
  jobs: { name: string; payload: object; at?: Instant; key?: string; queue?: string }[];
};
/** What an act's commitment opens to, SHA-256(salt ‖ words): the salt in hex, and the words as canonical JSON. */
export type Opens = { salt: string; words: string };

const held = new WeakMap<Tx, Partial<Left>[]>();

/** From here on a transaction keeps what is left with it until it is let go, so that all of it costs one statement. */
export const holdBack = (tx: Tx): void => void held.set(tx, []);

/** Leaves something with a transaction: written when that lets go, at once where it holds nothing back. */
export async function leave(some: Partial<Left>, tx: Tx): Promise<void> {
  const waiting = held.get(tx);
  if (!waiting) return write([some], tx);
  waiting.push(some);
}

/** Writes what a transaction held back; whatever is left with it later is written at once. */
export async function letGo(tx: Tx): Promise<void> {
  const waiting = held.get(tx);
  held.delete(tx);
  if (waiting) await write(waiting, tx);
}

/** Acts in their order, with who is owed a receipt; each letter once by its key, with the job that sends it; jobs in their order. */
async function write(left: Partial<Left>[], tx: Tx): Promise<void> {
  const acts = left.flatMap((some) => some.acts ?? []);
  const letters = left.flatMap((some) => some.letters ?? []);
  const jobs = left.flatMap((some) => some.jobs ?? []);
  if (acts.length + letters.length + jobs.length === 0) return;
  await tx.$executeRaw`${OFTEN}
    WITH act AS (
      SELECT * FROM ROWS FROM (json_to_recordset(${asJsonb(acts)}::json)
        AS (type text, "challengeId" uuid, leaf text, hash text, at timestamptz, "by" uuid, opens json)) WITH ORDINALITY
    ), entry AS (
      INSERT INTO record_entry (type, challenge_id, leaf, hash, at)
      SELECT type, "challengeId", leaf, hash, at FROM act ORDER BY ordinality RETURNING id, hash
    ), opened AS (
      INSERT INTO record_content (entry_id, salt, content)
      SELECT entry.id, opens->>'salt', (opens->>'words')::jsonb FROM entry JOIN act USING (hash) WHERE opens IS NOT NULL
    ), owed AS (
      INSERT INTO receipt_due (person_id, entry_id) SELECT act."by", entry.id FROM entry JOIN act USING (hash) WHERE act."by" IS NOT NULL
    ), letter AS (
      INSERT INTO mail (id, key, "to", subject, text, record_hashes)
      SELECT gen_random_uuid(), key, "to", subject, text, coalesce("recordHashes", '{}')
      FROM json_to_recordset(${asJsonb(letters)}::json)
        AS letter (key text, "to" text, subject text, text text, "recordHashes" text[])
      ON CONFLICT (key) DO NOTHING RETURNING key
    ), job AS (
      SELECT name, payload, queue, at, key
      FROM json_to_recordset(${asJsonb(jobs)}::json) AS job (name text, payload json, queue text, at timestamptz, key text)
      UNION ALL SELECT 'send-mail', json_build_object('key', key), NULL, NULL, NULL FROM letter
    )
    SELECT graphile_worker.add_job(name, payload, queue_name => queue, run_at => at, job_key => key) FROM job`;
}
