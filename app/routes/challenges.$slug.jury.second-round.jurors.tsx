import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { JurorsField } from "~/judging/second/juror-fields";
import { type Named, nameSecondJurors } from "~/judging/second/name-second-jurors.server";
import { type SecondJurorsFields, SecondJurorsForm } from "~/judging/second/second.schema";
import { secondForChair } from "~/judging/second/second-for-chair.server";
import { count, list } from "~/kernel/text";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Who scores the second round · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const { challenge, jurors, whyNotChange } = await secondForChair(slug, await requireViewer(request));
  return data({ challenge, jurors, whyNotChange }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await secondForChair(slug, viewer);
  const form = await readForm(request, SecondJurorsForm);
  if (!form.ok) return invalid(form);
  const named = await nameSecondJurors({ slug, ...form.value }, viewer);
  if (!named.ok) return refuse(named.refusal, form);
  return redirectSaying(paths.secondRound(slug), said(named.value));
}

/** "1 juror more scores the second round, 2 fewer. 3 sheets are free: assign them." */
function said({ added, takenOut, freed }: Named): string {
  const changes = [
    ...(added > 0 ? [`${count(added, "juror")} added`] : []),
    ...(takenOut > 0 ? [`${count(takenOut, "juror")} taken out and told by mail`] : []),
  ];
  const free =
    freed > 0 ? ` ${count(freed, "sheet is", "sheets are")} free: assign ${freed === 1 ? "it" : "them"}.` : "";
  return `Changed: ${list(changes)}.${free}`;
}

export default function SecondJurors() {
  const { challenge, jurors, whyNotChange } = useLoaderData<typeof loader>();
  const { slug } = challenge;
  const [form, fields] = useForm<SecondJurorsFields>({
    id: "second-jurors",
    lastResult: useActionData<typeof action>(),
    defaultValue: { jurors: jurors.filter(({ isNamed }) => isNamed).map(({ number }) => String(number)) },
  });
  return (
    <Main narrow tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(slug)}>The jury of {challenge.title}</a>
            <a href={paths.secondRound(slug)}>The second round</a>
          </Crumb>
        }
        title="Who scores the second round"
        lede="Whoever you add gets entries with the next assignment. Of whoever you take out, sheets that are handed in count; the rest is free for others, begun or not."
      />
      <Section name="Jurors" note="The change stands in the public record, without a name.">
        <FormErrors form={form} title="Not changed" />
        <PostForm form={form}>
          <JurorsField
            field={fields.jurors}
            jurors={jurors}
            hint="Whoever you take out is told by mail, and stays on the jury. Whoever accepts an invitation while the round runs scores it."
          />
          <Acts>
            <Button main disabledReason={whyNotChange}>
              Keep these jurors
            </Button>
          </Acts>
        </PostForm>
      </Section>
    </Main>
  );
}
