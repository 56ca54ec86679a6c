import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { whyNotChangeTeam } from "~/challenges/phase";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { teamSizeText } from "~/teams/members/membership";
import { rulesToAccept } from "~/teams/own-team.server";
import { registerTeam } from "~/teams/register-team.server";
import { AcceptRules } from "~/teams/rules-reading";
import { type RegisterFields, RegisterForm } from "~/teams/team.schema";
import { TeamFields } from "~/teams/team-fields";
import { standingOf, teamLimits } from "~/teams/teams.server";
import { Workspace } from "~/teams/workspace";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FieldGroup, FormErrors, PostForm } from "~/ui/form";
import { Section } from "~/ui/layout";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Enter ${data?.challenge.title} · Palio` }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { id, title, theme, arms, ...calendar } = await challengeForVisitor(slug, at);
  const [standing, rules, limits] = await Promise.all([standingOf(viewer, id), rulesToAccept(id), teamLimits(id)]);
  if (standing?.team) throw redirect(paths.myTeam(slug));
  const challenge = { slug, title, theme, arms };
  return { challenge, rules, limits, isSeeking: standing?.seeking !== null, why: whyNotChangeTeam(calendar, at) };
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const form = await readForm(request, RegisterForm);
  if (!form.ok) return invalid(form);
  const { accept: _, ...registration } = form.value;
  const team = await registerTeam({ slug, ...registration }, viewer);
  if (!team.ok) return refuse(team.refusal, form);
  return redirectSaying(
    paths.myTeam(slug),
    "Your team is registered. Invite people, link a repository, or begin the entry.",
  );
}

export default function Enter() {
  const { challenge, rules, limits, isSeeking, why } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<RegisterFields>({ id: "enter", lastResult: useActionData<typeof action>() });
  const { slug } = challenge;
  return (
    <Workspace
      challenge={challenge}
      title="Enter with a team"
      lede={`A team has ${teamSizeText(limits)}. It can change until entries close; each person is in one team.`}
    >
      <FormErrors form={form} title="Not registered" />
      <PostForm form={form}>
        <FieldGroup title="Your team">
          <TeamFields fields={fields} />
        </FieldGroup>
        <AcceptRules rules={rules} slug={slug} fields={fields} label="I accept for the team" />
        <FieldGroup>
          <Button main disabledReason={why?.message}>
            Register the team
          </Button>
        </FieldGroup>
      </PostForm>
      <Section name="Without a team" note="Somebody may be looking for you.">
        <div className="stack">
          <p>
            To join a team, open the invitation link that its captain sent you, or ask a team that looks for people. You
            can also be found yourself.
          </p>
          <Acts>
            <LinkButton href={paths.challengeTeams(slug, { show: "looking" })}>Teams that look for people</LinkButton>
            <LinkButton href={paths.seek(slug)}>
              {isSeeking ? "Change what you say of yourself" : "Look for a team"}
            </LinkButton>
          </Acts>
        </div>
      </Section>
    </Workspace>
  );
}
