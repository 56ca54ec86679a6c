import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { StaffPage } from "~/challenges/desk/staff-frame";
import { type PublishFields, PublishForm } from "~/challenges/draft.schema";
import { whatIsKept, whyNotPublish } from "~/challenges/drafting/draft-desk";
import { checklist, readyChallenge } from "~/challenges/drafting/ready";
import { draftForEditor, namedDatasets } from "~/challenges/drafts.server";
import { juryLoad } from "~/challenges/forecast";
import { publishChallenge } from "~/challenges/publish-challenge.server";
import { challengeForStaff } from "~/challenges/staff-challenge.server";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { NumberField } from "~/ui/form-fields";

export const meta: MetaFunction = () => [{ title: "Publish · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [at, challenge] = await Promise.all([now(), challengeForStaff(slug, viewer)]);
  if (challenge.publishedAt) throw redirect(paths.staffChallenge(slug));
  const { draft } = await draftForEditor(slug, viewer);
  const named = await namedDatasets(draft, viewer);
  const why = whyNotPublish(checklist(draft, named, at));
  const load = juryLoad(readyChallenge(draft, named, at), config().minutesAReview);
  return data({ challenge, why, load, kept: whatIsKept(named), now: at }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await draftForEditor(slug, viewer);
  const form = await readForm(request, PublishForm);
  if (!form.ok) return invalid(form);
  const published = await publishChallenge(slug, viewer, form.value);
  if (!published.ok) return refuse(published.refusal, form);
  return redirectSaying(paths.staffChallenge(slug), "Published. Rules version 1 and the pledge are in the record.");
}

export default function Publish() {
  const { challenge, why, load, kept, now: at } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<PublishFields>({ id: "publish", lastResult: useActionData<typeof action>() });
  return (
    <StaffPage challenge={challenge} now={at} title="Publish" narrow>
      <p className="lede">“{challenge.title}” is announced to everyone the moment you press the button.</p>
      <ul className="bulleted">
        <li>Prizes, criteria with their levels, data and the pledge stand from then on. Nobody can change them.</li>
        <li>The rules become version 1. A change makes a new version, which every team is asked to accept.</li>
        <li>Dates may move later, for everyone and with a reason; never earlier.</li>
        <li>{kept}</li>
        <li>You become the first chair of its jury, and can name others.</li>
      </ul>
      <FormErrors form={form} title="Not published" />
      <PostForm form={form}>
        {load && <p>{load}</p>}
        <NumberField
          field={fields.entries}
          label="Entries you expect"
          hint="With the jurors it is checked that they can be read in time."
          optional
        />
        <NumberField field={fields.jurors} label="Jurors you expect" optional />
        <Acts>
          <Button main disabledReason={why}>
            Publish the challenge
          </Button>
          <LinkButton href={paths.staffChallenge(challenge.slug)}>Not yet</LinkButton>
        </Acts>
      </PostForm>
    </StaffPage>
  );
}
