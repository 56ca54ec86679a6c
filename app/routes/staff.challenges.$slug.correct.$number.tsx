import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { StaffPage } from "~/challenges/desk/staff-frame";
import { VIEWERS_CHANGE_NOTHING } from "~/challenges/desk/words";
import { correctAnswer, standingAnswer } from "~/challenges/questions/correct-answer.server";
import { type CorrectionFields, CorrectionForm } from "~/challenges/running/running.schema";
import { requireEditor, runningChallengeForStaff } from "~/challenges/staff-challenge.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { found, numberIn, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { TextArea } from "~/ui/form-fields";

export const meta: MetaFunction = () => [{ title: "Correct an answer · Palio" }];

export async function loader({ request, params: { slug = "", number } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [at, challenge] = await Promise.all([now(), runningChallengeForStaff(slug, viewer)]);
  const question = found(await standingAnswer(challenge.id, numberIn(number)));
  return data({ challenge, number: numberIn(number), question, now: at }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "", number } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireEditor(slug, viewer);
  const form = await readForm(request, CorrectionForm);
  if (!form.ok) return invalid(form);
  const corrected = await correctAnswer({ slug, number: numberIn(number), ...form.value }, viewer);
  if (!corrected.ok) return refuse(corrected.refusal, form);
  return redirectSaying(
    paths.staffAct(slug, "questions"),
    `The answer to question ${corrected.value.number} is corrected. The mails are on their way.`,
  );
}

export default function CorrectAnswer() {
  const { challenge, number, question, now: at } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<CorrectionFields>({
    id: "correct",
    lastResult: useActionData<typeof action>(),
    defaultValue: { answer: question.answer },
  });
  return (
    <StaffPage
      challenge={challenge}
      now={at}
      title={`Correct the answer to question ${number}`}
      lede="What stood before stays readable beneath the new answer. Everyone registered is told by mail, and the record has it."
    >
      <p style={{ whiteSpace: "pre-line" }}>{question.body}</p>
      <FormErrors form={form} title="Not corrected" />
      <PostForm form={form}>
        <TextArea field={fields.answer} label="What the answer is" rows={6} />
        <TextArea field={fields.reason} label="Why it is corrected" hint="Everyone reads it." rows={2} />
        <Button main disabledReason={challenge.mayEdit ? null : VIEWERS_CHANGE_NOTHING}>
          Correct it for everyone
        </Button>
      </PostForm>
    </StaffPage>
  );
}
