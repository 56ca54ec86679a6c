import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { fromLocalInput, instantText } from "~/kernel/time";
import { db, now, transaction } from "~/platform/database.server";
import { appendToRecord } from "~/record/record.server";
import { postNotice } from "../notices.server";
import { publishedForEditor } from "../staff-challenge.server";
import { MOVABLE, type Movable, type Move, movedWords, movesTo } from "./running";

type Extension = { slug: string; reason: string } & { [F in Movable]?: string };

/**
 * Moves dates of a published challenge later, for everyone: recorded, kept in the history, announced and mailed. Dates
 * are wall clocks in the challenge's own zone; one that is not given stays.
 */
export function extendCalendar({ slug, reason, ...typed }: Extension, viewer: Viewer): Promise<Result<Move[]>> {
  return transaction(async (tx) => {
    const editing = await publishedForEditor(slug, viewer, tx);
    if (!editing.ok) return editing;
    const challenge = editing.value;
    const { timeZone } = challenge;
    const at = await now(tx);
    const planned = movesTyped(typed, challenge, at);
    if (!planned.ok) return planned;
    const moves = planned.value;
    await tx.challenge.update({
      where: { id: challenge.id },
      data: Object.fromEntries(moves.map(({ field, after }) => [field, after])),
    });
    await tx.calendarChange.createMany({
      data: moves.map(({ column, before, after }) => ({
        challengeId: challenge.id,
        field: column,
        before,
        after,
        reason,
        changedById: viewer.id,
        changedAt: at,
      })),
    });
    await appendToRecord(
      {
        type: "calendar.changed",
        challengeId: challenge.id,
        at,
        by: viewer.id,
        payload: {
          changes: moves.map(({ column, before, after }) => ({
            field: column,
            before: before.toISOString(),
            after: after.toISOString(),
          })),
        },
        content: { reason },
      },
      tx,
    );
    await postNotice(
      { ...noticeOf({ moves, reason, timeZone }), challengeId: challenge.id, postedById: viewer.id, at },
      tx,
    );
    return ok(moves);
  });
}

/** What an extension would move, for a look before it is done; refused as the extension itself. */
export function movesLookedAt({ slug, ...typed }: Omit<Extension, "reason">, viewer: Viewer): Promise<Result<Move[]>> {
  return transaction(async (tx) => {
    const editing = await publishedForEditor(slug, viewer, tx);
    return editing.ok ? movesTyped(typed, editing.value, await now(tx)) : editing;
  });
}

/** Wall clocks as moves of a challenge's calendar, in its own zone. */
function movesTyped(
  typed: { [F in Movable]?: string },
  challenge: Parameters<typeof movesTo>[1] & { timeZone: string },
  at: Date,
): Result<Move[]> {
  const { closesAt, judgingEndsAt, resultsDueAt, decisionDueAt, timeZone } = challenge;
  if (!closesAt || !judgingEndsAt || !resultsDueAt || !decisionDueAt)
    return refuse("not-published", "This challenge has no calendar yet.");
  const wished = { closesAt, judgingEndsAt, resultsDueAt, decisionDueAt };
  for (const { field, words } of MOVABLE) {
    const local = typed[field];
    if (local === undefined) continue;
    const instant = fromLocalInput(local, timeZone);
    if (!instant) return refuse("no-date", `${words}: set the day and the hour.`);
    wished[field] = instant;
  }
  const answer = movesTo(wished, challenge, at);
  return "code" in answer ? refused(answer) : ok(answer.moves);
}

function noticeOf({ moves, reason, timeZone }: { moves: Move[]; reason: string; timeZone: string }) {
  const closing = moves.find(({ field }) => field === "closesAt");
  const lines = moves.map(
    ({ words, before, after }) => `- ${words}: ${instantText(after, timeZone)} (was ${instantText(before, timeZone)})`,
  );
  return {
    kind: "calendar" as const,
    title: closing ? `More time: entries close on ${instantText(closing.after, timeZone)}` : "The calendar moved",
    body: `${reason}\n\n${lines.join("\n")}\n\nIt holds for everyone alike.`,
  };
}

/** What has moved in a calendar, newest first. */
export async function calendarHistory(challengeId: string) {
  const rows = await db.calendarChange.findMany({
    where: { challengeId },
    orderBy: [{ changedAt: "desc" }, { id: "asc" }],
    take: 50,
    select: { id: true, field: true, before: true, after: true, reason: true },
  });
  return rows.map(({ field, ...row }) => ({
    ...row,
    words: movedWords(field),
  }));
}
