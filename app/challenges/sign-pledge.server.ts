import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { now, type Prisma, transaction } from "~/platform/database.server";
import { unwrittenPledge } from "./drafting/ready-words";
import { draftForEditor } from "./drafts.server";

/**
 * Signs the pledge as it is written, by a named person. `revision` is the text that the person had on the page.
 * Changing a word of it, or the day of the decision, takes the signature off again.
 */
export function signPledge(
  { slug, signedByName, revision }: { slug: string; signedByName: string; revision?: number },
  viewer: Viewer,
): Promise<Result<null>> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM challenge WHERE slug = ${slug} FOR UPDATE`;
    const { challengeId, draft, revisions } = await draftForEditor(slug, viewer, tx);
    if (revision !== undefined && revision !== revisions.pledge)
      return refuse("conflict", "The pledge was changed since you opened it. Read it again, then sign.");
    const missing = unwrittenPledge(draft).find(({ todo }) => todo !== null);
    if (missing) return refuse("not-written", `The pledge cannot be signed yet. ${missing.todo}`);
    const content = { ...draft.pledge, signedByName, signedById: viewer.id, signedAt: (await now(tx)).toISOString() };
    await tx.challengeDraftSection.update({
      where: { challengeId_section: { challengeId, section: "pledge" } },
      data: { content: content as unknown as Prisma.InputJsonValue, revision: { increment: 1 }, savedById: viewer.id },
    });
    return ok(null);
  });
}
