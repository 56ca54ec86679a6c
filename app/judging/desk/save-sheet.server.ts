import type { Viewer } from "~/accounts/roles";
import { whyNotScore } from "~/challenges/phase";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { now, type Tx, transaction } from "~/platform/database.server";
import { whyNotOpen } from "../conflicts";
import { rubricOf } from "../sheets.server";
import { type HeldAssignment, heldAssignment } from "./assignment-of.server";
import { CONFLICT, EMPTY_SHEET, fitsRubric, type Sheet, sameSheet, whyNotWrite } from "./sheet";

export type SheetSave = {
  slug: string;
  /** The entry's number. */
  number: number;
  /** The version that the typing began from; 0 for none. */
  revision: number;
  idempotencyKey: string;
  sheet: Sheet;
};

/** The version that now stands, when it was saved, and the zone in which that is told. */
export type SavedSheet = { revision: number; savedAt: Date; timeZone: string };

/**
 * Saves a sheet as a new version. The same key again is the same version; a save that began from an older version is
 * refused as a conflict and overwrites nothing; from the end of judging nothing is saved.
 */
export function saveSheet({ slug, number, ...save }: SheetSave, viewer: Viewer): Promise<Result<SavedSheet>> {
  return transaction(async (tx) => {
    const held = await heldAssignment({ slug, number }, viewer, tx);
    const known = await versionOfKey(held, save.idempotencyKey, tx);
    if (known) return ok(known);
    const at = await now(tx);
    const refusal =
      whyNotOpen(held.isCleared) ??
      whyNotScore(held.challenge, at) ??
      whyNotWrite(held.newest?.state ?? "none") ??
      whyStale(held, save);
    if (refusal) return refused(refusal);
    if (!fitsRubric(save.sheet, await rubricOf(held.challenge.id, held.round, tx)))
      return refuse("not-the-rubric", "A score is not one of the rubric's levels. Reload this page and choose again.");
    if (held.newest && sameSheet(sheetIn(held), save.sheet))
      return ok(savedAs(held, held.newest.number, held.newest.savedAt));
    const { number: revision } = await writeVersion({ held, ...save, state: "draft", at }, tx);
    return ok(savedAs(held, revision, at));
  });
}

export const savedAs = ({ challenge }: HeldAssignment, revision: number, savedAt: Date): SavedSheet => ({
  revision,
  savedAt,
  timeZone: challenge.timeZone,
});

export const whyStale = ({ newest }: HeldAssignment, { revision }: { revision: number }) =>
  revision === (newest?.number ?? 0) ? null : CONFLICT;

/** The newest version's content; an empty sheet where there is none. */
export const sheetIn = ({ newest }: HeldAssignment): Sheet =>
  newest ? { ...newest, scores: newest.scores as Record<string, number> } : EMPTY_SHEET;

// A key is the juror's own: the assignment stands in front, so that nobody's key meets another's.
const keyFor = ({ id }: HeldAssignment, key: string): string => `${id}:${key}`;

/** The version that a key has already made. */
export async function versionOfKey(held: HeldAssignment, key: string, tx: Tx): Promise<SavedSheet | null> {
  const version = await tx.scoreSheetVersion.findUnique({
    where: { idempotencyKey: keyFor(held, key) },
    select: { number: true, savedAt: true },
  });
  return version && savedAs(held, version.number, version.savedAt);
}

type Writing = {
  held: HeldAssignment;
  idempotencyKey: string;
  sheet: Sheet;
  state: "draft" | "handed_in";
  at: Date;
};

export const writeVersion = ({ held, idempotencyKey, sheet, state, at }: Writing, tx: Tx) =>
  tx.scoreSheetVersion.create({
    data: {
      assignmentId: held.id,
      number: (held.newest?.number ?? 0) + 1,
      scores: sheet.scores,
      privateNote: sheet.privateNote,
      feedback: sheet.feedback,
      state,
      savedAt: at,
      idempotencyKey: keyFor(held, idempotencyKey),
    },
    select: { id: true, number: true },
  });
