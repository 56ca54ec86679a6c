import { useForm } from "@conform-to/react";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { whyNotChangeTeam } from "~/challenges/phase";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { describeTeam } from "~/teams/change-team.server";
import { requireMember, requireOwnTeam } from "~/teams/own-team.server";
import { type AboutFields, AboutForm } from "~/teams/team.schema";
import { TeamFields } from "~/teams/team-fields";
import { Workspace } from "~/teams/workspace";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";

export const meta: MetaFunction = () => [{ title: "About the team · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { title, theme, arms, ...calendar } = await challengeForVisitor(slug, at);
  const { name, about, isLooking, skillsWanted } = await requireOwnTeam(slug, viewer);
  const team = { name, about, isLooking, skillsWanted: skillsWanted.join(", ") };
  return { challenge: { slug, title, theme, arms }, team, why: whyNotChangeTeam(calendar, at) };
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, AboutForm);
  if (!form.ok) return invalid(form);
  const described = await describeTeam({ slug, ...form.value }, viewer);
  if (!described.ok) return refuse(described.refusal, form);
  return redirectSaying(paths.myTeam(slug), "Saved. Everyone sees it on the team’s page.");
}

export default function About() {
  const { challenge, team, why } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<AboutFields>({
    id: "about",
    lastResult: useActionData<typeof action>(),
    defaultValue: team,
  });
  return (
    <Workspace challenge={challenge} title="What everyone sees of the team" here="other">
      <FormErrors form={form} />
      <PostForm form={form}>
        <TeamFields fields={fields} />
        <Acts>
          <Button main disabledReason={why?.message}>
            Save
          </Button>
          <LinkButton href={paths.myTeam(challenge.slug)}>Back</LinkButton>
        </Acts>
      </PostForm>
    </Workspace>
  );
}
