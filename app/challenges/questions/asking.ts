import type { Refusal } from "~/kernel/result";
import { count } from "~/kernel/text";
import { durationText, type Instant, instantText } from "~/kernel/time";
import { type Calendar, phaseAt } from "../phase";

/** How many questions of one person may wait for an answer in one challenge. */
export const MOST_WAITING = 5;

/** Why questions are not taken now: from publication until the results are published they are. */
export function whyNotAsk(calendar: Calendar, now: Instant): Refusal | null {
  const phase = phaseAt(calendar, now);
  if (phase === "announced" || phase === "open" || phase === "judging") return null;
  if (phase === "draft" || !calendar.resultsPublishedAt)
    return { code: "not-published", message: "This challenge is not published yet." };
  return {
    code: "closed",
    message: `Questions closed with the results, on ${instantText(calendar.resultsPublishedAt, calendar.timeZone)}. Write to the contact that the overview names.`,
  };
}

/** Why this person asks no further question: too many of theirs wait. */
export const whyNotAskMore = (waiting: number): Refusal | null =>
  waiting < MOST_WAITING
    ? null
    : {
        code: "too-many",
        message: `${count(waiting, "question")} of yours wait for an answer already. Ask again when the city has answered one.`,
      };

/** "Half of the questions were answered within 2 days", from the median in milliseconds. */
export function answerTimeText({ answered, waiting, median }: AnswerTimes): string {
  if (answered === 0 || median === null)
    return waiting === 0
      ? "Nobody has asked anything yet."
      : `${count(waiting, "question")} ${waiting === 1 ? "waits" : "wait"} for an answer; none has been answered yet.`;
  const time = durationText(median);
  const rest = waiting > 0 ? ` ${count(waiting, "question")} ${waiting === 1 ? "waits" : "wait"}.` : "";
  const speed = time ? `within ${time}` : "within a minute";
  return answered === 1
    ? `The one answer so far came ${speed}.${rest}`
    : `Half of ${count(answered, "answer")} came ${speed}.${rest}`;
}

/** `median` is in milliseconds from question to answer; null while nothing is answered. */
export type AnswerTimes = { answered: number; waiting: number; median: number | null };
