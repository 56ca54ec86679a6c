import { useForm } from "@conform-to/react";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { found, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { WithdrawForm } from "~/submissions/draft/draft.schema";
import { entryForMember } from "~/submissions/entry-desk.server";
import { withdrawEntry } from "~/submissions/withdraw-entry.server";
import { requireMember } from "~/teams/own-team.server";
import { Workspace } from "~/teams/workspace";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField } from "~/ui/form-fields";

export const meta: MetaFunction = () => [{ title: "Withdraw the entry · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { title, theme, arms } = await challengeForVisitor(slug, at);
  const { submission } = await entryForMember({ slug, viewer }, at);
  const { number, whyNotWithdraw } = found(submission);
  return { challenge: { slug, title, theme, arms }, number, why: whyNotWithdraw };
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, WithdrawForm);
  if (!form.ok) return invalid(form);
  const withdrawn = await withdrawEntry(slug, viewer);
  if (!withdrawn.ok) return refuse(withdrawn.refusal, form);
  return redirectSaying(
    paths.myTeam(slug),
    `Entry ${withdrawn.value.number} is withdrawn. Hand in again to bring it back.`,
  );
}

export default function Withdraw() {
  const { challenge, number, why } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<{ number: string }>({ id: "withdraw", lastResult: useActionData<typeof action>() });
  return (
    <Workspace
      challenge={challenge}
      title="Withdraw the entry?"
      here="other"
      lede={`The jury will not read entry ${number}. Its versions and receipts stand, and the record says that it was withdrawn. Until entries close, handing in again brings it back.`}
    >
      <FormErrors form={form} title="Not withdrawn" kept={null} />
      <PostForm form={form}>
        <HiddenField field={fields.number} value={String(number)} />
        <Acts>
          <Button risky disabledReason={why?.message}>
            Withdraw entry {number}
          </Button>
          <LinkButton href={paths.myTeam(challenge.slug)}>Leave it as it is</LinkButton>
        </Acts>
      </PostForm>
    </Workspace>
  );
}
