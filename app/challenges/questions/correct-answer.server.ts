import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { db, now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { appendToRecord } from "~/record/record.server";
import { postNotice } from "../notices.server";
import { publishedForEditor } from "../staff-challenge.server";

type Correction = { slug: string; number: number; answer: string; reason: string };

/**
 * Says that an answer was wrong, what it says instead and why. What stood before stays readable; everyone registered
 * is told. The same correction sent twice is one.
 */
export function correctAnswer(
  { slug, number, answer, reason }: Correction,
  viewer: Viewer,
): Promise<Result<{ number: number }>> {
  return transaction(async (tx) => {
    const editing = await publishedForEditor(slug, viewer, tx);
    if (!editing.ok) return editing;
    const challenge = editing.value;
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challenge.id}::uuid FOR UPDATE`;
    const question = found(await answered(challenge.id, number, tx));
    if (question.answer === null)
      return refuse("unanswered", `Question ${number} has no answer yet: there is nothing to correct.`);
    const [newest] = question.corrections;
    if (newest?.answer === answer && newest.reason === reason) return ok({ number });
    if ((newest?.answer ?? question.answer) === answer)
      return refuse("same", "That is what the answer says already. Write what it should say.");
    const at = await now(tx);
    const { id } = await tx.answerCorrection.create({
      data: { questionId: question.id, answer, reason, correctedById: viewer.id, correctedAt: at },
      select: { id: true },
    });
    const payload = { correction: id, question: number };
    await appendToRecord(
      { type: "correction", challengeId: challenge.id, at, by: viewer.id, payload, content: { answer, reason } },
      tx,
    );
    const notice = {
      kind: "news" as const,
      title: `The answer to question ${number} is corrected`,
      body: `${reason}\n\n${answer}`,
    };
    await postNotice({ ...notice, challengeId: challenge.id, postedById: viewer.id, at }, tx);
    return ok({ number });
  });
}

const answered = (challengeId: string, number: number, tx: Tx) =>
  tx.question.findUnique({
    where: { challengeId_number: { challengeId, number } },
    select: {
      ...{ id: true, body: true, answer: true },
      corrections: { orderBy: { correctedAt: "desc" }, take: 1, select: { answer: true, reason: true } },
    },
  });

/** A question with its answer as it stands, for the page that corrects it; null where it has none. */
export async function standingAnswer(challengeId: string, number: number) {
  const question = await answered(challengeId, number, db);
  return question?.answer ? { body: question.body, answer: question.corrections[0]?.answer ?? question.answer } : null;
}
