import { durationText, type Instant, instantText, relativeText } from "~/kernel/time";
import { RecordLink } from "~/ui/cert";
import { Prose } from "~/ui/prose";
import { Empty } from "~/ui/table";

type Correction = { html: string; reason: string; correctedAt: Date };
type Question = {
  number: number;
  body: string;
  askedAt: Date;
  answeredAt: Date | null;
  /** The first answer; what stands is the last of `corrections`, where there are any. */
  html: string | null;
  corrections: Correction[];
};

type QuestionsProps = { questions: Question[]; records: Record<string, string>; zone: string; now: Instant };

/** Questions with their answers, how long each took, and where the record has the answer (by the question's number). */
export function Questions({ questions, records, zone, now }: QuestionsProps) {
  if (questions.length === 0)
    return (
      <Empty title="No questions yet">
        <p>What is unclear to you is unclear to others. Ask, and the answer stands here for every team.</p>
      </Empty>
    );
  return questions.map(({ number, body, askedAt, answeredAt, html, corrections }) => (
    <article className="qa" key={number} id={`question-${number}`}>
      <p className="asked">
        <b>{body}</b>
      </p>
      {html !== null && <Answer first={html} corrections={corrections} zone={zone} />}
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

/** The answer as it stands; where it was corrected, since when, why, and what stood before. */
function Answer({ first, corrections, zone }: { first: string; corrections: Correction[]; zone: string }) {
  const newest = corrections.at(-1);
  if (!newest) return <Prose html={first} />;
  const earlier = [first, ...corrections.slice(0, -1).map(({ html }) => html)].reverse();
  return (
    <>
      <Prose html={newest.html} />
      <p className="why">
        Corrected on {instantText(newest.correctedAt, zone)}: {newest.reason}
      </p>
      <details>
        <summary>What stood before</summary>
        {earlier.map((html) => (
          <Prose key={html} html={html} />
        ))}
      </details>
    </>
  );
}
