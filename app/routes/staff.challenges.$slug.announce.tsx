import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { StaffPage } from "~/challenges/desk/staff-frame";
import { VIEWERS_CHANGE_NOTHING } from "~/challenges/desk/words";
import { announce, announcementKey, announcements, registeredCount } from "~/challenges/running/announce.server";
import { type AnnouncementFields, AnnouncementForm } from "~/challenges/running/running.schema";
import { requireEditor, runningChallengeForStaff } from "~/challenges/staff-challenge.server";
import { count, excerpt } from "~/kernel/text";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField, TextArea, TextField } from "~/ui/form-fields";
import { Section } from "~/ui/layout";
import { Empty } from "~/ui/table";
import { When } from "~/ui/when";

export const meta: MetaFunction = () => [{ title: "Announce · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [at, challenge] = await Promise.all([now(), runningChallengeForStaff(slug, viewer)]);
  const [posted, readers] = await Promise.all([announcements(challenge.id), registeredCount(challenge.id)]);
  return data({ challenge, posted, readers, key: announcementKey(), now: at }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireEditor(slug, viewer);
  const form = await readForm(request, AnnouncementForm);
  if (!form.ok) return invalid(form);
  const announced = await announce({ slug, ...form.value }, viewer);
  if (!announced.ok) return refuse(announced.refusal, form);
  return redirectSaying(paths.staffAct(slug, "announce"), "Announced. The mails are on their way.");
}

export default function Announce() {
  const { challenge, posted, readers, key, now: at } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<AnnouncementFields>({
    id: "announce",
    lastResult: useActionData<typeof action>(),
    defaultValue: { key },
  });
  return (
    <StaffPage
      challenge={challenge}
      now={at}
      title="Announce news"
      lede={`On the challenge’s page for everyone, and by mail to ${readers === 0 ? "those registered, who are none so far" : `the ${count(readers, "person", "people")} registered`}.`}
    >
      <FormErrors form={form} title="Not announced" />
      <PostForm form={form}>
        <HiddenField field={fields.key} />
        <TextField field={fields.title} label="Title" />
        <TextArea
          field={fields.body}
          label="News"
          hint="In Markdown. Mail carries it as typed. It cannot be taken back."
          rows={8}
        />
        <Button main disabledReason={challenge.mayEdit ? null : VIEWERS_CHANGE_NOTHING}>
          Announce it
        </Button>
      </PostForm>
      <Section name="So far" note="The newest twenty.">
        {posted.length === 0 ? (
          <Empty title="No news yet">
            <p>New rules and moved dates are announced by themselves, and stand here too.</p>
          </Empty>
        ) : (
          <ul className="rows">
            {posted.map(({ id, title, body, postedAt }) => (
              <li key={id}>
                <h3>{title}</h3>
                <p>{excerpt(body, 240)}</p>
                <p className="why">
                  <When at={postedAt.toISOString()} zone={challenge.timeZone} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </StaffPage>
  );
}
