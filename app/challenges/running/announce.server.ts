import { randomUUID } from "node:crypto";
import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { db, now, transaction } from "~/platform/database.server";
import { postNotice } from "../notices.server";
import { publishedForEditor } from "../staff-challenge.server";

/** Names an announcement before it is written, so that a form sent twice makes one. */
export const announcementKey = (): string => randomUUID();

/** Announces news on the challenge's page and by mail to everyone registered. The same `key` announces once. */
export function announce(
  { slug, key, title, body }: { slug: string; key: string; title: string; body: string },
  viewer: Viewer,
): Promise<Result<{ id: string }>> {
  return transaction(async (tx) => {
    const editing = await publishedForEditor(slug, viewer, tx);
    if (!editing.ok) return editing;
    // The challenge is locked, so of two presses the second finds what the first wrote.
    const there = await tx.announcement.findUnique({ where: { id: key }, select: { id: true, challengeId: true } });
    if (there && there.challengeId !== editing.value.id)
      return refuse("another", "This page belongs to another announcement. Open it again.");
    if (there) return ok({ id: there.id });
    const notice = { id: key, challengeId: editing.value.id, kind: "news" as const, title, body };
    return ok({ id: await postNotice({ ...notice, postedById: viewer.id, at: await now(tx) }, tx) });
  });
}

/** The newest announcements of a challenge. */
export const announcements = (challengeId: string) =>
  db.announcement.findMany({
    where: { challengeId },
    orderBy: { postedAt: "desc" },
    take: 20,
    select: { id: true, kind: true, title: true, body: true, postedAt: true },
  });

/** How many people a notice reaches: members of teams that stand, and those who look for one. */
export async function registeredCount(challengeId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT person_id FROM team_member JOIN team ON team.id = team_id
        WHERE team_member.challenge_id = ${challengeId}::uuid AND dissolved_at IS NULL
      UNION SELECT person_id FROM seeker WHERE challenge_id = ${challengeId}::uuid) AS registered`;
  return row?.count ?? 0;
}
