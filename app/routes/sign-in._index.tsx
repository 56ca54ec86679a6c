import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { demonstrationPersons } from "~/accounts/accounts.server";
import { viewerOf } from "~/accounts/session.server";
import { type SignInFields, SignInForm } from "~/accounts/sign-in.schema";
import { askForCode } from "~/accounts/sign-in.server";
import { paths } from "~/paths";
import { isOpenHouse } from "~/platform/config.server";
import { isGithubOffered } from "~/platform/github/oauth.server";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { ownPath } from "~/platform/http/respond.server";
import { ActButton, Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField, TextField } from "~/ui/form-fields";
import { PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Sign in · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const to = ownPath(new URL(request.url).searchParams.get("to"));
  if (await viewerOf(request)) throw redirect(to);
  return { to, isGithubOffered: isGithubOffered(), persons: isOpenHouse() ? await demonstrationPersons() : [] };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, SignInForm);
  if (!form.ok) return invalid(form);
  const asked = await askForCode(form.value.email);
  if (!asked.ok) return refuse(asked.refusal, form);
  return redirect(paths.signInCode({ email: form.value.email, to: ownPath(form.value.to) }));
}

export default function SignIn() {
  const { to, isGithubOffered, persons } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<SignInFields>({ id: "sign-in", lastResult: useActionData<typeof action>() });
  return (
    <Main>
      <PageHead
        title="Sign in"
        lede={`By a code that we send to your mail${isGithubOffered ? ", or by GitHub" : ""}. There is no password to forget or to lose.`}
      />
      <FormErrors form={form} title="No code was sent" />
      <PostForm form={form}>
        <HiddenField field={fields.to} value={to} />
        <TextField
          field={fields.email}
          label="Mail address"
          type="email"
          autoComplete="email"
          hint="Nobody but you sees it."
        />
        <Button main>Send me a code</Button>
      </PostForm>
      {isGithubOffered && (
        <Section name="GitHub" note="For those who have an account there.">
          <div className="stack">
            <ActButton action={paths.signInGithub()} values={{ to }}>
              Go on with GitHub
            </ActButton>
            <p className="why">
              GitHub tells Palio your name and your verified mail address. Palio asks for no access to your
              repositories.
            </p>
          </div>
        </Section>
      )}
      {persons.length > 0 && (
        <Section name="Look around" note="Only in the demonstration, and only on this machine.">
          <ul className="stack">
            {persons.map(({ id, name, about }) => (
              <li key={id}>
                <ActButton action={paths.enterAs()} values={{ person: id, to }}>
                  Enter as {name}
                </ActButton>
                <p className="why">{about}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Main>
  );
}
