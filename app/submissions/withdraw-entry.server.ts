import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { writeMails } from "~/platform/mail/mail.server";
import { appendToRecord } from "~/record/record.server";
import { heldChallenge } from "~/teams/held-team.server";
import { lettersTo } from "~/teams/team-letters.server";
import { entryDesk } from "./entry-desk.server";
import { whyNotWithdraw } from "./ready-entry";
import { withdrawnMail } from "./receipts/receipt.mail";

/** Withdraws the team's entry, while entries are open. Its versions and receipts stand; handing in again brings it back. */
export function withdrawEntry(slug: string, viewer: Viewer): Promise<Result<{ number: number }>> {
  return transaction(async (tx) => {
    const { submission, members, team, challengeId } = await entryDesk({ slug, viewer }, tx);
    if (!submission) return refuse("nothing", "Nothing has been handed in that could be withdrawn.");
    const challenge = await heldChallenge(slug, tx);
    const refusal = whyNotWithdraw(submission.withdrawnAt !== null, challenge, challenge.at);
    if (refusal) return refused(refusal);
    await tx.submission.update({ where: { id: submission.id }, data: { withdrawnAt: challenge.at } });
    const of = { type: "submission.withdrawn", challengeId, at: challenge.at, by: null } as const;
    const { hash: recordHash } = await appendToRecord({ ...of, payload: { submission: submission.id } }, tx);
    const letter = withdrawnMail({ name: viewer.name, number: submission.number, recordHash, team, challenge });
    await writeMails(lettersTo(members, `withdrawn:${submission.id}:${challenge.at.getTime()}`, letter), tx);
    return ok({ number: submission.number });
  });
}
