import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { fromLocalInput, type Instant, instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now, type Tx, transaction } from "~/platform/database.server";
import { writeMails } from "~/platform/mail/mail.server";
import { appendToRecord } from "~/record/record.server";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { newestFinal } from "./final.server";
import { whyNotOpenFinal } from "./round";
import { finalOpenMail } from "./round.mail";
import { drawnOrder } from "./run-sheet";
import { type FirstRoundRow, firstRoundOf } from "./standings.server";
import { type GoOnRule, whoGoesOn, whyNotByChance, whyNotThese } from "./who-goes-on";

/** Whom a rule lets go on, by their numbers; refused where no final can be made of them. */
export function goingOn(slug: string, rule: GoOnRule, viewer: Viewer): Promise<Result<{ entries: number[] }>> {
  return transaction(async (tx) => {
    const ready = await readyFor(slug, viewer, tx);
    if (!ready.ok) return ready;
    const chosen = finalistsBy(ready.value.rows, rule);
    return chosen.ok ? ok({ entries: chosen.value }) : chosen;
  });
}

function finalistsBy(rows: FirstRoundRow[], rule: GoOnRule): Result<number[]> {
  const why = rule.rule === "chance" ? whyNotByChance(rows) : null;
  if (why) return refuse("no-chances", why);
  const entries = whoGoesOn(rows, rule);
  const refusal = whyNotThese(entries);
  return refusal ? refused(refusal) : ok(entries);
}

export type Opening = {
  slug: string;
  rule: GoOnRule;
  /** Who went on by the rule when the chair looked, by their numbers. */
  seen: number[];
  /** Who votes, by their numbers. */
  jurors: number[];
  minutesEach: number;
  /** A wall clock in the challenge's zone: "2026-11-28T18:00". */
  startsAt: string;
};

/**
 * Opens a final among those whom the rule lets go on: who they are, who votes and the seed stand in the record from then
 * on, and those who vote are told by mail. Awards that were decided before are open again. Refused where the chair has not looked at who goes on.
 */
export function openFinal(opening: Opening, viewer: Viewer): Promise<Result<{ entries: number; jurors: number }>> {
  return transaction(async (tx) => {
    const { id } = await challengeForChair(opening.slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${id}::uuid FOR UPDATE`;
    const ready = await readyFor(opening.slug, viewer, tx);
    if (!ready.ok) return ready;
    const { challenge, rows, seed, number } = ready.value;
    const chosen = finalistsBy(rows, opening.rule);
    if (!chosen.ok) return chosen;
    const entries = chosen.value;
    if (entries.join() !== [...opening.seen].sort((a, b) => a - b).join())
      return refuse("not-seen", "Look first at who goes on by this rule, then open the final.");
    const jurors = ready.value.jurors.filter((juror) => opening.jurors.includes(juror.number));
    if (jurors.length < new Set(opening.jurors).size || jurors.length === 0)
      return refuse("no-such-juror", "One of these jurors is not on the jury. Choose again.");
    const startsAt = fromLocalInput(opening.startsAt, challenge.timeZone);
    if (!startsAt) return refuse("no-instant", "Write when the first entry comes on as a day and an hour.");
    const at = await now(tx);
    const { rule, minutesEach } = opening;
    const ruleValue = rule.rule === "chance" ? null : rule.value;
    const round = await tx.round.create({
      data: {
        ...{ challengeId: id, number, rule: rule.rule, ruleValue, seed, startsAt, minutesEach },
        ...{ openedById: viewer.id, openedAt: at },
      },
      select: { id: true },
    });
    const submissions = new Map(rows.map(({ entry, submissionId }) => [entry, submissionId]));
    await tx.roundEntry.createMany({
      data: drawnOrder(entries, seed).map((entry, place) => ({
        ...{ roundId: round.id, submissionId: submissions.get(entry) as string, position: place + 1 },
      })),
    });
    // What was decided by the ranking alone is decided anew by the final.
    await tx.award.deleteMany({ where: { challengeId: id } });
    await tx.roundJuror.createMany({ data: jurors.map(({ id: jurorId }) => ({ roundId: round.id, jurorId })) });
    const payload = { round: round.id, rule: rule.rule, value: ruleValue, entries, seed };
    await appendToRecord(
      {
        type: "round.opened",
        challengeId: id,
        at,
        by: viewer.id,
        payload: { ...payload, jurors: jurors.map(({ id: juror }) => juror) },
      },
      tx,
    );
    await tellJurors({ challenge, round: round.id, jurors, startsAt }, tx);
    return ok({ entries: entries.length, jurors: jurors.length });
  });
}

type Voter = { id: string; number: number; person: { name: string; email: string } };
type Ready = { challenge: ChairedChallenge; rows: FirstRoundRow[]; seed: string; jurors: Voter[]; number: number };

/** All that a final is opened from; refused where none can be. */
async function readyFor(slug: string, viewer: Viewer, tx: Tx): Promise<Result<Ready>> {
  const challenge = await challengeForChair(slug, viewer, tx);
  const first = await firstRoundOf(challenge.id, tx);
  const last = await newestFinal(challenge.id, tx);
  const jurors = await tx.juror.findMany({
    where: { challengeId: challenge.id, leftAt: null },
    orderBy: { number: "asc" },
    select: { id: true, number: true, person: { select: { name: true, email: true } } },
  });
  const refusal = whyNotOpenFinal(challenge, {
    isRanked: first !== null,
    jurors: jurors.length,
    last: last && { closedAt: last.closedAt, hasOrder: last.order !== null },
  });
  if (refusal) return refused(refusal);
  if (!first) return refuse("no-ranking", "There is no ranking yet.");
  return ok({ challenge, ...first, jurors, number: (last?.number ?? 1) + 1 });
}

type Opened = { challenge: ChairedChallenge; round: string; jurors: Voter[]; startsAt: Instant };

async function tellJurors({ challenge, round, jurors, startsAt }: Opened, tx: Tx): Promise<void> {
  const { slug, title, timeZone } = challenge;
  const { origin } = config();
  const letter = {
    ...{ title, starts: instantText(startsAt, timeZone) },
    ...{ link: `${origin}${paths.finalDesk(slug)}`, runSheet: `${origin}${paths.runSheet(slug)}` },
  };
  await writeMails(
    jurors.map(({ id, person: { name, email } }) => ({
      key: `final-open:${round}:${id}`,
      to: email,
      ...finalOpenMail({ name, ...letter }),
    })),
    tx,
  );
}
