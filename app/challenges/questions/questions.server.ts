import { db } from "~/platform/database.server";
import type { AnswerTimes } from "./asking";

const PAGE = 20;

/** Questions without an answer, oldest first, from after a number. */
export async function waitingQuestions(challengeId: string, after = 0) {
  const rows = await db.question.findMany({
    where: { challengeId, answeredAt: null, number: { gt: after } },
    orderBy: { number: "asc" },
    take: PAGE + 1,
    select: { number: true, body: true, askedAt: true },
  });
  return { questions: rows.slice(0, PAGE), next: rows.length > PAGE ? (rows[PAGE - 1]?.number ?? null) : null };
}

/** The newest answers, as they stand. */
export async function newestAnswers(challengeId: string) {
  const rows = await db.question.findMany({
    where: { challengeId, answeredAt: { not: null } },
    orderBy: { answeredAt: "desc" },
    take: 10,
    select: {
      ...{ number: true, body: true, answer: true, askedAt: true, answeredAt: true },
      corrections: { orderBy: { correctedAt: "desc" }, take: 1, select: { answer: true } },
    },
  });
  return rows.map(({ corrections, ...row }) => ({ ...row, answer: corrections[0]?.answer ?? row.answer }));
}

/** How long answers take: how many there are, how many questions wait, and the median in milliseconds (null before the first). */
export async function answerTimes(challengeId: string): Promise<AnswerTimes> {
  const [row] = await db.$queryRaw<AnswerTimes[]>`
    SELECT count(answered_at)::int AS answered, count(*) FILTER (WHERE answered_at IS NULL)::int AS waiting,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - asked_at)) * 1000)::float8 AS median
    FROM question WHERE challenge_id = ${challengeId}::uuid`;
  return row ?? { answered: 0, waiting: 0, median: null };
}
