import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { challengeForChair } from "~/judging/chair.server";
import { type WarmUpFields, WarmUpForm } from "~/judging/plan/plan.schema";
import { chooseWarmUp, warmUpForChair } from "~/judging/plan/warm-up-set.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { CheckboxGroup } from "~/ui/form-choices";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty } from "~/ui/table";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Warm-up set of ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  return data(await warmUpForChair(slug, await requireViewer(request)), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await challengeForChair(slug, viewer);
  const form = await readForm(request, WarmUpForm);
  if (!form.ok) return invalid(form);
  const kept = await chooseWarmUp({ slug, ...form.value }, viewer);
  if (!kept.ok) return refuse(kept.refusal, form);
  const { chosen } = kept.value;
  return redirectSaying(
    paths.juryAct(slug, "assign"),
    chosen === 0
      ? "There is no warm-up set."
      : `The warm-up set has ${count(chosen, "entry", "entries")}. Work out an assignment to give every juror what is missing.`,
  );
}

export default function WarmUpSet() {
  const { challenge, entries, whyNot } = useLoaderData<typeof loader>();
  const { slug } = challenge;
  const [form, fields] = useForm<WarmUpFields>({
    id: "warm-up",
    lastResult: useActionData<typeof action>(),
    defaultValue: { entries: entries.filter(({ isChosen }) => isChosen).map(({ number }) => String(number)) },
  });
  return (
    <Main narrow tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(slug)}>The jury of {challenge.title}</a>
            <a href={paths.juryAct(slug, "assign")}>Assign entries</a>
          </Crumb>
        }
        title="Warm-up set"
        lede="Every juror without a conflict scores these entries, and scores them first. Whoever has handed in all of theirs sees, alone, how their scores lie against the others’: you do not."
      />
      {entries.length === 0 ? (
        <Empty title="No entry competes" />
      ) : (
        <>
          <FormErrors form={form} title="Not kept" />
          <PostForm form={form}>
            <CheckboxGroup
              field={fields.entries}
              label="Up to three entries"
              hint="Choose ones that differ. They are entries like all others: the sheets count, and each is a review more for every juror. The set stands once a juror has handed in one of it."
              optional
              options={entries.map(({ number, title }) => ({ value: String(number), label: `${number}. ${title}` }))}
            />
            <Acts>
              <Button main disabledReason={whyNot}>
                Keep this set
              </Button>
            </Acts>
          </PostForm>
        </>
      )}
    </Main>
  );
}
