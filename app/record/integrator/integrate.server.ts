import type { Client } from "pg";
import { base64 } from "../log/base64";
import { signedCheckpoint } from "../log/checkpoint";
import { edgeRoot, grown } from "../log/grow";
import { verifierKeyOf, verifierKeyText } from "../log/note";
import { entriesBetween, isNarrow } from "./entries-in-turn.server";
import type { OpenLog } from "./open-log.server";
import { putRecordFile, recordFile, removeNarrower } from "./record-files.server";
import type { SignerKeys } from "./record-key.server";

/** Entries that get their places at once. */
const AT_ONCE = 2_048;

/**
 * Takes what waits into the record: a place for each entry, then the tiles, then the checkpoint. The places stand in the
 * database before anything is signed, so that whoever goes on after a fall makes the same tree; a file that is written
 * twice is written with the same bytes. `client` holds the lock: when the connection is lost, so is the right to write.
 */
export async function integrate(client: Client, keys: SignerKeys, log: OpenLog): Promise<OpenLog> {
  let current = log;
  // Signed after each helping: while acts keep coming, a table without any that wait may never be seen.
  for (let taken = AT_ONCE; taken === AT_ONCE; ) {
    await placeWaiting(client);
    const entries = await entriesBetween(current.edge.size, current.edge.size + AT_ONCE);
    const { edge, files } = grown(current.edge, entries);
    await Promise.all(files.map(putRecordFile));
    current = await publish(client, keys, { ...current, edge });
    for (const file of files) if (!isNarrow(file)) await removeNarrower(file);
    taken = entries.length;
  }
  return current;
}

/** Never by "greater than the last id": a transaction that took its id early may end late. */
async function placeWaiting(client: Client): Promise<void> {
  await client.query(
    `WITH waiting AS (SELECT id FROM record_entry WHERE index IS NULL ORDER BY id LIMIT $1),
      placed AS (SELECT id, (SELECT coalesce(max(index) + 1, 0) FROM record_entry) + row_number() OVER (ORDER BY id) - 1 AS place
        FROM waiting)
     UPDATE record_entry SET index = place FROM placed WHERE placed.id = record_entry.id`,
    [AT_ONCE],
  );
}

/** Signs the tree as it is, unless the same is signed already, and puts the checkpoint where everybody reads it. */
async function publish(client: Client, keys: SignerKeys, log: OpenLog): Promise<OpenLog> {
  const { size } = log.edge;
  const root = edgeRoot(log.edge);
  const note = signedCheckpoint({ size, root }, ...keys);
  if (note !== log.inDatabase)
    await client.query("INSERT INTO record_checkpoint (size, root, note) VALUES ($1, $2, $3)", [
      size,
      base64(root),
      note,
    ]);
  if (note !== log.inFiles) {
    const key = Buffer.from(`${verifierKeyText(verifierKeyOf(keys[0]))}\n`);
    const there = await recordFile("key");
    if (there === null || !key.equals(there)) await putRecordFile({ path: "key", bytes: key });
    await putRecordFile({ path: "checkpoint", bytes: Buffer.from(note) });
  }
  return { edge: log.edge, inDatabase: note, inFiles: note };
}
