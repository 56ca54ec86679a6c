import { randomBytes } from "node:crypto";
import type { Viewer } from "~/accounts/roles";
import { whyNotScore } from "~/challenges/phase";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { type Tx, transaction } from "~/platform/database.server";
import { whyNotOpen } from "../conflicts";
import { rubricOf } from "../sheets.server";
import { type HeldAssignment, heldAssignment, keyFor } from "./assignment-of.server";
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
    const held = await heldAssignment({ slug, number }, viewer, tx, save.idempotencyKey);
    const { known, at } = held;
    if (known) return ok(savedAs(held, known.number, known.savedAt));
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
export const sheetIn = ({ newest }: HeldAssignment): Sheet => newest ?? EMPTY_SHEET;

type Writing = {
  held: HeldAssignment;
  idempotencyKey: string;
  sheet: Sheet;
  state: "draft" | "handed_in";
  at: Date;
};

const newSealNonce = (): string => randomBytes(64).toString("hex");

export const writeVersion = ({ held, idempotencyKey, sheet, state, at }: Writing, tx: Tx) =>
  tx.scoreSheetVersion.create({
    data: {
      assignmentId: held.id,
      number: (held.newest?.number ?? 0) + 1,
      scores: sheet.scores,
      privateNote: sheet.privateNote,
      feedback: sheet.feedback,
      state,
      nonce: state === "handed_in" ? newSealNonce() : null,
      savedAt: at,
      idempotencyKey: keyFor(held.id, idempotencyKey),
    },
    select: { id: true, number: true, nonce: true },
  });
