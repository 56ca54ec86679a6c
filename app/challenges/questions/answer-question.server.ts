import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { config } from "~/platform/config.server";
import { now, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMail } from "~/platform/mail/mail.server";
import { appendToRecord } from "~/record/record.server";
import { publishedForEditor } from "../staff-challenge.server";
import { questionAnsweredMail } from "./question-answered.mail";

/** Answers a question in public, once; whoever asked is told by mail. */
export function answerQuestion(
  { slug, number, answer }: { slug: string; number: number; answer: string },
  viewer: Viewer,
): Promise<Result<{ number: number }>> {
  return transaction(async (tx) => {
    const editing = await publishedForEditor(slug, viewer, tx);
    if (!editing.ok) return editing;
    const challenge = editing.value;
    const question = found(
      await tx.question.findUnique({
        where: { challengeId_number: { challengeId: challenge.id, number } },
        select: { id: true, body: true, answer: true, askedBy: { select: { email: true } } },
      }),
    );
    if (question.answer === answer) return ok({ number });
    if (question.answer !== null)
      return refuse(
        "answered",
        `Question ${number} has an answer, and teams may have acted on it. Correct that one instead: it says what stood before.`,
      );
    const at = await now(tx);
    await tx.question.update({
      where: { id: question.id },
      data: { answer, answeredById: viewer.id, answeredAt: at },
    });
    await appendToRecord(
      {
        type: "question.answered",
        challengeId: challenge.id,
        at,
        by: viewer.id,
        payload: { question: number },
        content: { question: question.body, answer },
      },
      tx,
    );
    const letter = questionAnsweredMail({
      number,
      body: question.body,
      answer,
      challenge,
      origin: config().origin,
    });
    await writeMail({ key: `question-answered:${question.id}`, to: question.askedBy.email, ...letter }, tx);
    return ok({ number });
  });
}
