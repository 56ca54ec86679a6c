import type { Viewer } from "~/accounts/roles";
import { CALENDAR_COLUMNS } from "~/challenges/calendar.server";
import type { Calendar } from "~/challenges/phase";
import { afterLeaving, calendarOf } from "~/challenges/running-round";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { db, Prisma, type Tx } from "~/platform/database.server";
import { found, leadTo } from "~/platform/http/respond.server";
import { OFTEN } from "~/platform/statement.server";
import type { Sheet } from "./sheet";

type Of = { slug: string; number: number };

type Given = Calendar & { id: string; jurorId: string; submissionId: string; challengeId: string; round: number } & {
  isCleared: boolean;
  firstClosedAt: Instant | null;
  endsAt: Instant | null;
  leftSecondAt: Instant | null;
};

/**
 * What the viewer was given of an entry, without its sheet. One statement, since every save asks it: of few tables, since
 * PostgreSQL thinks longer about the order of joining eight than it takes to look them up.
 */
async function givenTo({ slug, number }: Of, viewer: Viewer, on: Tx, hold = Prisma.empty) {
  // Who scores an entry in both rounds has the sheet of the second in front of them.
  const [row] = await on.$queryRaw<Given[]>`${OFTEN}
    SELECT a.id, a.juror_id AS "jurorId", a.submission_id AS "submissionId", c.id AS "challengeId", a.round,
      ${CALENDAR_COLUMNS},
      EXISTS (SELECT FROM clearance l WHERE l.juror_id = j.id AND l.submission_id = s.id) AS "isCleared",
      (SELECT first_closed_at FROM second_round WHERE challenge_id = c.id) AS "firstClosedAt",
      (SELECT ends_at FROM second_round WHERE challenge_id = c.id) AS "endsAt",
      (SELECT left_at FROM second_round_juror WHERE juror_id = j.id) AS "leftSecondAt"
    FROM challenge c
    JOIN juror j ON j.challenge_id = c.id
    JOIN submission s ON s.challenge_id = c.id
    JOIN assignment a ON a.juror_id = j.id AND a.submission_id = s.id
    WHERE c.slug = ${slug} AND j.person_id = ${viewer.id}::uuid AND j.left_at IS NULL
      AND s.number = ${number}::int AND s.withdrawn_at IS NULL AND a.released_at IS NULL
      AND NOT EXISTS (SELECT FROM conflict k
        WHERE k.juror_id = j.id AND k.submission_id = s.id AND k.dismissed_at IS NULL)
    ORDER BY a.round DESC LIMIT 1 ${hold}`;
  const { challengeId, firstClosedAt, endsAt, leftSecondAt, ...given } = found(row);
  const { id, jurorId, submissionId, isCleared, round: of, ...columns } = given;
  const calendar = { id: challengeId, ...columns };
  const round = of === 2 ? 2 : 1;
  return {
    ...({ id, jurorId, submissionId, isCleared, round } as const),
    /** With the calendar of the sheet's round; of the second, until the juror was taken out of it. */
    challenge:
      round === 2 && leftSecondAt
        ? afterLeaving(calendar, leftSecondAt)
        : calendarOf(calendar, { firstClosedAt, endsAt }, round),
  };
}

type Version = Sheet & { number: number; state: "draft" | "handed_in"; savedAt: Instant };
type Sheets = { at: Instant } & (Version | { number: null }) & { knownNumber: number | null; knownAt: Instant };

/** A sheet's newest version, the one that a key has made, and the time; one statement. */
async function sheetsAt(assignmentId: string, on: Tx, key: string | null = null) {
  const [row] = await on.$queryRaw<[Sheets]>`${OFTEN}
    SELECT palio_now() AS at, v.number, v.scores, v.private_note AS "privateNote", v.feedback, v.state::text,
      v.saved_at AS "savedAt", k.number AS "knownNumber", k.saved_at AS "knownAt"
    FROM (SELECT 1) one
    LEFT JOIN LATERAL (SELECT * FROM score_sheet_version WHERE assignment_id = ${assignmentId}::uuid
      ORDER BY number DESC LIMIT 1) v ON true
    LEFT JOIN score_sheet_version k ON k.idempotency_key = ${key && keyFor(assignmentId, key)}`;
  const { at, knownNumber, knownAt, ...newest } = row;
  return {
    at,
    newest: newest.number === null ? null : newest,
    known: knownNumber === null ? null : { number: knownNumber, savedAt: knownAt },
  };
}

/** A key is the juror's own: the assignment stands in front, so that nobody's key meets another's. */
export const keyFor = (assignmentId: string, key: string): string => `${assignmentId}:${key}`;

/**
 * What the viewer was given of an entry, as a juror of the challenge: 404 where they are none, have left, have a
 * conflict that stands, were never given it, or it was withdrawn. The juror is known from the session only.
 */
export async function assignmentOf(of: Of, viewer: Viewer) {
  const given = await givenTo(of, viewer, db);
  return { ...given, newest: (await sheetsAt(given.id, db)).newest };
}

/** The same for a page: whoever has not said yet whether they have a conflict is asked first. */
export async function openAssignment(of: Of, viewer: Viewer) {
  const assignment = await assignmentOf(of, viewer);
  if (!assignment.isCleared) leadTo(paths.deskAct(of.slug, of.number, "open"));
  return assignment;
}

/**
 * The same, held for writing: the challenge in share mode, so that closing waits, and then the assignment alone, so that
 * two saves of one sheet come one after the other. Each statement sees what the ones before it have waited for. `known`
 * is the version that the key has made already, `at` the time at which nothing was waited for any more.
 */
export async function heldAssignment(of: Of, viewer: Viewer, tx: Tx, key?: string) {
  await tx.$queryRaw`${OFTEN} SELECT id FROM challenge WHERE slug = ${of.slug} FOR SHARE`;
  const given = await givenTo(of, viewer, tx, Prisma.sql`FOR UPDATE OF a`);
  return { ...given, ...(await sheetsAt(given.id, tx, key)) };
}

export type HeldAssignment = Awaited<ReturnType<typeof heldAssignment>>;
