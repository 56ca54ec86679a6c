import { randomUUID } from "node:crypto";
import type { Viewer } from "~/accounts/roles";
import { CALENDAR, whyNotScore } from "~/challenges/phase";
import { isBetween, type RoundNumber, runningCalendar, runningRound, SECOND } from "~/challenges/running-round";
import { sinceText } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { titleIn } from "~/submissions/blind/mask";
import { masksFor } from "~/submissions/blind/masks.server";
import { eventsOf, evidenceOf, unnamedEvents } from "../evidence.server";
import { rubricOf } from "../sheets.server";
import { openAssignment } from "./assignment-of.server";
import { entriesToOpen } from "./entry-to-open.server";
import type { SheetState } from "./sheet";

/** The challenge with the calendar of the round that is running, and the viewer's place on its jury; 404 for everyone who has none. */
async function juryPlace(slug: string, viewer: Viewer) {
  const row = await db.juror.findFirst({
    where: { personId: viewer.id, leftAt: null, challenge: { slug, publishedAt: { not: null } } },
    select: {
      id: true,
      number: true,
      secondRound: { select: { leftAt: true } },
      challenge: {
        select: { id: true, slug: true, title: true, theme: true, arms: true, ...CALENDAR, secondRound: SECOND },
      },
    },
  });
  const { challenge, secondRound: place, ...juror } = found(row);
  const { secondRound: second, ...face } = challenge;
  const round = runningRound(second);
  /** Whether they score the round that is running. */
  const isScoring = round === 1 || place?.leftAt === null;
  return { ...juror, challenge: runningCalendar(face, second), round, isScoring, isOver: isBetween(second) };
}

export type QueueItem = {
  number: number;
  title: string;
  state: SheetState;
  /** Whether every juror scores it, and first. */
  isWarmUp: boolean;
  /** What took it away, and what becomes of it. */
  conflict: string | null;
};

/** `isOver` where the round is closed, and its sheets stand whatever is found. */
type Place = { jurorId: string; challengeId: string; round: RoundNumber; isOver: boolean };

/** What a juror was given in a round, the warm-up first and then in the order it was given, with where each sheet stands; and what a conflict took away. */
async function queueOf({ jurorId, challengeId, round, isOver }: Place): Promise<QueueItem[]> {
  const maskOf = await masksFor(challengeId);
  const rows = await db.assignment.findMany({
    where: { jurorId, round, submission: { withdrawnAt: null } },
    orderBy: { id: "asc" },
    select: {
      releasedAt: true,
      submission: {
        select: {
          ...{ number: true, warmUpAt: true },
          versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
          conflicts: { where: { jurorId, dismissedAt: null }, select: { kind: true } },
        },
      },
      sheets: { orderBy: { number: "desc" }, take: 1, select: { state: true } },
    },
  });
  const queue = rows.flatMap(({ releasedAt, submission: { number, warmUpAt, versions, conflicts }, sheets }) => {
    if (releasedAt && conflicts.length === 0) return [];
    const state = sheets[0]?.state ?? ("none" as const);
    const isGone = releasedAt !== null;
    const conflict = conflictText(conflicts, { isGone, isWithdrawn: state === "handed_in" && (isGone || !isOver) });
    return [
      {
        number,
        title: titleIn(versions, maskOf?.(number)),
        state,
        isWarmUp: round === 1 && warmUpAt !== null,
        conflict,
      },
    ];
  });
  return queue.sort((a, b) => Number(b.isWarmUp) - Number(a.isWarmUp));
}

/** What took an entry away, and with it the sheet that was handed in. */
function conflictText(
  conflicts: { kind: string }[],
  { isGone, isWithdrawn }: { isGone: boolean; isWithdrawn: boolean },
): string | null {
  if (conflicts.length === 0) return null;
  const what = conflicts.some(({ kind }) => kind === "declared") ? "Conflict declared" : "Conflict found";
  const becomes = isGone ? "goes to another juror" : "the chair decides";
  return `${what}; ${becomes}${isWithdrawn ? ". Your sheet is withdrawn and does not count" : ""}`;
}

/** The juror's desk: the queue, and every entry a conflict may be declared on once entries are in. */
export async function deskForJuror(slug: string, viewer: Viewer) {
  const { challenge, round, isScoring, isOver, ...juror } = await juryPlace(slug, viewer);
  const at = await now();
  const place = { jurorId: juror.id, challengeId: challenge.id, round, isOver };
  const isIn = challenge.closesAt !== null && at >= challenge.closesAt;
  const [queue, unopened, maskOf, entries] = await Promise.all([
    queueOf(place),
    entriesToOpen(place),
    masksFor(challenge.id),
    isIn
      ? db.submission.findMany({
          where: { challengeId: challenge.id, withdrawnAt: null },
          orderBy: { number: "asc" },
          select: {
            number: true,
            team: { select: { name: true } },
            versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
            conflicts: { where: { jurorId: juror.id, dismissedAt: null }, select: { kind: true } },
          },
        })
      : [],
  ]);
  return {
    ...{ challenge, round, isScoring },
    now: at,
    juror: { number: juror.number },
    queue,
    /** What the juror says first whether they have a conflict with. */
    unopened,
    whyNotScore: whyNotScore(challenge, at)?.message ?? null,
    entries: entries.map(({ number, team, versions, conflicts }) => ({
      number,
      team: maskOf ? null : team.name,
      title: titleIn(versions, maskOf?.(number)),
      conflict: conflicts[0]?.kind ?? null,
    })),
  };
}

/** One entry on the juror's desk: evidence, rubric, the juror's own newest sheet, and the queue around it. */
export async function deskEntryForJuror({ slug, number }: { slug: string; number: number }, viewer: Viewer) {
  const { challenge: face, id: jurorId, round, isOver } = await juryPlace(slug, viewer);
  const assignment = await openAssignment({ slug, number }, viewer);
  const [at, evidence, events, rubric, queue] = await Promise.all([
    now(),
    evidenceOf({ slug, number }),
    eventsOf({ slug, number }),
    rubricOf(face.id, assignment.round),
    queueOf({ jurorId, challengeId: face.id, round, isOver }),
  ]);
  const challenge = { ...face, ...assignment.challenge };
  const { newest } = assignment;
  return {
    ...{ challenge, round: assignment.round },
    now: at,
    evidence: found(evidence),
    /** What became of its repository on GitHub. */
    events: evidence?.isBlind ? unnamedEvents(events) : events,
    rubric,
    queue,
    /** The juror's own, for the copy that a device keeps. */
    storageKey: `sheet:${assignment.id}`,
    key: randomUUID(),
    revision: newest?.number ?? 0,
    state: (newest?.state ?? "none") as SheetState,
    savedText: newest ? sinceText(newest.savedAt, at, challenge.timeZone) : null,
    sheet: {
      scores: (newest?.scores ?? {}) as Record<string, number>,
      privateNote: newest?.privateNote ?? "",
      feedback: newest?.feedback ?? "",
    },
    whyNotScore: whyNotScore(challenge, at)?.message ?? null,
  };
}

export type DeskEntry = Awaited<ReturnType<typeof deskEntryForJuror>>;

/** An entry that a juror may declare a conflict on; 404 where there is none. */
export async function entryToDeclare({ slug, number }: { slug: string; number: number }, viewer: Viewer) {
  const desk = await deskForJuror(slug, viewer);
  return { challenge: desk.challenge, entry: found(desk.entries.find((entry) => entry.number === number)) };
}
