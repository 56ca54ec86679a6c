import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { whyNotChangeTeam } from "~/challenges/phase";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { list } from "~/kernel/text";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { joinByLink } from "~/teams/join-by-link.server";
import { ONE_TEAM, whyNotTakeIn } from "~/teams/members/membership";
import { rulesToAccept } from "~/teams/own-team.server";
import { AcceptRules } from "~/teams/rules-reading";
import { type JoinFields, JoinForm } from "~/teams/team.schema";
import { invitedTeam, standingOf, teamLimits } from "~/teams/teams.server";
import { Workspace } from "~/teams/workspace";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Join ${data?.team.name} · Palio` }];
// The address is a secret: it is not told to other sites.
export const headers = () => ({ ...PRIVATE, "Referrer-Policy": "same-origin" });

export async function loader({ request, params: { token = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { members, challenge: of, ...team } = await invitedTeam(token);
  const { id, slug, title, theme, arms, ...calendar } = await challengeForVisitor(of.slug, at);
  if (members.some(({ personId }) => personId === viewer.id)) throw redirect(paths.myTeam(slug));
  const [standing, rules, limits] = await Promise.all([standingOf(viewer, id), rulesToAccept(id), teamLimits(id)]);
  const crew = { size: members.length, isDissolved: team.dissolvedAt !== null };
  const why = whyNotChangeTeam(calendar, at) ?? (standing?.team ? ONE_TEAM : whyNotTakeIn(crew, limits));
  const names = members.map(({ person }) => person.name);
  return { challenge: { slug, title, theme, arms }, team: { name: team.name, about: team.about, names }, rules, why };
}

export async function action({ request, params: { token = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await invitedTeam(token);
  const form = await readForm(request, JoinForm);
  if (!form.ok) return invalid(form);
  const joined = await joinByLink({ token, rules: form.value.rules }, viewer);
  if (!joined.ok) return refuse(joined.refusal, form);
  return redirectSaying(paths.myTeam(joined.value.slug), `You are in ${joined.value.name}.`);
}

export default function Join() {
  const { challenge, team, rules, why } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<JoinFields>({ id: "join", lastResult: useActionData<typeof action>() });
  return (
    <Workspace
      challenge={challenge}
      title={`Join ${team.name}`}
      lede={
        team.names.length > 0 ? `${list(team.names)} ${team.names.length === 1 ? "invites" : "invite"} you.` : undefined
      }
    >
      {team.about && <p>{team.about}</p>}
      <FormErrors form={form} title="Not joined" kept={null} />
      <PostForm form={form}>
        <AcceptRules rules={rules} slug={challenge.slug} fields={fields} />
        <Button main disabledReason={why?.message}>
          Join {team.name}
        </Button>
      </PostForm>
    </Workspace>
  );
}
