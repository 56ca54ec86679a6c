import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import { ownHeldTeam } from "~/teams/held-team.server";
import { requireMember } from "~/teams/own-team.server";
import { provenanceOf } from "./provenance.server";
import { whyNotReply } from "./reply";

type Said = { slug: string; fact: string; text: string };

/**
 * What a member says for the team to one fact, in place of what was said before; an empty text takes it back. The jury
 * reads it beside the fact. Only a fact that stands there now can be replied to.
 */
export async function replyToFact({ slug, fact: factKey, text }: Said, viewer: Viewer): Promise<Result<null>> {
  const teamId = await requireMember(slug, viewer);
  const { facts, sealedAt } = await provenanceOf({ teamId, at: await now() });
  return transaction(async (tx) => {
    const { challenge } = await ownHeldTeam(slug, viewer, tx);
    const fact = facts.find(({ key }) => key === factKey);
    const refusal = whyNotReply(challenge, { kind: fact?.kind ?? null, sealedAt }, challenge.at);
    if (refusal) return refused(refusal);
    if (text === "") {
      await tx.provenanceReply.deleteMany({ where: { teamId, factKey } });
      return ok(null);
    }
    if (!fact)
      return refuse("no-fact", "That fact is not listed any more. Open the page again and look what stands there.");
    const said = { text, savedById: viewer.id, savedAt: challenge.at };
    await tx.provenanceReply.upsert({
      where: { teamId_factKey: { teamId, factKey } },
      create: { teamId, factKey, ...said },
      update: said,
    });
    return ok(null);
  });
}
