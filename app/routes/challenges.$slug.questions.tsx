import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, viewerOf } from "~/accounts/session.server";
import { challengeMeta } from "~/challenges/challenge-reading";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { askQuestion } from "~/challenges/questions/ask-question.server";
import { answerTimeText, whyNotAsk } from "~/challenges/questions/asking";
import { type QuestionFields, QuestionForm } from "~/challenges/questions/question.schema";
import { questionsForVisitor } from "~/challenges/reading/parts.server";
import { Questions } from "~/challenges/reading/questions";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { publicPage, redirectSaying } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";
import { Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { TextArea } from "~/ui/form-fields";
import { Part } from "~/ui/layout";
import { Pager } from "~/ui/table";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`Questions on ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const [at, viewer] = await Promise.all([now(), viewerOf(request)]);
  const before = Number(new URL(request.url).searchParams.get("before")) || undefined;
  const challenge = await challengeForVisitor(slug, at);
  const { questions, ...rest } = await questionsForVisitor({ slug, before: whole(before) }, at);
  const shown = questions.map((question) => ({
    ...question,
    html: question.answer === null ? null : markdownHtml(question.answer),
    corrections: question.corrections.map((one) => ({ ...one, html: markdownHtml(one.answer) })),
  }));
  const page = {
    ...rest,
    challenge,
    before,
    questions: shown,
    isSignedIn: viewer !== null,
    whyNot: whyNotAsk(challenge, at)?.message,
    now: at,
  };
  return data(page, publicPage(request));
}

const whole = (number: number | undefined) =>
  number && Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined;

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const form = await readForm(request, QuestionForm);
  if (!form.ok) return invalid(form);
  const asked = await askQuestion({ slug, body: form.value.body }, viewer);
  if (!asked.ok) return refuse(asked.refusal, form);
  return redirectSaying(
    paths.challengeQuestions(slug),
    `Question ${asked.value.number} is asked. You hear by mail when it is answered.`,
  );
}

export default function QuestionsPage() {
  const {
    challenge,
    questions,
    records,
    times,
    next,
    before,
    isSignedIn,
    whyNot,
    now: at,
  } = useLoaderData<typeof loader>();
  const { slug, timeZone } = challenge;
  const [form, fields] = useForm<QuestionFields>({ id: "question", lastResult: useActionData<typeof action>() });
  return (
    <>
      <Part id="questions" title="Questions">
        <p className="quiet">{answerTimeText(times)} Every answer is for everyone.</p>
        <Questions questions={questions} records={records} zone={timeZone} now={at} />
        <Pager
          label="Pages of questions"
          first={before ? paths.challengeQuestions(slug) : null}
          next={next ? paths.challengeQuestions(slug, { before: next }) : null}
        />
      </Part>
      <Part id="ask" title="Ask a question">
        {isSignedIn && !whyNot ? (
          <>
            <FormErrors form={form} title="Not asked" />
            <PostForm form={form}>
              <TextArea
                field={fields.body}
                label="Your question"
                hint="Everyone reads it; your name does not stand beside it."
                rows={4}
                count={{ most: 2000, unit: "characters" }}
              />
              <div className="acts">
                <Button>Ask</Button>
              </div>
            </PostForm>
          </>
        ) : whyNot ? (
          <Button disabledReason={whyNot}>Ask</Button>
        ) : (
          <LinkButton href={paths.signIn(paths.challengeQuestions(slug))}>Sign in to ask</LinkButton>
        )}
      </Part>
    </>
  );
}
