import type { Viewer } from "~/accounts/roles";
import { postNotice } from "~/challenges/notices.server";
import { secondRuleText } from "~/challenges/second-round";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { count, list } from "~/kernel/text";
import { fromLocalInput, type Instant, instantText } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { appendToRecord } from "~/record/record.server";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { whyNoTime, whyNotName, whyTooSmall } from "./jurors";
import { poolOf } from "./jurors.server";
import { whyNotOpenSecond, whyNotUntil } from "./opening";
import { type Going, goingOnIn } from "./standings.server";

/**
 * Opens the second round for those whom the published rule lets go on, scored by these jurors, given by their numbers,
 * until an hour in the challenge's zone: all of it stands in the record from then on, and everyone registered is told.
 * Whose sheets they get is planned as in the first round.
 */
export function openSecondRound(
  { slug, endsAt: typed, jurors: chosen }: { slug: string; endsAt: string; jurors: number[] },
  viewer: Viewer,
): Promise<Result<{ entries: number }>> {
  return transaction(async (tx) => {
    const { id } = await challengeForChair(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${id}::uuid FOR UPDATE`;
    const challenge = await challengeForChair(slug, viewer, tx);
    const second = found(challenge.second);
    const going = await goingOnIn(id, tx);
    const refusal = whyNotOpenSecond(challenge, { second, going: going?.entries.length ?? null });
    if (refusal || !going) return refused(refusal ?? { code: "no-ranking", message: "There is no ranking yet." });
    const at = await now(tx);
    const endsAt = fromLocalInput(typed, challenge.timeZone);
    if (!endsAt) return refuse("no-instant", "Write until when sheets are taken as a day and an hour.");
    const why = whyNotUntil(endsAt, challenge, at);
    if (why) return refused(why);
    const entries = going.entries.map(({ submissionId, number }) => ({ id: submissionId, number }));
    const reviewsPerEntry = second.reviewsPerEntry;
    const { pool, jurors: jury } = await poolOf({ id, reviewsPerEntry }, entries, tx);
    const jurors = jury.filter(({ number }) => chosen.includes(number));
    const time = { jurors: jurors.length, minutes: config().minutesAReview, now: at, endsAt };
    const cannot = whyTooSmall(pool) ?? whyNotName(chosen, pool) ?? whyNoTime(pool, time);
    if (cannot) return refused(cannot);
    await tx.secondRound.update({ where: { id: going.id }, data: { openedAt: at, openedById: viewer.id, endsAt } });
    await tx.secondRoundEntry.createMany({
      data: going.entries.map(({ submissionId }) => ({ submissionId, roundId: going.id })),
    });
    await tx.secondRoundJuror.createMany({
      data: jurors.map((juror) => ({ jurorId: juror.id, roundId: going.id, joinedAt: at })),
    });
    await tell({ challenge, going, jurors, endsAt, viewer, at }, tx);
    return ok({ entries: going.entries.length });
  });
}

type Opened = {
  challenge: ChairedChallenge;
  going: Going;
  jurors: { id: string }[];
  endsAt: Instant;
  viewer: Viewer;
  at: Instant;
};

async function tell({ challenge, going, jurors, endsAt, viewer, at }: Opened, tx: Tx): Promise<void> {
  const { id: challengeId, timeZone } = challenge;
  const { id: round, terms, hash: standings, firstClosedAt } = going;
  const entries = going.entries.map(({ number }) => number);
  const rule = { rule: terms.rule, value: terms.value };
  await appendToRecord(
    {
      ...{ type: "round.opened", challengeId, at, by: viewer.id },
      payload: {
        ...{ round, by: "sheets", ...rule, entries, standings, jurors: jurors.map((juror) => juror.id) },
        ...{ first_closed: firstClosedAt?.toISOString() ?? "", ends: endsAt.toISOString() },
      },
    },
    tx,
  );
  const which = `${entries.length === 1 ? "Entry" : "Entries"} ${list(entries.map(String))}`;
  await postNotice(
    {
      ...{ challengeId, kind: "news", at, postedById: viewer.id },
      title: `The second round is open: ${count(entries.length, "entry goes", "entries go")} on`,
      body: `${which} of the first round ${entries.length === 1 ? "goes" : "go"} on. ${secondRuleText(terms)}\n\n${count(jurors.length, "juror scores", "jurors score")} them once more, until ${instantText(endsAt, timeZone)}. Results follow when both rounds are ranked together.`,
    },
    tx,
  );
}
