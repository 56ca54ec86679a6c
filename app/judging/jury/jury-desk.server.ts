import type { Viewer } from "~/accounts/roles";
import { inRound, isBetween, runningCalendar } from "~/challenges/running-round";
import type { Instant } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { db, now } from "~/platform/database.server";
import { titleIn } from "~/submissions/blind/mask";
import { masksFor } from "~/submissions/blind/masks.server";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { FOUND, foundConflict } from "../conflict/conflicts.server";
import { hasFeedback, type Rubric } from "../desk/sheet";
import { outlookOf } from "../forecast";
import { sheetScore } from "../ranking/weighted-mean";
import { whyNotOpenSecond, whyNotSkip } from "../second/opening";
import { goingOnIn } from "../second/standings.server";
import { coverageOf, type NewestSheet, rubricOf, scalesOf, sheetsOf } from "../sheets.server";
import { alertsOf } from "./alerts";
import { isAwaited, sheetsMissing, whyNotAnswered, whyNotAssign, whyNotClose, whyNotInvite, whyNotNudge } from "./jury";

const sentence = (refusal: { message: string } | null): string | null => refusal?.message ?? null;

const whyNotRemindAll = (awaited: { whyNotNudge: string | null }[]): string | null =>
  awaited.every(({ whyNotNudge }) => whyNotNudge !== null) ? "Nobody is left to remind today." : null;

/** So many conflicts stand on the chair's desk; the rest on a page of their own. */
const MOST_SHOWN = 20;

/** The chair's view of a jury: who was invited and who accepted, coverage and progress. It carries no score. */
export async function juryDesk(slug: string, viewer: Viewer) {
  const challenge = await challengeForChair(slug, viewer);
  const calendar = runningCalendar(challenge, challenge.second);
  const going = isBetween(challenge.second) ? await goingOnIn(challenge.id) : null;
  const [at, jurors, invitations, entries, all, conflicts, prizes, awards, rubric] = await Promise.all([
    now(),
    db.juror.findMany({
      where: { challengeId: challenge.id },
      orderBy: { number: "asc" },
      select: {
        id: true,
        number: true,
        acceptedAt: true,
        leftAt: true,
        nudgedAt: true,
        secondRound: { select: { leftAt: true } },
        person: { select: { name: true, handle: true } },
      },
    }),
    db.jurorInvitation.findMany({
      where: { challengeId: challenge.id, acceptedAt: null },
      orderBy: { invitedAt: "asc" },
      select: { id: true, name: true, email: true, invitedAt: true, expiresAt: true, revokedAt: true, nudgedAt: true },
    }),
    entriesForChair(challenge),
    sheetsOf(challenge.id),
    db.conflict.findMany({
      where: { juror: { challengeId: challenge.id } },
      orderBy: { declaredAt: "desc" },
      take: MOST_SHOWN,
      select: FOUND,
    }),
    db.prize.count({ where: { challengeId: challenge.id } }),
    db.award.count({ where: { challengeId: challenge.id } }),
    rubricOf(challenge.id, challenge.round),
  ]);
  const coverage = coverageOf(entries, all, challenge.round);
  const sheets = all.filter(({ round }) => round === challenge.round);
  const unplaced = coverage.reduce((sum, { assigned }) => sum + Math.max(0, challenge.reviewsPerEntry - assigned), 0);
  const pool = jurors.filter(({ leftAt }) => leftAt === null);
  const isScoring = ({ leftAt, secondRound }: (typeof jurors)[number]) =>
    leftAt === null && (challenge.round === 1 || secondRound?.leftAt === null);
  const panel = pool.filter(isScoring).length;
  const awaits = (invitation: (typeof invitations)[number]) => isAwaited({ ...invitation, acceptedAt: null }, at);
  const { timeZone } = challenge;
  const isClosed = calendar.judgingClosedAt !== null;
  const over = isBetween(challenge.second) ? "The first round is closed." : "Judging is closed.";
  const rows = {
    jurors: jurors.map(({ person, secondRound, ...juror }) => {
      const own = sheets.filter(({ jurorId }) => jurorId === juror.id);
      const handedIn = own.filter(({ state }) => state === "handed_in").length;
      const saved = own.flatMap(({ savedAt }) => (savedAt ? [savedAt.getTime()] : []));
      return {
        ...juror,
        ...person,
        /** Whether they score the round that is running. */
        isScoring: isScoring({ person, secondRound, ...juror }),
        assigned: own.length,
        handedIn,
        lastSavedAt: saved.length > 0 ? new Date(Math.max(...saved)) : null,
        whyNotNudge: sentence(whyNotNudge({ ...juror, waitsFor: isClosed ? 0 : own.length - handedIn, timeZone }, at)),
      };
    }),
    invitations: invitations.map((invitation) => ({
      ...invitation,
      whyNotNudge: isClosed
        ? over
        : sentence(whyNotNudge({ nudgedAt: invitation.nudgedAt ?? invitation.invitedAt, waitsFor: 1, timeZone }, at)),
    })),
  };
  const toRemind = [...rows.jurors.filter(({ leftAt }) => leftAt === null), ...rows.invitations.filter(awaits)];
  return {
    /** With the end of the round that is running. */
    challenge: { ...challenge, judgingEndsAt: calendar.judgingEndsAt },
    now: at,
    ...rows,
    /** Those who score the round that is running, and everybody on the jury. */
    scoring: panel,
    pool: pool.length,
    /** Jurors, and those whose invitation still waits for an answer. */
    invited: pool.length + invitations.filter(awaits).length,
    prizes,
    awards,
    missing: sheetsMissing(coverage),
    unplaced,
    watch: watchOf(
      {
        challenge: { ...calendar, closesAt: challenge.second?.openedAt ?? challenge.closesAt },
        jurors: panel,
        ...{ entries: entries.length, unplaced },
        sheets,
        rubric,
      },
      at,
    ),
    entries: coverage.map((row, index) => ({ ...row, title: entries[index]?.title ?? "" })),
    conflicts: conflicts.map((row) => foundConflict(row, challenge)),
    whyNot: {
      invite: sentence(whyNotInvite(challenge)),
      assign: sentence(whyNotAssign(calendar, { jurors: panel, entries: entries.length }, at)),
      close: sentence(
        isBetween(challenge.second)
          ? whyNotSkip(challenge.second, going?.entries.length ?? null)
          : whyNotClose(calendar, coverage, at),
      ),
      second: sentence(
        challenge.second &&
          whyNotOpenSecond(challenge, { second: challenge.second, going: going?.entries.length ?? null }),
      ),
      feedback: sentence(whyNotAnswered(coverage)),
      remindAll: isClosed ? over : whyNotRemindAll(toRemind),
    },
  };
}

type Watched = {
  challenge: ChairedChallenge;
  jurors: number;
  entries: number;
  /** Reviews that nobody was given; an entry may have more than it needs. */
  unplaced: number;
  sheets: NewestSheet[];
  rubric: Rubric;
};

/** Whether the jury will be done in time, and what the chair should look at: in words, and nothing once judging is closed. */
function watchOf({ challenge, jurors, entries, unplaced, sheets, rubric }: Watched, at: Instant) {
  const { closesAt, judgingEndsAt, judgingClosedAt, reviewsPerEntry } = challenge;
  if (judgingClosedAt || !closesAt || !judgingEndsAt || jurors === 0) return { outlook: null, alerts: [] };
  const scales = scalesOf(rubric);
  const isIn = ({ state }: NewestSheet) => state === "handed_in";
  const outlook = outlookOf(
    {
      ...{ jurors, entries, reviewsPerEntry, closesAt, judgingEndsAt, minutes: config().minutesAReview },
      sheets: sheets.map((sheet) => ({
        assignedAt: sheet.assignedAt,
        handedInAt: isIn(sheet) ? sheet.savedAt : null,
      })),
      unplaced,
    },
    at,
  );
  const alerts = alertsOf(
    sheets.map((sheet) => ({
      ...{ juror: sheet.jurorNumber, entry: sheet.entry, assignedAt: sheet.assignedAt, savedAt: sheet.savedAt },
      score: isIn(sheet) ? sheetScore(sheet.scores, scales) : null,
      hasFeedback: hasFeedback(sheet.feedback),
    })),
    at,
  );
  return { outlook, alerts };
}

export type JuryDesk = Awaited<ReturnType<typeof juryDesk>>;

/** Entries that compete in the round that is running, with the title of their newest version, which names nobody where nobody may be named. */
async function entriesForChair({ id: challengeId, round }: ChairedChallenge) {
  const rows = await db.submission.findMany({
    where: { challengeId, withdrawnAt: null, ...inRound(round) },
    orderBy: { number: "asc" },
    select: {
      id: true,
      number: true,
      versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
    },
  });
  const maskOf = await masksFor(challengeId);
  return rows.map(({ versions, ...row }) => ({ ...row, title: titleIn(versions, maskOf?.(row.number)) }));
}
