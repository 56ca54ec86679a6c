import { type SubmissionResult, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { challengeForChair } from "~/judging/chair.server";
import { finalForChair } from "~/judging/round/final-for-chair.server";
import { FinalReading } from "~/judging/round/final-reading";
import { OpenFieldset, Standings } from "~/judging/round/open-fields";
import { goingOn, openFinal } from "~/judging/round/open-final.server";
import { type OpenFields, OpenForm, ruleIn } from "~/judging/round/round.schema";
import { count } from "~/kernel/text";
import { toLocalInput } from "~/kernel/time";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { Crumb, Note, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `The final: ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  return data(await finalForChair(slug, await requireViewer(request)), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await challengeForChair(slug, viewer);
  const form = await readForm(request, OpenForm);
  const answer = (seen: number[] | null, status: number, formErrors?: string[]) =>
    data({ result: form.submission.reply({ formErrors }) as SubmissionResult, seen }, { status });
  if (!form.ok) return answer(null, 400);
  const { act, jurors, minutes, startsAt, seen } = form.value;
  const rule = ruleIn(form.value);
  const looked = await goingOn(slug, rule, viewer);
  if (!looked.ok) return answer(null, 409, [looked.refusal.message]);
  if (act === "look") return answer(looked.value.entries, 200);
  const opened = await openFinal({ slug, rule, jurors, minutesEach: minutes, startsAt, seen }, viewer);
  if (!opened.ok) return answer(looked.value.entries, 409, [opened.refusal.message]);
  const said = `The final is open: ${count(opened.value.entries, "entry", "entries")}, and ${count(opened.value.jurors, "juror")} told by mail.`;
  return redirectSaying(paths.final(slug), said);
}

export default function FinalForChairPage() {
  const page = useLoaderData<typeof loader>();
  const { challenge, final, jurors, soon, whyNotOpen } = page;
  const last = useActionData<typeof action>();
  const seen: number[] | null = last?.seen ?? null;
  const [form, fields] = useForm<OpenFields>({
    id: "open",
    lastResult: last?.result,
    defaultValue: {
      ...{ rule: "top", top: "5", minutes: "10", startsAt: toLocalInput(soon, challenge.timeZone) },
      jurors: jurors.map(({ number }) => String(number)),
    },
  });
  const isOver = final?.closedAt != null && final.order === null;
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(challenge.slug)}>The jury of {challenge.title}</a>
          </Crumb>
        }
        title="The final"
        lede="The best of the ranking once more, two at a time: jurors say which of the two is better, and the votes give an order that says how sure it is."
      />
      {final && <FinalReading page={page} final={final} />}
      {(!final || isOver) && (
        <>
          {isOver && (
            <Note>
              <p>Nobody voted in the last final, so that it gave no order. You may open another one.</p>
            </Note>
          )}
          {page.standings.length > 0 && (
            <Section name="The ranking" note="What the sheets gave. Nobody else sees it before results are published.">
              <Standings page={page} seen={seen} />
            </Section>
          )}
          <Section
            name="Open a final"
            note="Once open it stands in the public record: who goes on, by which rule. Awards are decided when it is closed; what was decided before is open again."
          >
            <FormErrors form={form} title="Not opened" />
            {seen && (
              <Note>
                <p>
                  {count(seen.length, "entry goes", "entries go")} on by this rule, marked above: {seen.join(", ")}.
                  Nothing is open yet.
                </p>
              </Note>
            )}
            <PostForm form={form}>
              <OpenFieldset fields={fields} page={page} seen={seen} />
              <Acts>
                <Button name="act" value="look" main={!seen} disabledReason={whyNotOpen}>
                  See who goes on
                </Button>
                {seen && (
                  <Button name="act" value="open" main disabledReason={whyNotOpen}>
                    Open the final
                  </Button>
                )}
              </Acts>
            </PostForm>
          </Section>
        </>
      )}
    </Main>
  );
}
