import { db, Prisma, type Tx } from "~/platform/database.server";
import { hasFeedback, type Rubric } from "./desk/sheet";
import type { Coverage } from "./jury/jury";
import type { Scale } from "./ranking/weighted-mean";

export const rubricOf = (challengeId: string, on: Tx = db): Promise<Rubric> =>
  on.criterion.findMany({
    where: { challengeId },
    orderBy: { position: "asc" },
    select: {
      id: true,
      title: true,
      description: true,
      weight: true,
      levels: { orderBy: { value: "asc" }, select: { value: true, sentence: true } },
    },
  });

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
  /** Null where nothing has been saved. */
  versionId: string | null;
  state: "draft" | "handed_in" | null;
  scores: Record<string, number>;
  feedback: string;
  savedAt: Date | null;
  assignedAt: Date;
};

const AMONG = { all: Prisma.empty, "warm-up": Prisma.sql`AND s.warm_up_at IS NOT NULL` };

/**
 * The newest version of every sheet that counts: of assignments that stand and that no conflict blocks, and entries that
 * were not withdrawn; of all of them, or those of the warm-up set.
 */
export const sheetsOf = (
  challengeId: string,
  on: Tx = db,
  among: keyof typeof AMONG = "all",
): Promise<NewestSheet[]> => on.$queryRaw<NewestSheet[]>`
  SELECT DISTINCT ON (a.id) a.id AS "assignmentId", a.juror_id AS "jurorId", j.number AS "jurorNumber",
    a.submission_id AS "submissionId", s.number AS "entry", v.id AS "versionId", v.state::text AS "state",
    coalesce(v.scores, '{}'::jsonb) AS "scores", coalesce(v.feedback, '') AS "feedback", v.saved_at AS "savedAt",
    a.assigned_at AS "assignedAt"
  FROM assignment a
  JOIN submission s ON s.id = a.submission_id AND s.withdrawn_at IS NULL
  JOIN juror j ON j.id = a.juror_id
  LEFT JOIN score_sheet_version v ON v.assignment_id = a.id
  WHERE s.challenge_id = ${challengeId}::uuid AND a.released_at IS NULL AND NOT EXISTS (SELECT 1 FROM conflict k
    WHERE k.juror_id = a.juror_id AND k.submission_id = a.submission_id AND k.dismissed_at IS NULL)
    ${AMONG[among]}
  ORDER BY a.id, v.number DESC`;

/** Entries that compete: handed in and not withdrawn, in the order of their numbers. */
export const liveEntries = (challengeId: string, on: Tx = db) =>
  on.submission.findMany({
    where: { challengeId, withdrawnAt: null },
    orderBy: { number: "asc" },
    select: { id: true, number: true },
  });

/** How far each entry's reviews are; says nothing of what they say. */
export const coverageOf = (entries: { id: string; number: number }[], sheets: NewestSheet[]): Coverage[] =>
  entries.map(({ id, number }) => {
    const own = sheets.filter(({ submissionId }) => submissionId === id);
    const handedIn = own.filter(({ state }) => state === "handed_in");
    return {
      number,
      assigned: own.length,
      handedIn: handedIn.length,
      hasFeedback: handedIn.some(({ feedback }) => hasFeedback(feedback)),
    };
  });
