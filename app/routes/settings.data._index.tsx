import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { profileOf } from "~/accounts/accounts.server";
import { closeSession, requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { type EraseFields, EraseForm } from "~/personal-data/erase.schema";
import { erasePerson, whyNotEraseNow } from "~/personal-data/erase-person.server";
import { WhatIsErased } from "~/personal-data/what-is-erased";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { TextField } from "~/ui/form-fields";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Your data · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [{ email }, whyNot] = await Promise.all([profileOf(viewer.id), whyNotEraseNow(viewer)]);
  return data({ email, whyNot }, { headers: PRIVATE });
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const form = await readForm(request, EraseForm);
  if (!form.ok) return invalid(form);
  const erased = await erasePerson(form.value, viewer);
  if (!erased.ok) return refuse(erased.refusal, form);
  return redirectSaying(paths.front(), "Your data are erased, and you are signed out.", await closeSession(request));
}

export default function YourData() {
  const { email, whyNot } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<EraseFields>({ id: "erase", lastResult: useActionData<typeof action>() });
  return (
    <Main>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.settings()}>Settings</a>
          </Crumb>
        }
        title="Your data"
        lede="All that this site holds of you is yours to take away, and to have erased."
      />
      <Section name="Take it with you" first>
        <div className="stack">
          <p>
            A zip of JSON and files: your account, your teams and entries, what you asked, scored and declared, and the
            lines of the public record about you with what opens them.
          </p>
          <p>
            <a className="btn" href={paths.dataExport()} download>
              Download everything
            </a>
          </p>
        </div>
      </Section>
      <Section name="Have it erased" note="This cannot be undone. Download first what you want to keep.">
        <div className="stack">
          <WhatIsErased />
          <FormErrors form={form} title="Nothing is erased" />
          <PostForm form={form}>
            <TextField
              field={fields.email}
              label="Type your mail address to confirm"
              autoComplete="off"
              hint={`It is ${email}.`}
            />
            <div className="acts">
              <Button disabledReason={whyNot ?? undefined}>Erase my data for good</Button>
            </div>
          </PostForm>
        </div>
      </Section>
    </Main>
  );
}
