import { type SubmissionResult, useForm } from "@conform-to/react";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField, TextArea } from "~/ui/form-fields";
import type { ToldFact } from "./provenance.server";
import type { ReplyFields } from "./reply";

/** One page has a form for each fact: the last answer belongs to the one that it names. */
export const isReplyTo = (key: string, lastResult?: SubmissionResult | null): boolean =>
  lastResult?.initialValue?.fact === key;

/** A reply to a fact that is not listed: why it was not taken, and the words, to be copied. */
export function ReplyAstray({ lastResult }: { lastResult: SubmissionResult }) {
  const [form, fields] = useForm<ReplyFields>({ id: "reply", lastResult });
  return (
    <>
      <FormErrors form={form} title="Not saved" kept="What you typed is beneath." />
      <TextArea field={fields.text} label="What you typed" optional={false} rows={4} />
    </>
  );
}

/** What the team says to one fact, folded away until something stands there. */
export function ReplyRow({
  fact: { key, reply },
  lastResult,
}: {
  fact: ToldFact;
  lastResult?: SubmissionResult | null;
}) {
  const isLast = isReplyTo(key, lastResult);
  const [form, fields] = useForm<ReplyFields>({
    id: `reply-${key}`,
    lastResult: isLast ? lastResult : undefined,
    defaultValue: { fact: key, text: reply?.text ?? "" },
  });
  return (
    <details open={isLast || reply !== null}>
      <summary>{reply ? "Your reply" : "Reply to this"}</summary>
      <div className="stack">
        <FormErrors form={form} title="Not saved" />
        <PostForm form={form}>
          <HiddenField field={fields.fact} value={key} />
          <TextArea
            field={fields.text}
            label="What your team says to it"
            hint="The jury reads it beside the fact. Save it empty to take it back."
            optional={false}
            rows={3}
            count={{ most: 2_000, unit: "characters" }}
          />
          <Button>Save the reply</Button>
        </PostForm>
      </div>
    </details>
  );
}
