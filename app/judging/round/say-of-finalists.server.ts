import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import { appendToRecord } from "~/record/record.server";
import { heldSeat } from "./final.server";
import { whyNotVote } from "./round";

type Said = { slug: string; conflicts: number[]; reason: string };

/**
 * A juror says to which entries of the final something ties them; that nothing ties them to the rest is kept with it, so
 * that those may come in pairs. Votes on an entry in conflict are taken back, and the record names it. It stands: nobody
 * takes a conflict back. Scores of the first round stand as they are.
 */
export function sayOfFinalists({ slug, conflicts, reason }: Said, viewer: Viewer): Promise<Result<{ barred: number }>> {
  return transaction(async (tx) => {
    const { round, jurorId, entries, challenge } = await heldSeat(slug, viewer, tx);
    const refusal = whyNotVote(round);
    if (refusal) return refused(refusal);
    const named = entries.filter(({ number, word }) => conflicts.includes(number) && word !== "conflict");
    if (conflicts.some((number) => !entries.some((entry) => entry.number === number)))
      return refuse("no-such-entry", "One of these entries is not in the final. Choose again.");
    const saidAt = await now(tx);
    const tied = new Set(named.map(({ submissionId }) => submissionId));
    const free = entries.filter(({ word, submissionId }) => word === null && !tied.has(submissionId));
    const word = { roundId: round.id, jurorId, saidAt };
    await tx.roundWord.createMany({
      data: [
        ...named.map(({ submissionId }) => ({ ...word, submissionId, isConflict: true, reason })),
        ...free.map(({ submissionId }) => ({ ...word, submissionId, isConflict: false })),
      ],
      skipDuplicates: true,
    });
    if (named.length === 0) return ok({ barred: 0 });
    const ids = [...tied];
    const { count: votes } = await tx.vote.updateMany({
      where: {
        ...{ roundId: round.id, jurorId, withdrawnAt: null },
        OR: [{ winnerId: { in: ids } }, { loserId: { in: ids } }],
      },
      data: { withdrawnAt: saidAt },
    });
    const about = { juror: jurorId, cause: "conflict", round: round.id, votes };
    await appendToRecord(
      {
        type: "jury.recused",
        challengeId: challenge.id,
        at: saidAt,
        by: viewer.id,
        payload: { ...about, entries: named.map(({ number }) => number) },
      },
      tx,
    );
    return ok({ barred: named.length });
  });
}
