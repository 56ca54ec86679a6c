import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { type SubmitFields, SubmitForm } from "~/submissions/draft/draft.schema";
import { CodeFacts, EntryChecklist } from "~/submissions/entry-aside";
import { entryForMember } from "~/submissions/entry-desk.server";
import { WithdrawLink } from "~/submissions/entry-state";
import { submitEntry } from "~/submissions/submit-entry.server";
import { requireMember } from "~/teams/own-team.server";
import { Workspace } from "~/teams/workspace";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField } from "~/ui/form-fields";
import { Section } from "~/ui/layout";
import { When } from "~/ui/when";

export const meta: MetaFunction = () => [{ title: "Hand in · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { title, theme, arms, timeZone } = await challengeForVisitor(slug, at);
  const entry = await entryForMember({ slug, viewer }, at);
  // One key per page made: pressing its button twice hands in once.
  return { challenge: { slug, title, theme, arms }, zone: timeZone, entry, key: crypto.randomUUID() };
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, SubmitForm);
  if (!form.ok) return invalid(form);
  const receipt = await submitEntry({ slug, ...form.value }, viewer);
  if (!receipt.ok) return refuse(receipt.refusal, form);
  const { id, version, isNew } = receipt.value;
  if (!isNew) return redirect(paths.receipt(id));
  return redirectSaying(
    paths.receipt(id),
    `Version ${version} arrived. Its receipt was mailed to everyone in the team.`,
  );
}

export default function HandIn() {
  const { challenge, zone, entry, key } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<SubmitFields>({ id: "hand-in", lastResult: useActionData<typeof action>() });
  const { slug } = challenge;
  const { submission, closesAt, why, draft } = entry;
  const version = (submission?.latest?.number ?? 0) + 1;
  return (
    <Workspace
      challenge={challenge}
      title={`Hand in version ${version}`}
      here="hand-in"
      lede={
        closesAt && entry.closed?.code !== "closed" ? (
          <>
            Entries close on <When at={closesAt.toISOString()} zone={zone} />, by the server’s clock. Until then you can
            hand in again; the jury reads the last version.
          </>
        ) : undefined
      }
    >
      <FormErrors form={form} title="Not handed in" kept={null} />
      <Section name="What goes to the jury" first>
        <div className="stack">
          <p>
            <b>{draft.title || "No title yet"}</b>
          </p>
          <p>{draft.pitch}</p>
          <CodeFacts
            slug={slug}
            repository={entry.repository}
            zone={zone}
            why={entry.closed?.code === "closed" ? entry.closed.message : null}
          />
          <Acts>
            <LinkButton href={paths.submissionAct(slug, "preview")}>All of it, as the jury sees it</LinkButton>
          </Acts>
        </div>
      </Section>
      <Section name="What it needs">
        <EntryChecklist slug={slug} items={entry.checklist} />
      </Section>
      <Section name="Hand in" note="You get a receipt at once, and everyone in the team by mail.">
        <PostForm form={form}>
          <HiddenField field={fields.key} value={key} />
          <HiddenField field={fields.revision} value={String(entry.revision)} />
          <Acts>
            <Button main disabledReason={why?.message}>
              Hand in version {version}
            </Button>
            <LinkButton href={paths.submission(slug)}>Change it first</LinkButton>
          </Acts>
        </PostForm>
      </Section>
      {submission && (
        <Section name="Withdraw">
          <WithdrawLink slug={slug} why={submission.whyNotWithdraw?.message ?? null} />
        </Section>
      )}
    </Workspace>
  );
}
