import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import type { DraftWords, Image } from "~/submissions/draft/draft";
import { requireMember } from "~/teams/own-team.server";

export type Saved = { revision: number; savedAt: Date };
type Saving = { slug: string; words: DraftWords; revision: number };

/**
 * Saves what a member typed, where nobody else saved since they opened it; a conflict writes nothing. Taken at any
 * time, even after the deadline, so that no typing is ever lost; only handing in has one.
 */
export function saveDraft({ slug, words, revision }: Saving, viewer: Viewer): Promise<Result<Saved>> {
  return transaction(async (tx) => {
    const teamId = await requireMember(slug, viewer, tx);
    const rows = await tx.$queryRaw<Saved[]>`
      INSERT INTO submission_draft (team_id, content, revision, saved_by_id)
      SELECT ${teamId}::uuid, ${JSON.stringify(words)}::jsonb, 1, ${viewer.id}::uuid WHERE ${revision} = 0
        OR EXISTS (SELECT 1 FROM submission_draft WHERE team_id = ${teamId}::uuid)
      ON CONFLICT (team_id) DO UPDATE
        SET content = submission_draft.content || excluded.content, revision = submission_draft.revision + 1,
          saved_by_id = excluded.saved_by_id, saved_at = palio_now()
        WHERE submission_draft.revision = ${revision}
      RETURNING revision, saved_at AS "savedAt"`;
    const saved = rows[0];
    return saved
      ? ok(saved)
      : refuse(
          "conflict",
          "Somebody else of your team saved since you opened this. Nothing was overwritten: look at both texts and decide.",
        );
  });
}

type Pictures = { kept: { sha256: string; alt: string; remove: boolean }[]; added: Image | null; most: number };

/**
 * Changes the pictures of a draft: texts and removals by their hash, and at most one new one. What another member
 * added meanwhile stays. The words' revision is not touched, so that nobody's typing clashes with a picture.
 */
export function changePictures(
  { slug, ...pictures }: Pictures & { slug: string },
  viewer: Viewer,
): Promise<Result<null>> {
  return transaction(async (tx) => {
    const teamId = await requireMember(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM team WHERE id = ${teamId}::uuid FOR UPDATE`;
    const draft = await tx.submissionDraft.findUnique({ where: { teamId }, select: { content: true } });
    const before = (draft?.content as { images?: Image[] } | null)?.images ?? [];
    const images = withChanges(before, pictures);
    if (images.length > pictures.most)
      return refuse("too-many", `An entry has at most ${pictures.most} pictures. Remove one first.`);
    const content = JSON.stringify({ images });
    await tx.$executeRaw`
      INSERT INTO submission_draft (team_id, content, revision, saved_by_id)
      VALUES (${teamId}::uuid, ${content}::jsonb, 0, ${viewer.id}::uuid)
      ON CONFLICT (team_id) DO UPDATE SET content = submission_draft.content || excluded.content`;
    return ok(null);
  });
}

function withChanges(before: Image[], { kept, added }: Pictures): Image[] {
  const said = new Map(kept.map((image) => [image.sha256, image]));
  const stay = before.flatMap((image) => {
    const change = said.get(image.sha256);
    return change?.remove ? [] : [{ ...image, alt: change?.alt.trim() ?? image.alt }];
  });
  return added && !stay.some(({ sha256 }) => sha256 === added.sha256) ? [...stay, added] : stay;
}
