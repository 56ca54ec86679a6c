import type { Viewer } from "~/accounts/roles";
import { isId } from "~/kernel/text";
import { db } from "~/platform/database.server";
import type { Opens } from "~/platform/outbox.server";
import { factsIn } from "~/record/act-about";
import { commitmentOf, openedCommitment, type RecordLine } from "~/record/record.server";

/** Told with what only some may read. */
const NOTE = "What the commitment in the line is of. It is shown only to those whom it is about.";

/**
 * What a line's commitment is of, for whoever may read it: for everyone where a public page says the same, and else for
 * those whom the line is about. Null for everyone else, and where it was erased.
 */
export async function openedLine(line: RecordLine, viewer: Viewer | null): Promise<(Opens & { note?: string }) | null> {
  const forAll = (await openedCommitment(line)) ?? ((await isNamedCode(line)) ? await commitmentOf(line.id) : null);
  if (forAll || viewer === null || !(await isOwn(line, viewer))) return forAll;
  const own = await commitmentOf(line.id);
  return own && { ...own, note: NOTE };
}

/** Where the code of a blind entry came from: its own page says so once judging is closed, unless the entry is withdrawn. */
const isNamedCode = async ({ type, hash }: RecordLine): Promise<boolean> =>
  type === "submission.sealed" &&
  (await db.codeSeal.count({
    where: {
      recordHash: hash,
      version: { submission: { withdrawnAt: null, challenge: { judgingClosedAt: { not: null } } } },
    },
  })) > 0;

/** Whether a line is about a hand-in of the viewer's team, or about the viewer's own place on a jury. */
async function isOwn({ type, leaf }: RecordLine, { id: personId }: Viewer): Promise<boolean> {
  if (type !== "jury.pool" && !type.startsWith("submission.")) return false;
  const { juror, submission, team } = factsIn(leaf);
  const about = String(type === "jury.pool" ? juror : (team ?? submission));
  if (!isId(about)) return false;
  if (type === "jury.pool") return (await db.juror.count({ where: { id: about, personId } })) > 0;
  const of = team === undefined ? { submission: { id: about } } : { id: about };
  return (await db.teamMember.count({ where: { personId, team: of } })) > 0;
}
