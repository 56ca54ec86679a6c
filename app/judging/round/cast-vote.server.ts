import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { isTaken, now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { heldSeat, type Seat } from "./final.server";
import { whyNotVote } from "./round";
import type { VerdictForm } from "./round.schema";

type Cast = VerdictForm & { slug: string };

const TWICE = "You have voted on these two. Take your last vote back to change it.";

/**
 * Counts what a juror says of two entries. The same press sent again is the same vote; another word on the same two is
 * refused, and so is a pair with an entry that is not in the final or that a conflict bars, and every vote after closing.
 */
export async function castVote({ slug, ...verdict }: Cast, viewer: Viewer): Promise<Result<null>> {
  try {
    return await transaction(async (tx) => {
      const seat = await heldSeat(slug, viewer, tx);
      const { round, jurorId } = seat;
      const pair = sidesOf(seat, verdict);
      if (!pair) return refuse("not-yours", "You cannot vote on these two. Here is your next pair.");
      const { winnerId, loserId } = pair;
      const isTie = verdict.choice === "equal";
      const known = await voteOfKey(seat, verdict.key, tx);
      if (known) {
        const isSame = known.winnerId === winnerId && known.loserId === loserId && known.isTie === isTie;
        return isSame ? ok(null) : refuse("twice", TWICE);
      }
      const refusal = whyNotVote(round);
      if (refusal) return refused(refusal);
      await tx.vote.create({
        data: {
          ...{ roundId: round.id, jurorId, winnerId, loserId, isTie, castAt: await now(tx) },
          idempotencyKey: verdict.key,
        },
      });
      return ok(null);
    });
  } catch (error) {
    if (isTaken(error)) return refuse("twice", TWICE);
    throw error;
  }
}

const voteOfKey = ({ round, jurorId }: Seat, idempotencyKey: string, tx: Tx) =>
  tx.vote.findUnique({
    where: { roundId_jurorId_idempotencyKey: { roundId: round.id, jurorId, idempotencyKey } },
    select: { winnerId: true, loserId: true, isTie: true },
  });

/** Who won, of two entries that the juror may see and has spoken on; with a tie the left one stands first. */
function sidesOf({ entries }: Seat, { left, right, choice }: VerdictForm) {
  const open = entries.filter(({ word }) => word === "none");
  const idOf = (number: number) => open.find((entry) => entry.number === number)?.submissionId;
  const [leftId, rightId] = [idOf(left), idOf(right)];
  if (!leftId || !rightId || leftId === rightId) return null;
  return choice === "right" ? { winnerId: rightId, loserId: leftId } : { winnerId: leftId, loserId: rightId };
}

/**
 * Takes a juror's last vote back; the pair may be asked again. Sent again it takes back nothing more: the vote is named,
 * and only the last one that stands is taken. 404 where it is no vote of the viewer's.
 */
export function undoVote({ slug, voteId }: { slug: string; voteId: string }, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    const { round, jurorId } = await heldSeat(slug, viewer, tx);
    const refusal = whyNotVote(round);
    if (refusal) return refused(refusal);
    const own = { roundId: round.id, jurorId };
    const named = found(await tx.vote.findFirst({ where: { ...own, id: voteId }, select: { withdrawnAt: true } }));
    if (named.withdrawnAt) return ok(null);
    const last = await tx.vote.findFirst({
      where: { ...own, withdrawnAt: null },
      orderBy: [{ castAt: "desc" }, { id: "desc" }],
      select: { id: true },
    });
    if (last?.id !== voteId) return refuse("not-last", "You have voted since. Take your last vote back first.");
    await tx.vote.update({ where: { id: voteId }, data: { withdrawnAt: await now(tx) } });
    return ok(null);
  });
}
