import type { Viewer } from "~/accounts/roles";
import { whyNotScore } from "~/challenges/phase";
import { roundFact } from "~/challenges/running-round";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { type Tx, transaction } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { appendToRecord } from "~/record/record.server";
import { whyNotOpen } from "../conflicts";
import { rubricOf } from "../sheets.server";
import { heldAssignment } from "./assignment-of.server";
import { type SavedSheet, type SheetSave, savedAs, whyStale, writeVersion } from "./save-sheet.server";
import { partsOfNonce, sealedWords } from "./seal";
import { fitsRubric, whyNotHandIn, whyNotWrite } from "./sheet";

/**
 * Hands a sheet in as it is sent, saving it on the way, and seals it in the record: its scores are committed to, not
 * told. Refused while a criterion has no score or the team no feedback, and from the end of judging.
 */
export function handInSheet({ slug, number, ...save }: SheetSave, viewer: Viewer): Promise<Result<SavedSheet>> {
  return transaction(async (tx) => {
    const held = await heldAssignment({ slug, number }, viewer, tx, save.idempotencyKey);
    const { known, at } = held;
    if (known) return ok(savedAs(held, known.number, known.savedAt));
    const rubric = await rubricOf(held.challenge.id, held.round, tx);
    const refusal =
      whyNotOpen(held.isCleared) ??
      whyNotScore(held.challenge, at) ??
      whyNotWrite(held.newest?.state ?? "none") ??
      whyStale(held, save) ??
      whyNotHandIn(save.sheet, rubric);
    if (refusal) return refused(refusal);
    if (!fitsRubric(save.sheet, rubric))
      return refuse("not-the-rubric", "A score is not one of the rubric's levels. Reload this page and choose again.");
    const before = await sealedBefore(held.id, tx);
    const version = await writeVersion({ held, ...save, state: "handed_in", at }, tx);
    await appendToRecord(
      {
        type: "score.sealed",
        challengeId: held.challenge.id,
        at,
        by: viewer.id,
        payload: {
          juror: held.jurorId,
          submission: held.submissionId,
          ...roundFact(held.round),
          seal: sealOf({ ...save.sheet, versionId: version.id, nonce: version.nonce }),
          ...(before === null ? {} : { replaces: before }),
        },
      },
      tx,
    );
    return ok(savedAs(held, version.number, at));
  });
}

/** The seal of the sheet as it was handed in before it was reopened; null where it was not. */
async function sealedBefore(assignmentId: string, tx: Tx): Promise<string | null> {
  const version = await tx.scoreSheetVersion.findFirst({
    where: { assignmentId, state: "handed_in" },
    orderBy: { number: "desc" },
    select: { id: true, nonce: true, scores: true, feedback: true },
  });
  return version && sealOf({ ...version, versionId: version.id, scores: version.scores as Record<string, number> });
}

type Sealed = { versionId: string; nonce: string | null; scores: Record<string, number>; feedback: string };

export function wordsOf({ versionId, nonce, scores, feedback }: Sealed) {
  const { opens, ofFeedback } = partsOfNonce(nonce);
  return sealedWords({ versionId, nonce: opens, scores, feedbackHash: sha256((ofFeedback ?? versionId) + feedback) });
}

/** The seal of a handed-in sheet, 64 hex characters. */
export const sealOf = (sheet: Sealed): string => sha256(canonicalJson(wordsOf(sheet) as Json));
