import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { challengeForChair } from "~/judging/chair.server";
import { type PlanFields, PlanForm } from "~/judging/plan/plan.schema";
import { planForChair } from "~/judging/plan/plan-for-chair.server";
import { AskForBids, PlanFieldset, SeedOfPlans, WarmUpChosen } from "~/judging/plan/plan-form";
import { DetectedConflicts, PlanShown } from "~/judging/plan/plan-page";
import { startPlan } from "~/judging/plan/start-plan.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { Crumb, Note, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Assign entries · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data(await planForChair(slug, viewer), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await challengeForChair(slug, viewer);
  const form = await readForm(request, PlanForm);
  if (!form.ok) return invalid(form);
  const { mode, least = null, most = null, mayMove = false } = form.value;
  const started = await startPlan({ slug, mode, least, most, mayMove }, viewer);
  if (!started.ok) return refuse(started.refusal, form);
  return redirect(paths.juryAct(slug, "assign"));
}

export default function Assign() {
  const page = useLoaderData<typeof loader>();
  const { challenge, draw, plan, whyNot, entries, toPlace, shortage, standing, blocked, detected } = page;
  const [form, fields] = useForm<PlanFields>({
    id: "assign",
    lastResult: useActionData<typeof action>(),
    defaultValue: { mode: "fair" },
  });
  const { slug, reviewsPerEntry } = challenge;
  const isStarted = plan !== null;
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(slug)}>The jury of {challenge.title}</a>
          </Crumb>
        }
        title={challenge.round === 2 ? "Assign entries of the second round" : "Assign entries"}
        lede={`${count(entries, "entry", "entries")}, ${count(reviewsPerEntry, "review")} each. A plan is worked out first; nothing is assigned and nobody is told until you confirm it.`}
      />
      {plan && (
        <Section name="The plan" first>
          <PlanShown slug={slug} plan={plan} />
        </Section>
      )}
      <Section name="The seed" first={!isStarted}>
        <div className="stack">
          <SeedOfPlans {...{ slug, draw }} whyNot={page.whyNotDraw} zone={challenge.timeZone} now={page.now} />
        </div>
      </Section>
      {!plan?.isUnderWay && (
        <Section
          name={isStarted ? "Work out another" : "Work out an assignment"}
          note={
            toPlace === null
              ? undefined
              : `${count(toPlace, "review")} to place, ${standing} assigned${blocked > 0 ? `, ${blocked} blocked by a conflict` : ""}.`
          }
        >
          <div className="stack">
            {shortage && !plan && (
              <Note tone="warn">
                <p>{shortage}</p>
              </Note>
            )}
            <FormErrors form={form} title="Not worked out" />
            <PostForm form={form}>
              <PlanFieldset fields={fields} hasStanding={standing > 0} />
              <Button main={!isStarted && draw !== null} disabledReason={whyNot}>
                Work out {isStarted ? "another" : "an assignment"}
              </Button>
            </PostForm>
            <AskForBids slug={slug} bids={page.bids} />
            {challenge.round === 1 ? (
              <WarmUpChosen slug={slug} warmUp={page.warmUp} />
            ) : (
              <p>
                <a href={paths.secondJurors(slug)}>Who scores the second round</a>
              </p>
            )}
            <DetectedConflicts detected={detected} />
          </div>
        </Section>
      )}
    </Main>
  );
}
