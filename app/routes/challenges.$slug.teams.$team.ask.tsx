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
import { askToJoin } from "~/teams/members/ask-to-join.server";
import { ONE_TEAM, whyNotAsk } from "~/teams/members/membership";
import { rulesToAccept } from "~/teams/own-team.server";
import { AcceptRules } from "~/teams/rules-reading";
import { type AskFields, AskForm } from "~/teams/team.schema";
import { standingOf, teamForVisitor } from "~/teams/teams.server";
import { Acts, Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { TextArea } from "~/ui/form-fields";
import { Part } from "~/ui/layout";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Ask ${data?.team.name} · Palio` }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "", team: teamSlug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { id, ...calendar } = await challengeForVisitor(slug, at);
  const [team, standing, rules] = await Promise.all([
    teamForVisitor({ slug, team: teamSlug }, at, viewer),
    standingOf(viewer, id),
    rulesToAccept(id),
  ]);
  if (standing?.team?.slug === team.slug) throw redirect(paths.myTeam(slug));
  const crew = { size: team.members.length, isDissolved: team.dissolvedAt !== null, isLooking: team.isLooking };
  const why = whyNotChangeTeam(calendar, at) ?? (standing?.team ? ONE_TEAM : whyNotAsk(crew, team.limits));
  return { slug, team: { name: team.name }, rules, why };
}

export async function action({ request, params: { slug = "", team = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const form = await readForm(request, AskForm);
  if (!form.ok) return invalid(form);
  const asked = await askToJoin({ slug, team, message: form.value.message, rules: form.value.rules }, viewer);
  if (!asked.ok) return refuse(asked.refusal, form);
  return redirectSaying(
    paths.team(slug, team),
    `You have asked ${asked.value.name}. You get a mail when its captain answers.`,
  );
}

export default function Ask() {
  const { slug, team, rules, why } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<AskFields>({ id: "asking", lastResult: useActionData<typeof action>() });
  return (
    <Part id="ask" title={`Ask to join ${team.name}`}>
      <FormErrors form={form} title="Not asked" />
      <PostForm form={form}>
        <TextArea
          field={fields.message}
          label="A word to the captain"
          hint="Who you are and what you would bring. Only the team reads it, with what your own page says."
          optional
          rows={4}
          count={{ most: 600, unit: "characters" }}
        />
        <AcceptRules rules={rules} slug={slug} fields={fields} />
        <Acts>
          <Button main disabledReason={why?.message}>
            Ask to join
          </Button>
        </Acts>
      </PostForm>
    </Part>
  );
}
