import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { db } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import type { Held } from "../keeping/held-elsewhere.server";
import { BRING_BACK } from "../keeping/place";
import { base64 } from "../log/base64";
import type { Checkpoint } from "../log/checkpoint";
import { type Edge, EMPTY_EDGE, edgeRoot, type LogFile } from "../log/grow";
import { isSame } from "../log/merkle";
import { filesUpTo, firstGap, grownTo, placedEntries } from "./entries-in-turn.server";
import { oddRow } from "./odd-rows.server";
import { type OwnNotes, ownNotes } from "./own-notes.server";
import { putRecordFile, recordFile } from "./record-files.server";

/** The record as it was signed last: its edge, and the checkpoint in the database and among the files. */
export type OpenLog = { edge: Edge; inDatabase: string | null; inFiles: string | null };

/** A checkpoint that the entries are held against, and what it is called in a sentence. */
type Signed = Checkpoint & { called: string };

/**
 * Opens the record to go on with it: builds it from the database, mends the files that are torn or missing, and refuses
 * where it contradicts a checkpoint that was signed: in the database, among the files, or held elsewhere. These are kept
 * apart on purpose: a database that was brought back from a backup forgets what it signed since, and the files do not; and
 * where both come from a backup, the places outside know better.
 */
export async function openLog(heldElsewhere: Held[]): Promise<Result<OpenLog>> {
  const [row, file, opened] = await Promise.all([
    db.recordCheckpoint.findFirst({ orderBy: { id: "desc" }, select: { note: true } }),
    recordFile("checkpoint"),
    ownNotes(),
  ]);
  const inDatabase = row?.note ?? null;
  const inFiles = file === null ? null : Buffer.from(file).toString("utf8");
  const signed = signedElsewhere(heldElsewhere, opened);
  for (const note of new Set([inDatabase, inFiles])) {
    if (note === null) continue;
    const read = opened(note);
    if (read.ok) signed.push({ ...read.value, called: "The last checkpoint" });
    else if (note === inDatabase || inDatabase === null || read.refusal.code === "not-signed") return unbelieved(read);
    else log.warn({ code: read.refusal.code }, "the checkpoint among the files is torn; it is written again");
  }
  const edge = await edgeOf(signed.sort((one, other) => one.size - other.size));
  return edge.ok ? ok({ edge: edge.value, inDatabase, inFiles }) : edge;
}

/** What a place holds that none of the record's keys has signed stops nobody: others can put it there. */
const signedElsewhere = (held: Held[], opened: OwnNotes): Signed[] =>
  held.flatMap(({ where, note }) => {
    const read = opened(note);
    if (read.ok) return [{ ...read.value, called: `The checkpoint that ${where} keeps` }];
    log.warn(
      { place: where, code: read.refusal.code },
      `what it keeps is no checkpoint of this record: ${read.refusal.message}`,
    );
    return [];
  });

const unbelieved = ({ refusal }: { refusal: Refusal }): Result<never> =>
  refuse("bad-checkpoint", `The last checkpoint cannot be believed. ${refusal.message}`);

/** Goes through the entries up to each checkpoint, smallest first, and holds the tree against it; then mends the files. */
async function edgeOf(signed: Signed[]): Promise<Result<Edge>> {
  const gap = await firstGap();
  if (gap !== null)
    return refuse("entries-missing", `The database has no entry ${gap} of the record. Bring back one that has it.`);
  const placed = await placedEntries();
  let edge = EMPTY_EDGE;
  for (const { size, root, called } of signed) {
    if (size > placed)
      return refuse(
        "entries-missing",
        `${called} signs ${size} entries, and the database holds only the first ${placed}. ${BRING_BACK}`,
      );
    edge = await grownTo(size, edge);
    if (!isSame(edgeRoot(edge), root))
      return refuse(
        "other-history",
        `The first ${size} entries in the database are not those that were signed: the hash of their tree is ${base64(edgeRoot(edge))}. ${called} says ${base64(root)}.`,
      );
  }
  // Only a line that was signed is sure to be one that can be read.
  const odd = await oddRow();
  if (odd !== null)
    return refuse(
      "odd-row",
      `Row ${odd} of the record’s table is not what its own line says. Its line, or the row, was changed.`,
    );
  // Only after that: what contradicts the checkpoint must not take the place of files that fit it.
  for await (const file of filesUpTo(edge.size)) await mend(file);
  return ok(edge);
}

async function mend(file: LogFile): Promise<void> {
  const there = await recordFile(file.path);
  if (there !== null && isSame(there, file.bytes)) return;
  if (there !== null) log.warn({ path: file.path }, "a file of the record was not as it was written; it is mended");
  await putRecordFile(file);
}
