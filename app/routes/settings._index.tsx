import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { isUnnamed, profileOf, sessionsOf } from "~/accounts/accounts.server";
import { GithubAccount } from "~/accounts/github/github-account";
import { githubOf } from "~/accounts/github/github-accounts.server";
import { ReceiptsChoice } from "~/accounts/receipts-choice";
import { requireViewer } from "~/accounts/session.server";
import { type ProfileFields, ProfileForm } from "~/accounts/sign-in.schema";
import { saveProfile } from "~/accounts/sign-in.server";
import { languageName } from "~/kernel/language";
import { count, words } from "~/kernel/text";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { isGithubOffered } from "~/platform/github/oauth.server";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { ownPath, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { ActButton, Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField, TextArea, TextField } from "~/ui/form-fields";
import { PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Settings · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [profile, sessions, github] = await Promise.all([
    profileOf(viewer.id),
    sessionsOf(viewer.id),
    isGithubOffered() ? githubOf(viewer.id) : null,
  ]);
  const { searchParams } = new URL(request.url);
  const isNew = isUnnamed(profile);
  return data(
    {
      profile: isNew ? { ...profile, name: (searchParams.get("name") ?? "").slice(0, 80) } : profile,
      isNew,
      sessions: sessions.length,
      github: isGithubOffered() ? { linked: github, zone: config().timeZone } : null,
      to: ownPath(searchParams.get("to"), ""),
    },
    { headers: PRIVATE },
  );
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const form = await readForm(request, ProfileForm);
  if (!form.ok) return invalid(form);
  const { to, skills, ...profile } = form.value;
  const saved = await saveProfile(viewer.id, { ...profile, skills: words(skills) });
  if (!saved.ok) return refuse(saved.refusal, form);
  return redirectSaying(ownPath(to, paths.settings()), "Saved.");
}

export default function Settings() {
  const { profile, isNew, sessions, github, to } = useLoaderData<typeof loader>();
  const { email, handle, name, about, skills, languages, affiliation, wantsReceipts } = profile;
  const [form, fields] = useForm<ProfileFields>({
    id: "profile",
    lastResult: useActionData<typeof action>(),
    defaultValue: {
      ...{ name, about, affiliation, skills: skills.join(", ") },
      languages: languages.map(languageName).join(", "),
    },
  });
  return (
    <Main>
      <PageHead
        title={isNew ? "Welcome. What is your name?" : "Settings"}
        lede={isNew ? "It stands beside what you do here. The rest can wait." : `Signed in as ${email}.`}
      />
      <Section
        name="You, as others see you"
        note={isNew ? undefined : <a href={paths.person(handle)}>Your public page</a>}
        first
      >
        <FormErrors form={form} title="Not saved" />
        <PostForm form={form}>
          <HiddenField field={fields.to} value={to} />
          <TextField
            field={fields.name}
            label="Name"
            autoComplete="name"
            hint={isNew ? "The address of your public page is made from it, and stays." : undefined}
          />
          <TextArea
            field={fields.about}
            label="About you"
            optional
            rows={5}
            count={{ most: 2000, unit: "characters" }}
            hint="Markdown. Public."
          />
          <TextField
            field={fields.skills}
            label="Skills"
            optional
            hint="Separated by commas. Public; teams look for them."
          />
          <TextField
            field={fields.languages}
            label="Languages you read"
            optional
            hint="Separated by commas, as “Italian, English”. Not public. A juror gets entries in these first."
          />
          <TextField
            field={fields.affiliation}
            label="Employer or institution"
            optional
            hint="Not public. Jurors never score entries of their own employer."
          />
          <div className="acts">
            <Button main>Save</Button>
          </div>
        </PostForm>
      </Section>
      {github && (
        <Section name="GitHub">
          <GithubAccount {...github} />
        </Section>
      )}
      <Section name="Receipts by mail">
        <ReceiptsChoice wantsReceipts={wantsReceipts} />
      </Section>
      <Section name="Your data">
        <p>
          <a href={paths.yourData()}>Download all of it, or have it erased</a>.
        </p>
      </Section>
      <Section name="Sessions">
        <div className="stack">
          <p>
            You are signed in here{sessions === 1 ? " only" : ` and in ${count(sessions - 1, "other place")}`}.{" "}
            <a href={paths.sessions()}>See where, and sign out elsewhere</a>.
          </p>
          <ActButton action={paths.signOut()}>Sign out here</ActButton>
        </div>
      </Section>
    </Main>
  );
}
