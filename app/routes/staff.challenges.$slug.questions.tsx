import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { StaffPage } from "~/challenges/desk/staff-frame";
import { VIEWERS_CHANGE_NOTHING } from "~/challenges/desk/words";
import { answerQuestion } from "~/challenges/questions/answer-question.server";
import { answerTimeText } from "~/challenges/questions/asking";
import { AnswerAstray, AnswerRow, isAnswerTo } from "~/challenges/questions/question-desk";
import { answerTimes, newestAnswers, waitingQuestions } from "~/challenges/questions/questions.server";
import { AnswerForm } from "~/challenges/running/running.schema";
import { requireEditor, runningChallengeForStaff } from "~/challenges/staff-challenge.server";
import { durationText } from "~/kernel/time";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Section } from "~/ui/layout";
import { Empty, Pager, Table } from "~/ui/table";

export const meta: MetaFunction = () => [{ title: "Questions · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [at, challenge] = await Promise.all([now(), runningChallengeForStaff(slug, viewer)]);
  const after = Number(new URL(request.url).searchParams.get("after"));
  const [waiting, answers, times] = await Promise.all([
    waitingQuestions(challenge.id, Number.isInteger(after) && after < 1_000_000 ? after : 0),
    newestAnswers(challenge.id),
    answerTimes(challenge.id),
  ]);
  return data({ challenge, ...waiting, answers, times, now: at }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireEditor(slug, viewer);
  const form = await readForm(request, AnswerForm);
  if (!form.ok) return invalid(form);
  const answered = await answerQuestion({ slug, ...form.value }, viewer);
  if (!answered.ok) return refuse(answered.refusal, form);
  return redirectSaying(paths.staffAct(slug, "questions"), `Question ${answered.value.number} is answered, for all.`);
}

export default function Questions() {
  const { challenge, questions, next, answers, times, now: at } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const here = paths.staffAct(challenge.slug, "questions");
  return (
    <StaffPage challenge={challenge} now={at} title="Questions" lede={answerTimeText(times)}>
      <Section
        first
        name="Without an answer"
        note="Oldest first. Answers are public, and whoever asked is told by mail."
      >
        {questions.length === 0 && (
          <Empty title="Nobody waits">
            <p>Anyone signed in can ask in public. Questions come up here until they are answered.</p>
          </Empty>
        )}
        {lastResult && !questions.some(({ number }) => isAnswerTo(number, lastResult)) && (
          <AnswerAstray lastResult={lastResult} />
        )}
        {questions.map((question) => (
          <AnswerRow
            key={question.number}
            question={question}
            lastResult={lastResult}
            why={challenge.mayEdit ? null : VIEWERS_CHANGE_NOTHING}
            now={at}
          />
        ))}
        <Pager label="Questions" next={next === null ? null : `${here}?after=${next}`} />
      </Section>
      {answers.length > 0 && (
        <Section name="Answered" note="The newest ten.">
          <Table
            rows={answers}
            keyOf={({ number }) => number}
            columns={[
              { name: "Question", head: true, cell: ({ number, body }) => `${number}. ${body}` },
              { name: "Answer", folded: "Answer", cell: ({ answer }) => answer },
              {
                name: "Took",
                folded: "Took",
                numeric: true,
                cell: ({ askedAt, answeredAt }) =>
                  (answeredAt && durationText(answeredAt.getTime() - askedAt.getTime())) ?? "under a minute",
              },
              {
                name: "",
                cell: ({ number }) => (
                  <a href={paths.correctAnswer(challenge.slug, number)} aria-label={`Correct answer ${number}`}>
                    Correct
                  </a>
                ),
              },
            ]}
          />
        </Section>
      )}
    </StaffPage>
  );
}
