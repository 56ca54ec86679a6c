import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { count } from "~/kernel/text";
import { type Prisma, transaction } from "~/platform/database.server";
import { draftOf } from "~/submissions/draft/draft";
import { requireMember } from "~/teams/own-team.server";
import { entryFromPubliccode } from "./prefill";
import { readPubliccode } from "./publiccode";

/**
 * Fills what is still empty in a team's draft with what its publiccode.yml says: nothing that somebody typed gives way.
 * Tells in a sentence what was filled.
 */
export function beginDraft(slug: string, viewer: Viewer): Promise<Result<string>> {
  return transaction(async (tx) => {
    const teamId = await requireMember(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM team WHERE id = ${teamId}::uuid FOR UPDATE`;
    const team = await tx.team.findUniqueOrThrow({
      where: { id: teamId },
      select: { repository: { select: { publiccode: true } }, draft: { select: { content: true } } },
    });
    const file = team.repository?.publiccode;
    const value = file ? readPubliccode(file).value : null;
    if (!value) return refuse("no-file", "GitHub shows no publiccode.yml that can be read.");
    const draft = draftOf(team.draft?.content);
    const said = entryFromPubliccode(value, { language: "en" });
    const fresh = Object.entries(said).filter(([field]) => draft[field as keyof typeof said].trim() === "");
    if (fresh.length === 0)
      return refuse("nothing-empty", "Nothing is empty in the draft that the file could fill. What you typed stays.");
    const content: Prisma.InputJsonObject = Object.fromEntries(fresh);
    await tx.$executeRaw`
      INSERT INTO submission_draft (team_id, content, revision, saved_by_id)
      VALUES (${teamId}::uuid, ${JSON.stringify(content)}::jsonb, 1, ${viewer.id}::uuid)
      ON CONFLICT (team_id) DO UPDATE SET content = submission_draft.content || excluded.content,
        revision = submission_draft.revision + 1, saved_by_id = excluded.saved_by_id, saved_at = palio_now()`;
    return ok(`${count(fresh.length, "field")} of the draft filled from publiccode.yml. Look it over.`);
  });
}
