import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { seatOf } from "~/judging/round/final.server";
import { finalistsForJuror } from "~/judging/round/final-desk.server";
import { type FinalistsFields, FinalistsForm } from "~/judging/round/round.schema";
import { sayOfFinalists } from "~/judging/round/say-of-finalists.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { CheckboxGroup } from "~/ui/form-choices";
import { TextArea } from "~/ui/form-fields";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Before you vote in the final of ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  return data(await finalistsForJuror(slug, await requireViewer(request)), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await seatOf(slug, viewer);
  const form = await readForm(request, FinalistsForm);
  if (!form.ok) return invalid(form);
  const said = await sayOfFinalists({ slug, ...form.value }, viewer);
  if (!said.ok) return refuse(said.refusal, form);
  const { barred } = said.value;
  return redirectSaying(
    paths.finalDesk(slug),
    barred === 0
      ? "Kept: nothing ties you to these entries."
      : `Kept. You get no pair with ${barred === 1 ? "that entry" : `those ${count(barred, "entry", "entries")}`}.`,
  );
}

export default function BeforeTheFinal() {
  const { challenge, entries, whyNotSay } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<FinalistsFields>({ id: "finalists", lastResult: useActionData<typeof action>() });
  const isFirst = entries.some(({ word }) => word === null);
  return (
    <Main narrow tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.desk(challenge.slug)}>Your desk</a>
            {!isFirst && <a href={paths.finalDesk(challenge.slug)}>The final</a>}
          </Crumb>
        }
        title={isFirst ? "Before you vote" : "Conflicts in the final"}
        lede="Does anything tie you to one of these: kinship, friendship, work, money, or a hand in the making? You get no pair with an entry that you tick, and your votes on it are taken back."
      />
      <FormErrors form={form} title="Not kept" />
      <PostForm form={form}>
        <CheckboxGroup
          field={fields.conflicts}
          label="Something ties me to"
          optional
          options={entries.map(({ number, title, team, word }) => ({
            ...{ value: String(number), label: `${number}. ${title}`, note: team ?? undefined },
            disabledReason: word === "conflict" ? "A conflict stands. You get no pair with it." : null,
          }))}
        />
        <TextArea
          field={fields.reason}
          label="What it is"
          hint="For the chair. Nobody else reads it."
          rows={2}
          optional
        />
        <Acts>
          <Button main disabledReason={whyNotSay}>
            {isFirst ? "Nothing else ties me to any of them" : "Declare what is ticked"}
          </Button>
        </Acts>
      </PostForm>
    </Main>
  );
}
