import type { Viewer } from "~/accounts/roles";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { ok, type Result, refuse } from "~/kernel/result";
import { now, type Prisma, transaction } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { appendToRecord } from "~/record/record.server";
import { challengeForChair } from "../chair.server";
import { votesSealed } from "./counted-votes.server";
import { newestFinal, votesIn } from "./final.server";
import { finalOrderOf } from "./final-order";

/**
 * Closes the final that is open: from then on no vote is given or taken back, and what the votes say is computed once.
 * Without a vote there is no order, and another final may take its place.
 */
export function closeFinal(slug: string, viewer: Viewer): Promise<Result<{ votes: number }>> {
  return transaction(async (tx) => {
    const challenge = await challengeForChair(slug, viewer, tx);
    const open = await newestFinal(challenge.id, tx);
    if (!open) return refuse("none", "No final was opened.");
    // Every vote holds this row in share mode, so none is under way now.
    await tx.$queryRaw`SELECT id FROM round WHERE id = ${open.id}::uuid FOR UPDATE`;
    const final = await newestFinal(challenge.id, tx);
    if (!final || final.closedAt) return refuse("closed", "The final is closed already.");
    const votes = await votesIn(final.id, tx);
    const order = finalOrderOf(
      final.entries.map(({ submission }) => submission.number),
      votes,
      final.seed,
    );
    const at = await now(tx);
    const result = order ? { result: order as unknown as Prisma.InputJsonValue } : {};
    await tx.round.update({ where: { id: final.id }, data: { closedAt: at, ...result } });
    const hash = order && sha256(canonicalJson(order as unknown as Json));
    await appendToRecord(
      {
        type: "round.closed",
        challengeId: challenge.id,
        at,
        by: viewer.id,
        payload: { round: final.id, votes: votes.length },
        // Few entries and votes could be guessed from the hash of their order, which nobody may know before results are out.
        content: { ...votesSealed(votes), result: hash },
      },
      tx,
    );
    return ok({ votes: votes.length });
  });
}
