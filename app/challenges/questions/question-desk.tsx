import { type SubmissionResult, useForm } from "@conform-to/react";
import { type Instant, relativeText } from "~/kernel/time";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField, TextArea } from "~/ui/form-fields";
import type { AnswerFields } from "../running/running.schema";

type Question = { number: number; body: string; askedAt: Date };

/** One page has a form for each question: the last answer belongs to the one that it names. */
export const isAnswerTo = (number: number, lastResult?: SubmissionResult | null): boolean =>
  String(lastResult?.initialValue?.number ?? "") === String(number);

/** An answer to a question that waits no more, or never did: why it was not taken, and the words, to be copied. */
export function AnswerAstray({ lastResult }: { lastResult: SubmissionResult }) {
  const [form, fields] = useForm<AnswerFields>({ id: "answer", lastResult });
  return (
    <>
      <FormErrors form={form} title="Not answered" kept="What you typed is beneath." />
      <TextArea field={fields.answer} label="What you typed" optional={false} rows={4} />
    </>
  );
}

/** A question that waits, with the form that answers it. */
export function AnswerRow({
  question: { number, body, askedAt },
  lastResult,
  why,
  now,
}: {
  question: Question;
  lastResult?: SubmissionResult | null;
  why: string | null;
  now: Instant;
}) {
  const [form, fields] = useForm<AnswerFields>({
    id: `answer-${number}`,
    lastResult: isAnswerTo(number, lastResult) ? lastResult : undefined,
    defaultValue: { number: String(number) },
  });
  return (
    <section className="group" id={`question-${number}`} aria-labelledby={`question-${number}-title`}>
      <h3 id={`question-${number}-title`}>Question {number}</h3>
      <p style={{ whiteSpace: "pre-line" }}>{body}</p>
      <p className="why">Asked {relativeText(askedAt, now)}</p>
      <FormErrors form={form} title="Not answered" />
      <PostForm form={form}>
        <HiddenField field={fields.number} value={String(number)} />
        <TextArea
          field={fields.answer}
          label={`Answer to question ${number}`}
          hint="Everyone reads it. A later correction shows what stood before."
          rows={4}
        />
        <Button main disabledReason={why}>
          Answer question {number}
        </Button>
      </PostForm>
    </section>
  );
}
