import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { recordFile, tileFile } from "~/record/integrator/record-files.server";
import { readCheckpoint } from "~/record/log/checkpoint";
import { isSame, leafHash } from "~/record/log/merkle";
import { noteText } from "~/record/log/note";
import { FULL, hashIn, tilePath } from "~/record/log/tiles";
import type { Difference } from "./compare";

/** Lines read at once: whole tiles. */
const AT_ONCE = 16 * FULL;

/**
 * Lines in the database that are not those that were signed, by the hashes in the record's tiles, and lines whose columns
 * say something else. Rows are held against lines; that the lines were not changed with them is seen only here.
 */
export async function lineDifferences(): Promise<Difference[]> {
  const size = await signedSize();
  const found: Difference[] = [];
  for (let begin = 0; begin < size; begin += AT_ONCE) {
    const end = Math.min(size, begin + AT_ONCE);
    const rows = await db.recordEntry.findMany({ where: { index: { gte: BigInt(begin), lt: BigInt(end) } } });
    const lines = new Map(rows.map((row) => [Number(row.index), row]));
    for (let first = begin; first < end; first += FULL) {
      const path = tilePath({ level: 0, index: first / FULL, width: Math.min(FULL, size - first) });
      const tile = await tileFile(path);
      if (tile === null) found.push({ index: first, hash: null, row: path, what: "This file of the record is gone." });
      else
        for (let index = first; index < Math.min(first + FULL, end); index++)
          found.push(...differenceAt(index, hashIn(tile, index - first), lines.get(index)));
    }
  }
  return found;
}

/** How many entries the checkpoint among the files signs; what is newer is looked at another night. */
async function signedSize(): Promise<number> {
  const note = await recordFile("checkpoint");
  const read = note && readCheckpoint(noteText(Buffer.from(note).toString("utf8")));
  return read?.ok ? read.value.size : 0;
}

type Line = { id: bigint; type: string; challengeId: string | null; leaf: string; hash: string; at: Date };

function differenceAt(index: number, signed: Uint8Array, line: Line | undefined): Difference[] {
  if (!line) return [{ index, hash: null, row: "record_entry", what: "The line that was signed here is not there." }];
  const of = { index, hash: line.hash, row: `record_entry ${line.id}` };
  if (!isSame(leafHash(Buffer.from(line.leaf)), signed))
    return [{ ...of, what: "The line is not the one that was signed." }];
  const {
    type,
    challenge = null,
    at,
  } = JSON.parse(line.leaf) as { type: string; challenge?: string | null; at: string };
  const said = { type, challenge_id: challenge, at, hash: sha256(line.leaf) };
  const has = { type: line.type, challenge_id: line.challengeId, at: line.at.toISOString(), hash: line.hash };
  const parts = (Object.keys(said) as (keyof typeof said)[]).filter((column) => said[column] !== has[column]);
  return parts.length === 0 ? [] : [{ ...of, what: `The row does not say what its line says: ${parts.join(", ")}.` }];
}
