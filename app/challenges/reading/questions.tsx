import { durationText, type Instant, instantText, relativeText } from "~/kernel/time";
import { RecordLink } from "~/ui/cert";
import { Prose } from "~/ui/prose";
import { Empty } from "~/ui/table";

type Question = { number: number; body: string; askedAt: Date; answeredAt: Date | null; html: string | null };

type QuestionsProps = { questions: Question[]; records: Record<string, string>; zone: string; now: Instant };

/** Questions with their answers, how long each took, and where the record has the answer (by the question's number). */
export function Questions({ questions, records, zone, now }: QuestionsProps) {
  if (questions.length === 0)
    return (
      <Empty title="No questions yet">
        <p>What is unclear to you is unclear to others. Ask, and the answer stands here for every team.</p>
      </Empty>
    );
  return questions.map(({ number, body, askedAt, answeredAt, html }) => (
    <article className="qa" key={number} id={`question-${number}`}>
      <p className="asked">
        <b>{body}</b>
      </p>
      {html !== null && <Prose html={html} />}
      <p className="rec">
        Question {number}, asked {instantText(askedAt, zone)}.{" "}
        {answeredAt
          ? `Answered in ${durationText(answeredAt.getTime() - askedAt.getTime()) ?? "less than a minute"}, to everyone.`
          : `Not answered yet; asked ${relativeText(askedAt, now)}.`}
        <RecordLink hash={records[number]} />
      </p>
    </article>
  ));
}
