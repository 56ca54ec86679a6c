import type { Client } from "pg";
import { ok, type Result, refuse } from "~/kernel/result";
import { base64 } from "../log/base64";
import type { Checkpoint } from "../log/checkpoint";
import { EMPTY_EDGE, edgeRoot, grown } from "../log/grow";
import { isSame } from "../log/merkle";
import { bundlePath, entriesIn, FULL } from "../log/tiles";
import { entriesBetween, placedEntries } from "./entries-in-turn.server";
import { withRight } from "./integrator.server";
import { ownNotes } from "./own-notes.server";
import { signerKeys } from "./record-key.server";

/** Reads a file of a copy of the record by its path; null where there is none. */
type ReadCopy = (path: string) => Promise<Uint8Array | null>;

/**
 * Takes back into the database the lines that it lost, when it came out of an older backup: out of a copy of the record's
 * files whose checkpoint one of the record's keys has signed, and which begins with the lines that the database has. All
 * of them, or none. What the lines only commit to is not in the copy. Answers how many lines were taken back.
 */
export async function takeBack(read: ReadCopy): Promise<Result<number>> {
  const bytes = await read("checkpoint");
  if (bytes === null) return refuse("no-checkpoint", "There is no checkpoint in the copy, so that it is no record.");
  return withRight((client) => takeFrom(client, Buffer.from(bytes).toString("utf8"), read));
}

async function takeFrom(client: Client, note: string, read: ReadCopy): Promise<Result<number>> {
  // The database out of a backup may not know the newest keys yet, which their file does.
  const keys = await signerKeys(client);
  if (!keys.ok) return keys;
  const signed = (await ownNotes())(note);
  if (!signed.ok)
    return refuse(signed.refusal.code, `The copy’s checkpoint cannot be believed. ${signed.refusal.message}`);
  await client.query("BEGIN");
  const lines = await takeLines(client, { ...signed.value, read, note });
  await client.query(lines.ok ? "COMMIT" : "ROLLBACK");
  return lines;
}

async function takeLines(
  client: Client,
  { size, root, read, note }: Checkpoint & { read: ReadCopy; note: string },
): Promise<Result<number>> {
  const placed = await placedEntries();
  if (size <= placed)
    return refuse("nothing-lost", `The copy has ${size} lines, and the database ${placed}: it gives nothing back.`);
  await client.query("CREATE TEMPORARY TABLE taken_back (index bigint, line bytea) ON COMMIT DROP");
  let edge = EMPTY_EDGE;
  for (let index = 0; edge.size < size; index++) {
    const width = Math.min(FULL, size - edge.size);
    const path = bundlePath({ index, width });
    const bundle = (await read(path)) ?? (await read(bundlePath({ index, width: FULL })));
    const entries = bundle && entriesIn(bundle);
    if (!entries?.ok || entries.value.length < width)
      return refuse("torn-copy", `${path} is missing in the copy, or torn.`);
    const copied = entries.value.slice(0, width);
    const own = await entriesBetween(edge.size, Math.min(placed, edge.size + width));
    const other = own.findIndex((entry, n) => !isSame(entry, copied[n] ?? new Uint8Array(0)));
    if (other >= 0)
      return refuse("other-history", `Entry ${edge.size + other} of the copy is not the one in the database.`);
    await keepLines(client, edge.size + own.length, copied.slice(own.length));
    edge = grown(edge, copied).edge;
  }
  if (!isSame(edgeRoot(edge), root))
    return refuse("other-history", "The entries of the copy are not those that its checkpoint signs.");
  await client.query(PUT);
  await client.query("INSERT INTO record_checkpoint (size, root, note) VALUES ($1, $2, $3)", [
    size,
    base64(root),
    note,
  ]);
  return ok(size - placed);
}

/** Lines as bytes, beside the record: they are read only once it is known that they were signed. */
const keepLines = (client: Client, first: number, lines: Uint8Array[]) =>
  client.query(
    "INSERT INTO taken_back SELECT $1::bigint + n - 1, line FROM unnest($2::bytea[]) WITH ORDINALITY AS t (line, n)",
    [first, lines.map((line) => Buffer.from(line))],
  );

/** Puts the lines into their places. One that the backup has, but without a place, gets it. */
const PUT = `
  INSERT INTO record_entry (index, type, challenge_id, leaf, hash, at)
  SELECT index, leaf::json->>'type', (leaf::json->>'challenge')::uuid, leaf, hash, (leaf::json->>'at')::timestamptz
  FROM (SELECT index, convert_from(line, 'UTF8') AS leaf, encode(sha256(line), 'hex') AS hash FROM taken_back) AS lines
  ORDER BY index
  ON CONFLICT (hash) DO UPDATE SET index = excluded.index`;
