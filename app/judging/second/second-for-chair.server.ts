import type { Viewer } from "~/accounts/roles";
import { secondTermsTexts } from "~/challenges/second-round";
import { DAY, type Instant } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { titleIn } from "~/submissions/blind/mask";
import { masksFor } from "~/submissions/blind/masks.server";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { liveEntries } from "../sheets.server";
import { whyTooSmall } from "./jurors";
import { poolOf } from "./jurors.server";
import { whyNotChangeSecond, whyNotOpenSecond } from "./opening";
import { goingOnIn } from "./standings.server";

/**
 * What the chair opens the second round from, and changes it: who goes on and who does not, who may score them, and no
 * score, which would steer a chair who sits on the jury too. 404 where the challenge has one round.
 */
export async function secondForChair(slug: string, viewer: Viewer) {
  const challenge = await challengeForChair(slug, viewer);
  const second = found(challenge.second);
  const [at, going, terms, entries, maskOf] = await Promise.all([
    now(),
    goingOnIn(challenge.id),
    db.secondRound.findUniqueOrThrow({
      where: { challengeId: challenge.id },
      select: { rule: true, ruleValue: true, reviewsPerEntry: true },
    }),
    db.submission.findMany({
      where: { challengeId: challenge.id, withdrawnAt: null },
      orderBy: { number: "asc" },
      select: { number: true, versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } } },
    }),
    masksFor(challenge.id),
  ]);
  const { id, round } = challenge;
  const competing =
    round === 2
      ? await liveEntries(id, db, 2)
      : (going?.entries ?? []).map(({ submissionId, number }) => ({ id: submissionId, number }));
  const { reviewsPerEntry } = second;
  const { pool, jurors } = await poolOf({ id, reviewsPerEntry }, competing, db);
  const goesOn = new Set(going?.entries.map(({ number }) => number));
  return {
    ...{ challenge, second },
    jurors: jurors.map(({ number, person, isNamed, conflicts, first, second: late }) => ({
      ...{ number, name: person.name, isNamed, conflicts, first, second: late },
    })),
    terms: secondTermsTexts({ ...terms, value: terms.ruleValue }).slice(0, 2),
    isRanked: going !== null,
    entries: entries.map(({ number, versions }) => ({
      ...{ number, title: titleIn(versions, maskOf?.(number)), goesOn: goesOn.has(number) },
    })),
    until: untilIn(challenge, at),
    whyNotOpen:
      (whyNotOpenSecond(challenge, { second, going: going?.entries.length ?? null }) ?? whyTooSmall(pool))?.message ??
      null,
    whyNotChange: whyNotChangeSecond(challenge, second)?.message ?? null,
  };
}

/** The end of judging where it lies a day ahead; else a week from now, or when results are due if that is sooner. */
function untilIn({ judgingEndsAt, resultsDueAt }: ChairedChallenge, at: Instant): Instant {
  if (judgingEndsAt && judgingEndsAt.getTime() > at.getTime() + DAY) return judgingEndsAt;
  const week = new Date(at.getTime() + 7 * DAY);
  return resultsDueAt && resultsDueAt < week ? resultsDueAt : week;
}

export type SecondForChair = Awaited<ReturnType<typeof secondForChair>>;
