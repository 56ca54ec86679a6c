import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { slugAsked } from "~/datasets/asked";
import { answerProblem } from "~/datasets/issues/answer-problem.server";
import { NOT_YOURS } from "~/datasets/issues/problem";
import { MOST_REMARK, type ProblemAnswerFields, ProblemAnswerForm } from "~/datasets/issues/problem.schema";
import { answerChoices, CopyField } from "~/datasets/issues/problem-answer";
import { requireResponder, toAnswer } from "~/datasets/issues/problem-desk.server";
import { ProblemHead } from "~/datasets/issues/problem-head";
import { ProblemThread } from "~/datasets/issues/problem-thread";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { found, numberIn, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FieldGroup, FormErrors, PostForm } from "~/ui/form";
import { RadioGroup } from "~/ui/form-choices";
import { MarkdownField } from "~/ui/form-fields";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Answer a problem · Palio" }];

const asked = (params: LoaderFunctionArgs["params"]) => ({
  slug: found(slugAsked(params.slug)),
  number: numberIn(params.number),
});

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data(await toAnswer(asked(params), viewer), { headers: PRIVATE });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = asked(params);
  await requireResponder(at, viewer);
  const form = await readForm(request, ProblemAnswerForm);
  if (!form.ok) return invalid(form);
  const { becomes, fixedIn = null, text } = form.value;
  const answer = { ...at, fixedIn, text, becomes: becomes === "words" ? null : becomes };
  const answered = await answerProblem(answer, viewer);
  if (!answered.ok) return refuse(answered.refusal, form);
  return redirectSaying(paths.problem(at.slug, at.number), "It is answered, for all. Whoever reported it is told.");
}

export default function AnswerProblem() {
  const { problem, dataset, steps, copies, by } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<ProblemAnswerFields>({
    id: "answer",
    lastResult: useActionData<typeof action>(),
    defaultValue: { becomes: problem.state === "open" ? "acknowledged" : "words" },
  });
  const { organisation } = dataset;
  return (
    <Main narrow tincture="azure">
      <ProblemHead problem={problem} dataset={dataset} act="Answer it" />
      <ProblemThread steps={steps} organisation={organisation} fixedIn={null} hasReport isHidden={false} />
      <FormErrors form={form} title="Not answered" />
      <PostForm form={form}>
        <FieldGroup title="Your answer" note="Everyone reads it, under your name. It stands.">
          <RadioGroup
            field={fields.becomes}
            label="What becomes of it"
            optional={false}
            options={answerChoices(problem)}
          />
          <CopyField field={fields.fixedIn} copies={copies} slug={dataset.slug} zone={organisation.timeZone} />
          <MarkdownField
            field={fields.text}
            label="Words"
            hint="A reason where it stays as it is; else as you like. In Markdown."
            optional
            rows={6}
            count={{ most: MOST_REMARK, unit: "characters" }}
          />
        </FieldGroup>
        <Button main disabledReason={by.mayAnswer ? null : NOT_YOURS.message}>
          Answer
        </Button>
      </PostForm>
    </Main>
  );
}
