import type { Viewer } from "~/accounts/roles";
import { whyNotScore } from "~/challenges/phase";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { whyNotOpen } from "../conflicts";
import { rubricOf } from "../sheets.server";
import { heldAssignment } from "./assignment-of.server";
import { type SavedSheet, savedAs, writeVersion } from "./save-sheet.server";
import { fitsRubric, whyNotWrite } from "./sheet";
import { whyNotBringBack } from "./sheet-history";

/**
 * Brings an earlier version of a sheet back, as a new version on top: what stood until then stays among the versions.
 * Refused from the end of judging on, and while the sheet is handed in. The same press twice makes one version.
 */
export function bringBackSheet(
  { version, ...of }: { slug: string; number: number; version: number },
  viewer: Viewer,
): Promise<Result<SavedSheet>> {
  return transaction(async (tx) => {
    const held = await heldAssignment(of, viewer, tx);
    const { at } = held;
    const standing = held.newest?.number ?? 0;
    const refusal =
      whyNotOpen(held.isCleared) ??
      whyNotScore(held.challenge, at) ??
      whyNotWrite(held.newest?.state ?? "none") ??
      whyNotBringBack(version, standing);
    if (refusal) return refused(refusal);
    const { scores, ...earlier } = found(
      await tx.scoreSheetVersion.findUnique({
        where: { assignmentId_number: { assignmentId: held.id, number: version } },
        select: { scores: true, privateNote: true, feedback: true },
      }),
    );
    const sheet = { ...earlier, scores: scores as Record<string, number> };
    if (!fitsRubric(sheet, await rubricOf(held.challenge.id, held.round, tx)))
      return refuse("not-the-rubric", "The rubric has changed since that version. Score the entry anew.");
    const idempotencyKey = `bring-back:${version}:${standing}`;
    const { number } = await writeVersion({ held, sheet, idempotencyKey, state: "draft", at }, tx);
    return ok(savedAs(held, number, at));
  });
}
