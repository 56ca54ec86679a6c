import type { Viewer } from "~/accounts/roles";
import { ok, type Result } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { draftForEditor } from "../drafts.server";

/** Deletes a draft and everything typed in it. A published challenge is not found here: it stays for good. */
export function deleteDraft(slug: string, viewer: Viewer): Promise<Result<{ title: string }>> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM challenge WHERE slug = ${slug} FOR UPDATE`;
    const { challengeId, title } = await draftForEditor(slug, viewer, tx);
    await tx.challenge.delete({ where: { id: challengeId } });
    return ok({ title });
  });
}
