import type { DecisionKind } from "#generated/enums";
import type { Viewer } from "~/accounts/roles";
import { publishedForEditor } from "~/challenges/staff-challenge.server";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { isoDay } from "~/kernel/time";
import { now, type Tx, transaction } from "~/platform/database.server";
import { appendToRecord } from "~/record/record.server";
import { whyNotState, whyNotThisDay } from "./decisions";

export type Stated = {
  slug: string;
  /** The entry's number. */
  entry: number;
  kind: DecisionKind;
  reason: string;
  ownerName: string;
  /** "2027-01-15": done by then, or the next report is due. */
  dueOn: string;
};

/**
 * The city says what it does with an awarded entry, why, who answers for it and by when. A later statement replaces an
 * earlier one in sight of all. With the last awarded entry decided, the challenge is decided.
 */
export function stateDecision(
  { slug, entry, dueOn, ...words }: Stated,
  viewer: Viewer,
): Promise<Result<{ entry: number }>> {
  return transaction(async (tx) => {
    const editing = await publishedForEditor(slug, viewer, tx);
    if (!editing.ok) return editing;
    const challenge = editing.value;
    const awarded = await awardedEntries(challenge.id, tx);
    const at = await now(tx);
    const refusal = whyNotState(challenge, { awarded: awarded.length }) ?? whyNotThisDay(dueOn, challenge.timeZone, at);
    if (refusal) return refused(refusal);
    const finalist = awarded.find(({ number }) => number === entry);
    if (!finalist) return refuse("not-awarded", "Decisions are stated on awarded entries. Choose one of them.");
    const same = await sameAsLast({ submissionId: finalist.id, dueOn, ...words }, tx);
    if (same) return ok({ entry });
    const decision = await tx.decision.create({
      data: {
        submissionId: finalist.id,
        ...words,
        dueOn: new Date(`${dueOn}T00:00:00Z`),
        decidedById: viewer.id,
        decidedAt: at,
      },
      select: { id: true },
    });
    await appendToRecord(
      {
        type: "decision.made",
        challengeId: challenge.id,
        at,
        by: viewer.id,
        payload: { decision: decision.id, submission: finalist.id, kind: words.kind, due: dueOn },
        content: { reason: words.reason, owner: words.ownerName },
      },
      tx,
    );
    const isLast = awarded.every(({ id, decisions }) => id === finalist.id || decisions.length > 0);
    if (isLast && !challenge.decidedAt)
      await tx.challenge.update({ where: { id: challenge.id }, data: { decidedAt: at } });
    return ok({ entry });
  });
}

const awardedEntries = (challengeId: string, tx: Tx) =>
  tx.submission.findMany({
    where: { challengeId, awards: { some: {} } },
    select: { id: true, number: true, decisions: { select: { id: true }, take: 1 } },
  });

type Words = Omit<Stated, "slug" | "entry"> & { submissionId: string };

/** A second press of the button says the same thing again, and once is enough. */
async function sameAsLast({ submissionId, kind, reason, ownerName, dueOn }: Words, tx: Tx): Promise<boolean> {
  const last = await tx.decision.findFirst({ where: { submissionId }, orderBy: { decidedAt: "desc" } });
  return (
    last !== null &&
    last.kind === kind &&
    last.reason === reason &&
    last.ownerName === ownerName &&
    isoDay(last.dueOn) === dueOn
  );
}
