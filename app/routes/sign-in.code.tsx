import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { afterSignIn } from "~/accounts/after-sign-in";
import { openSession } from "~/accounts/session.server";
import { type CodeFields, CodeForm } from "~/accounts/sign-in.schema";
import { useCode as tradeCode } from "~/accounts/sign-in.server";
import { paths } from "~/paths";
import { isOpenHouse } from "~/platform/config.server";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { ownPath } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField, TextField } from "~/ui/form-fields";
import { PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Your code · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const email = searchParams.get("email");
  if (!email) throw redirect(paths.signIn());
  return { email: email.slice(0, 254), to: ownPath(searchParams.get("to")), isOpenHouse: isOpenHouse() };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, CodeForm);
  if (!form.ok) return invalid(form);
  const used = await tradeCode(form.value.email, form.value.code);
  if (!used.ok) return refuse(used.refusal, form);
  const headers = await openSession(used.value.personId, request);
  return redirect(afterSignIn({ ...used.value, to: ownPath(form.value.to) }), { headers });
}

export default function Code() {
  const { email, to, isOpenHouse } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<CodeFields>({ id: "code", lastResult: useActionData<typeof action>() });
  return (
    <Main narrow>
      <PageHead
        title="Type the code"
        lede={`If ${email} is a mail address, six digits are on their way to it. They work once, for ten minutes.`}
      />
      <FormErrors form={form} title="Not signed in" />
      <PostForm form={form}>
        <HiddenField field={fields.email} value={email} />
        <HiddenField field={fields.to} value={to} />
        <TextField field={fields.code} label="Six digits" inputMode="numeric" autoComplete="one-time-code" short code />
        <Button main>Sign in</Button>
      </PostForm>
      <p className="why">
        <a href={paths.signIn(to)}>Another address, or a new code</a>
      </p>
      {isOpenHouse && (
        <p className="why">
          In the demonstration no mail leaves this machine: <a href={paths.outbox()}>read the outbox</a>.
        </p>
      )}
    </Main>
  );
}
