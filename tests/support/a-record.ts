import { randomUUID } from "node:crypto";
import path from "node:path";
import { config } from "~/platform/config.server";
import { db, now } from "~/platform/database.server";
import { appendToRecord } from "~/record/record.server";
import { folderSource, verifyRecord } from "../../public/verify-record.js";

/** So many acts, each in a transaction of its own. */
export async function acts(count: number): Promise<{ hash: string }[]> {
  const made: { hash: string }[] = [];
  for (let n = 0; n < count; n++)
    made.push(
      await db.$transaction(async (tx) =>
        appendToRecord(
          { type: "correction", challengeId: null, at: await now(tx), by: null, payload: { act: randomUUID() } },
          tx,
        ),
      ),
    );
  return made;
}

/** The same number of acts in one statement. */
export const manyActs = (count: number) => db.$executeRaw`
  INSERT INTO record_entry (type, leaf, hash, at)
  SELECT 'correction', leaf, encode(sha256(convert_to(leaf, 'UTF8')), 'hex'), '2026-11-26T10:00:00.000Z'
  FROM (SELECT format('{"act":"%s","at":"2026-11-26T10:00:00.000Z","type":"correction"}', gen_random_uuid()) AS leaf
    FROM generate_series(1, ${count}::int)) AS made`;

/** Where the record's files are, and one of them. */
export const recordFolder = (): string => path.join(config().storageDir, "record");
export const placeOf = (file: string): string => path.join(recordFolder(), file);

/** What the verifier says of the files, and of what was kept of them. */
export async function verified(kept: string[] = [], key?: string) {
  const checkpoints = kept.map((text, n) => ({ name: `kept ${n}`, text }));
  return verifyRecord({ source: await folderSource(recordFolder()), checkpoints, key });
}
