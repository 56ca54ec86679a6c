import type { Viewer } from "~/accounts/roles";
import { postNotice } from "~/challenges/notices.server";
import { SECOND_ENDS } from "~/challenges/running/running";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { fromLocalInput, instantText } from "~/kernel/time";
import { now, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { appendToRecord } from "~/record/record.server";
import { challengeForChair } from "../chair.server";
import { whyNotChangeSecond, whyNotUntil } from "./opening";

/**
 * Takes sheets of the open second round for longer: recorded as a date that moved, with the reason, kept in the
 * calendar's history and told to everyone registered. Never sooner than was said.
 */
export function extendSecondRound(
  { slug, endsAt: typed, reason }: { slug: string; endsAt: string; reason: string },
  viewer: Viewer,
): Promise<Result<null>> {
  return transaction(async (tx) => {
    const { id: challengeId } = await challengeForChair(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challengeId}::uuid FOR UPDATE`;
    const challenge = await challengeForChair(slug, viewer, tx);
    const { timeZone } = challenge;
    const second = found(challenge.second);
    const before = second.endsAt;
    const refusal = whyNotChangeSecond(challenge, second);
    if (refusal || !before) return refused(refusal ?? { code: "not-open", message: "The second round is not open." });
    const at = await now(tx);
    const after = fromLocalInput(typed, timeZone);
    if (!after) return refuse("no-instant", "Write until when sheets are taken as a day and an hour.");
    if (after <= before)
      return refuse("earlier", `Sheets are taken until ${instantText(before, timeZone)} already. Choose a later hour.`);
    const why = whyNotUntil(after, challenge, at);
    if (why) return refused(why);
    await tx.secondRound.update({ where: { challengeId }, data: { endsAt: after } });
    const change = { field: SECOND_ENDS.column, before, after };
    await tx.calendarChange.create({ data: { challengeId, ...change, reason, changedById: viewer.id, changedAt: at } });
    await appendToRecord(
      {
        ...{ type: "calendar.changed", challengeId, at, by: viewer.id, content: { reason } },
        payload: { changes: [{ ...change, before: before.toISOString(), after: after.toISOString() }] },
      },
      tx,
    );
    await postNotice(
      {
        ...{ challengeId, kind: "calendar", at, postedById: viewer.id },
        title: `The second round ends on ${instantText(after, timeZone)}`,
        body: `${reason}\n\n- ${SECOND_ENDS.words}: ${instantText(after, timeZone)} (was ${instantText(before, timeZone)})`,
      },
      tx,
    );
    return ok(null);
  });
}
