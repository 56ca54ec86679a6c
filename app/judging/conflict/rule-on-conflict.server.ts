import type { Viewer } from "~/accounts/roles";
import type { Refusal } from "~/kernel/result";
import { ok, type Result, refused } from "~/kernel/result";
import { now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { challengeForChair } from "../chair.server";
import { whyNotDismiss, whyNotReinstate } from "../conflicts";

export type PairNamed = { slug: string; juror: number; entry: number };

/** What stands between a juror and an entry, for the chair; 404 where nothing does. The challenge is held meanwhile. */
async function heldPair({ slug, juror, entry }: PairNamed, viewer: Viewer, tx: Tx) {
  const { id: challengeId } = await challengeForChair(slug, viewer, tx);
  await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challengeId}::uuid FOR UPDATE`;
  const { judgingClosedAt } = await challengeForChair(slug, viewer, tx);
  const conflicts = await tx.conflict.findMany({
    where: { juror: { challengeId, number: juror }, submission: { challengeId, number: entry } },
    select: {
      ...{ jurorId: true, submissionId: true, kind: true, dismissedAt: true },
      juror: { select: { leftAt: true } },
    },
  });
  const { jurorId, submissionId, juror: on } = found(conflicts[0]);
  const state = { hasLeft: on.leftAt !== null, isClosed: judgingClosedAt !== null };
  return { pair: { jurorId, submissionId }, conflicts, state };
}

type HeldPair = Awaited<ReturnType<typeof heldPair>>;
type Ruling = {
  isDismissed: boolean;
  reason: string;
  why: (held: HeldPair) => Refusal | null;
};

function rule(of: PairNamed, { isDismissed, reason, why }: Ruling, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    const held = await heldPair(of, viewer, tx);
    const refusal = why(held);
    if (refusal) return refused(refusal);
    const at = await now(tx);
    await tx.conflictRuling.create({
      data: { ...held.pair, isDismissed, reason, ruledById: viewer.id, ruledAt: at },
    });
    await tx.conflict.updateMany({
      where: { ...held.pair, kind: { not: "declared" } },
      data: { dismissedAt: isDismissed ? at : null },
    });
    return ok(null);
  });
}

/**
 * The chair dismisses all that the site found between a juror and an entry, with a reason that is kept: the juror may
 * score it. Refused for what the juror declared, for their own team, and once judging is closed.
 */
export const dismissConflict = ({ reason, ...of }: PairNamed & { reason: string }, viewer: Viewer) =>
  rule(of, { isDismissed: true, reason, why: ({ conflicts, state }) => whyNotDismiss(conflicts, state) }, viewer);

/** The chair takes a dismissal back: what was found blocks again, and the sheet counts no more. */
export const reinstateConflict = (of: PairNamed, viewer: Viewer) =>
  rule(
    of,
    { isDismissed: false, reason: "", why: ({ conflicts, state }) => whyNotReinstate(conflicts, state) },
    viewer,
  );
