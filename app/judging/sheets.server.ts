import { inRound, type RoundNumber } from "~/challenges/running-round";
import { db, Prisma, type Tx } from "~/platform/database.server";
import { OFTEN } from "~/platform/statement.server";
import { hasFeedback, type Rubric } from "./desk/sheet";
import type { Coverage } from "./jury/jury";
import type { Scale } from "./ranking/weighted-mean";

/** The rubric of one round. */
export const rubricOf = (challengeId: string, round: RoundNumber, on: Tx = db): Promise<Rubric> =>
  criteriaOf({ challengeId, round }, on);

/** The criteria of all rounds, those of the first in front. */
export const rubricsOf = (challengeId: string, on: Tx = db): Promise<Rubric> =>
  criteriaOf({ challengeId, round: null }, on);

// A save asks for it each time: one statement for the criteria and their levels.
const criteriaOf = ({ challengeId, round }: { challengeId: string; round: RoundNumber | null }, on: Tx) =>
  on.$queryRaw<Rubric>`${OFTEN}
    SELECT c.id, c.round, c.title, c.description, c.weight,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('value', l.value, 'sentence', l.sentence) ORDER BY l.value), '[]')
        FROM level l WHERE l.criterion_id = c.id) AS levels
    FROM criterion c
    WHERE c.challenge_id = ${challengeId}::uuid AND (${round}::int IS NULL OR c.round = ${round}::int)
    ORDER BY c.round, c.position`;

export const scalesOf = (rubric: Rubric): Scale[] =>
  rubric.map(({ id, weight, levels }) => ({
    id,
    weight,
    least: levels[0]?.value ?? 0,
    most: levels[levels.length - 1]?.value ?? 0,
  }));

export type NewestSheet = {
  assignmentId: string;
  jurorId: string;
  jurorNumber: number;
  submissionId: string;
  entry: number;
  round: RoundNumber;
  /** Null where nothing has been saved. */
  versionId: string | null;
  nonce: string | null;
  state: "draft" | "handed_in" | null;
  scores: Record<string, number>;
  feedback: string;
  savedAt: Date | null;
  assignedAt: Date;
};

const AMONG = { all: Prisma.empty, "warm-up": Prisma.sql`AND s.warm_up_at IS NOT NULL` };

/**
 * The newest version of every sheet of both rounds that counts: of assignments that stand and that no conflict blocks,
 * and entries that were not withdrawn; of all of them, or those of the warm-up set. Sheets of a first round that was
 * closed for a second stand, whatever is found later.
 */
export const sheetsOf = (
  challengeId: string,
  on: Tx = db,
  among: keyof typeof AMONG = "all",
): Promise<NewestSheet[]> => on.$queryRaw<NewestSheet[]>`
  SELECT DISTINCT ON (a.id) a.id AS "assignmentId", a.juror_id AS "jurorId", j.number AS "jurorNumber",
    a.submission_id AS "submissionId", s.number AS "entry", a.round, v.id AS "versionId", v.nonce,
    v.state::text AS "state",
    coalesce(v.scores, '{}'::jsonb) AS "scores", coalesce(v.feedback, '') AS "feedback", v.saved_at AS "savedAt",
    a.assigned_at AS "assignedAt"
  FROM assignment a
  JOIN submission s ON s.id = a.submission_id AND s.withdrawn_at IS NULL
  JOIN juror j ON j.id = a.juror_id
  LEFT JOIN score_sheet_version v ON v.assignment_id = a.id
  LEFT JOIN second_round r ON r.challenge_id = s.challenge_id
  WHERE s.challenge_id = ${challengeId}::uuid AND a.released_at IS NULL
    AND ((a.round = 1 AND r.first_closed_at IS NOT NULL) OR NOT EXISTS (SELECT 1 FROM conflict k
      WHERE k.juror_id = a.juror_id AND k.submission_id = a.submission_id AND k.dismissed_at IS NULL))
    ${AMONG[among]}
  ORDER BY a.id, v.number DESC`;

type RoundOf = { id: string; round: RoundNumber };

/** The same of one round. */
export const sheetsIn = async ({ id, round }: RoundOf, on: Tx = db): Promise<NewestSheet[]> =>
  (await sheetsOf(id, on)).filter((sheet) => sheet.round === round);

/** Entries that compete: handed in and not withdrawn, in the order of their numbers; of a second round, those that went on. */
export const liveEntries = (challengeId: string, on: Tx = db, round: RoundNumber = 1) =>
  on.submission.findMany({
    where: { challengeId, withdrawnAt: null, ...inRound(round) },
    orderBy: { number: "asc" },
    select: { id: true, number: true },
  });

/**
 * How far each entry's reviews are, in one round where it is named; says nothing of what they say. Feedback is for the
 * team in whichever round it was written.
 */
export const coverageOf = (
  entries: { id: string; number: number }[],
  sheets: NewestSheet[],
  only?: RoundNumber,
): Coverage[] =>
  entries.map(({ id, number }) => {
    const own = sheets.filter(({ submissionId }) => submissionId === id);
    const counted = own.filter(({ round }) => only === undefined || round === only);
    const isIn = ({ state }: NewestSheet) => state === "handed_in";
    return {
      number,
      assigned: counted.length,
      handedIn: counted.filter(isIn).length,
      hasFeedback: own.some((sheet) => isIn(sheet) && hasFeedback(sheet.feedback)),
    };
  });
