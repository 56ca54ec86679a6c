import { useForm } from "@conform-to/react";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { acceptRules } from "~/teams/change-team.server";
import { requireMember, requireOwnTeam, rulesToAccept } from "~/teams/own-team.server";
import { AcceptRules } from "~/teams/rules-reading";
import { type RulesFields, RulesForm } from "~/teams/team.schema";
import { Workspace } from "~/teams/workspace";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";

export const meta: MetaFunction = () => [{ title: "Accept the rules · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const { id, title, theme, arms } = await challengeForVisitor(slug, await now());
  const [team, rules] = await Promise.all([requireOwnTeam(slug, viewer), rulesToAccept(id)]);
  return { challenge: { slug, title, theme, arms }, rules, accepted: team.rules.accepted };
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, RulesForm);
  if (!form.ok) return invalid(form);
  const accepted = await acceptRules({ slug, rules: form.value.rules }, viewer);
  if (!accepted.ok) return refuse(accepted.refusal, form);
  return redirectSaying(paths.myTeam(slug), `Rules version ${form.value.rules} are accepted for the team.`);
}

export default function Rules() {
  const { challenge, rules, accepted } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<RulesFields>({ id: "accept", lastResult: useActionData<typeof action>() });
  const { slug } = challenge;
  return (
    <Workspace
      challenge={challenge}
      title="The rules your team accepts"
      here="other"
      lede={
        accepted === rules.number ? (
          `Your team has accepted version ${rules.number}, the newest.`
        ) : (
          <>
            Your team accepted {accepted === null ? "none so far" : `version ${accepted}`}. Version {rules.number} is
            the newest: <a href={paths.challengeRules(slug, rules.number)}>see what changed</a>. One member’s acceptance
            counts for all; without it nothing can be handed in.
          </>
        )
      }
    >
      <FormErrors form={form} title="Not accepted" kept={null} />
      <PostForm form={form}>
        <AcceptRules rules={rules} slug={slug} fields={fields} label="We accept" />
        <Acts>
          <Button main>Accept version {rules.number} for the team</Button>
          <LinkButton href={paths.myTeam(slug)}>Back</LinkButton>
        </Acts>
      </PostForm>
    </Workspace>
  );
}
