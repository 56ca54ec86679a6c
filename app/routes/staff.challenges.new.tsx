import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { type NewChallengeFields, NewChallengeForm } from "~/challenges/draft.schema";
import { organisationsToPostFor, startChallenge } from "~/challenges/drafts.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { SelectField } from "~/ui/form-choices";
import { HiddenField, TextField } from "~/ui/form-fields";
import { THEMES } from "~/ui/heraldry";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "A new challenge · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data({ organisations: await organisationsToPostFor(viewer) }, { headers: PRIVATE });
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await organisationsToPostFor(viewer);
  const form = await readForm(request, NewChallengeForm);
  if (!form.ok) return invalid(form);
  const { title, theme, organisation } = form.value;
  const started = await startChallenge({ title, theme, organisationId: organisation }, viewer);
  if (!started.ok) return refuse(started.refusal, form);
  return redirect(paths.draftSection(started.value.slug, "basics"));
}

const THEME_OPTIONS = THEMES.map((value) => ({ value, label: value.slice(0, 1).toUpperCase() + value.slice(1) }));

export default function NewChallenge() {
  const { organisations } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<NewChallengeFields>({
    id: "new-challenge",
    lastResult: useActionData<typeof action>(),
    defaultValue: { organisation: organisations[0]?.id },
  });
  const [only] = organisations;
  return (
    <Main narrow>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.staff()}>Staff desk</a>
          </Crumb>
        }
        title="A new challenge"
        lede="It starts as a draft that only your colleagues see. What is missing is listed until it can be published."
      />
      <FormErrors form={form} title="No draft was started" />
      <PostForm form={form}>
        <TextField
          field={fields.title}
          label="Title"
          hint="What is asked for, in a few words. The challenge’s address is made from it and stays."
        />
        <SelectField
          field={fields.theme}
          label="What it is about"
          hint="It gives the challenge’s banner its charge."
          placeholder="Choose"
          options={THEME_OPTIONS}
        />
        {organisations.length === 1 && only ? (
          <HiddenField field={fields.organisation} value={only.id} />
        ) : (
          <SelectField
            field={fields.organisation}
            label="Posted by"
            options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <p style={{ marginBlockStart: "var(--s5)" }}>
          <Button main>Start the draft</Button>
        </p>
      </PostForm>
    </Main>
  );
}
