import type { Viewer } from "~/accounts/roles";
import { whyNotScore } from "~/challenges/phase";
import { ok, type Result, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { whyNotOpen } from "../conflicts";
import { heldAssignment } from "./assignment-of.server";
import { type SavedSheet, savedAs, sheetIn, writeVersion } from "./save-sheet.server";
import { whyNotReopen } from "./sheet";

/** Takes a handed-in sheet back to be changed, until judging ends: a new version, with the words of the last. */
export function reopenSheet(of: { slug: string; number: number }, viewer: Viewer): Promise<Result<SavedSheet>> {
  return transaction(async (tx) => {
    const held = await heldAssignment(of, viewer, tx);
    const { at } = held;
    const refusal =
      whyNotOpen(held.isCleared) ?? whyNotScore(held.challenge, at) ?? whyNotReopen(held.newest?.state ?? "none");
    if (refusal) return refused(refusal);
    const idempotencyKey = `reopen:${held.newest?.number ?? 0}`;
    const { number } = await writeVersion({ held, sheet: sheetIn(held), idempotencyKey, state: "draft", at }, tx);
    return ok(savedAs(held, number, at));
  });
}
