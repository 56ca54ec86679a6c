import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { challengeForChair } from "~/judging/chair.server";
import { ChangeFieldset } from "~/judging/plan/change-form";
import { type ChangeFields, ChangeForm } from "~/judging/plan/plan.schema";
import { changePlan } from "~/judging/plan/start-plan.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Change the plan · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const asked = new URL(request.url).searchParams;
  const pair = { entry: asked.get("entry") ?? "", juror: asked.get("juror") ?? "" };
  return data({ challenge: await challengeForChair(slug, viewer), pair }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await challengeForChair(slug, viewer);
  const form = await readForm(request, ChangeForm);
  if (!form.ok) return invalid(form);
  const { other = null, ...pair } = form.value;
  const changed = await changePlan({ ...pair, slug, to: other }, viewer);
  if (!changed.ok) return refuse(changed.refusal, form);
  return redirect(paths.juryAct(slug, "assign"));
}

export default function ChangePlan() {
  const { challenge, pair } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<ChangeFields>({
    id: "change",
    lastResult: useActionData<typeof action>(),
    defaultValue: { change: "move", ...pair },
  });
  const { slug } = challenge;
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(slug)}>The jury of {challenge.title}</a>
            <a href={paths.juryAct(slug, "assign")}>Assign entries</a>
          </Crumb>
        }
        title="Change a pair"
        lede="The plan is worked out once more with this change in it. You see what it costs before you confirm, and may go back."
      />
      <Section name="The change" first>
        <FormErrors form={form} title="Not changed" />
        <PostForm form={form} action={paths.planAct(slug, "change")}>
          <ChangeFieldset fields={fields} />
          <Acts>
            <Button main>Show what it costs</Button>
            <LinkButton href={paths.juryAct(slug, "assign")}>Back</LinkButton>
          </Acts>
        </PostForm>
      </Section>
    </Main>
  );
}
