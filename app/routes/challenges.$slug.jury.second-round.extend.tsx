import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { extendSecondRound } from "~/judging/second/extend-second-round.server";
import { type MoreTimeFields, MoreTimeForm } from "~/judging/second/second.schema";
import { secondForChair } from "~/judging/second/second-for-chair.server";
import { instantText, toLocalInput } from "~/kernel/time";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { DateTimeField, TextArea } from "~/ui/form-fields";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "More time for the second round · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const { challenge, second, whyNotChange } = await secondForChair(slug, await requireViewer(request));
  return data({ challenge, second, whyNotChange }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await secondForChair(slug, viewer);
  const form = await readForm(request, MoreTimeForm);
  if (!form.ok) return invalid(form);
  const extended = await extendSecondRound({ slug, ...form.value }, viewer);
  if (!extended.ok) return refuse(extended.refusal, form);
  return redirectSaying(paths.secondRound(slug), "The second round has more time, and everyone registered is told.");
}

export default function ExtendSecondRound() {
  const { challenge, second, whyNotChange } = useLoaderData<typeof loader>();
  const { slug, timeZone } = challenge;
  const [form, fields] = useForm<MoreTimeFields>({
    id: "more-time",
    lastResult: useActionData<typeof action>(),
    defaultValue: { endsAt: second.endsAt ? toLocalInput(second.endsAt, timeZone) : "" },
  });
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(slug)}>The jury of {challenge.title}</a>
            <a href={paths.secondRound(slug)}>The second round</a>
          </Crumb>
        }
        title="More time"
        lede={
          second.endsAt
            ? `Sheets of the second round are taken until ${instantText(second.endsAt, timeZone)}.`
            : "The second round has no end before it is open."
        }
      />
      <Section
        name="Until when"
        note="Later, and never sooner. The record and the news say from when, to when and why."
      >
        <FormErrors form={form} title="Not moved" />
        <PostForm form={form}>
          <DateTimeField field={fields.endsAt} label="Sheets are taken until" zone={timeZone} />
          <TextArea field={fields.reason} label="Why" optional={false} rows={2} hint="Everyone reads it." />
          <Acts>
            <Button main disabledReason={whyNotChange}>
              Give more time
            </Button>
          </Acts>
        </PostForm>
      </Section>
    </Main>
  );
}
