import { mayEdit, type Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { isId } from "~/kernel/text";
import { DAY, type Instant } from "~/kernel/time";
import { db, now, transaction } from "~/platform/database.server";
import { forbidden, found } from "~/platform/http/respond.server";
import { job } from "~/platform/jobs/queue.server";
import { startRun } from "./start-import.server";

/** Reads again every catalogue that is due. */
export const importDue = job<object>("import-due");

export type Every = "never" | "day" | "week" | "month";

const PERIODS: Record<Exclude<Every, "never">, number> = { day: DAY, week: 7 * DAY, month: 30 * DAY };

const nextAfter = (every: Every, at: Instant): Instant | null =>
  every === "never" ? null : new Date(at.getTime() + PERIODS[every]);

/** In front of every act on a catalogue: 404 where there is none, 403 for whoever may not change it. */
export async function requireSourceEditor(id: string, viewer: Viewer): Promise<void> {
  const source = found(
    isId(id) ? await db.source.findUnique({ where: { id }, select: { organisationId: true } }) : null,
  );
  if (!mayEdit(viewer, source.organisationId))
    forbidden("Only owners and editors of the organisation say when its catalogues are read.");
}

/** Says how often a catalogue at an address is read again by itself. */
export function scheduleSource(
  { sourceId, every }: { sourceId: string; every: Every },
  viewer: Viewer,
): Promise<Result<{ place: string }>> {
  return transaction(async (tx) => {
    if (!isId(sourceId)) found(null);
    const source = found(
      await tx.source.findUnique({ where: { id: sourceId }, select: { organisationId: true, address: true } }),
    );
    if (!mayEdit(viewer, source.organisationId))
      return refuse("not-yours", "Only owners and editors of the organisation can say when its catalogues are read.");
    if (!source.address) return refuse("no-address", "This catalogue came as a file, which nothing can read again.");
    await tx.source.update({ where: { id: sourceId }, data: { every, nextAt: nextAfter(every, await now(tx)) } });
    return ok({ place: source.address });
  });
}

const MOST_AT_ONCE = 20;

/** Starts what is due, each in a transaction of its own; one that is being read already is left to that. */
export async function startDueImports(): Promise<void> {
  const due = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM source WHERE next_at <= palio_now() ORDER BY next_at LIMIT ${MOST_AT_ONCE}`;
  for (const { id: sourceId } of due)
    await db.$transaction(async (tx) => {
      const [source] = await tx.$queryRaw<{ every: Every }[]>`
        SELECT every::text FROM source WHERE id = ${sourceId}::uuid AND next_at <= palio_now() FOR UPDATE SKIP LOCKED`;
      if (!source) return;
      await tx.source.update({ where: { id: sourceId }, data: { nextAt: nextAfter(source.every, await now(tx)) } });
      await startRun({ sourceId, startedById: null, fileSha256: null }, tx);
    });
}
