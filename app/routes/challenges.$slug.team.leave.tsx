import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { redirectSaying } from "~/platform/http/respond.server";
import { ActRefused } from "~/teams/act-refused";
import { leaveTeam } from "~/teams/members/leave-team.server";
import { requireMember } from "~/teams/own-team.server";
import { NoFields } from "~/teams/team.schema";

export const meta: MetaFunction = () => [{ title: "Leave · Palio" }];

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, NoFields);
  if (!form.ok) return invalid(form);
  const done = await leaveTeam(slug, viewer);
  if (!done.ok) return refuse(done.refusal, form);
  return redirectSaying(
    paths.challengeTeams(slug),
    done.value.dissolved ? `${done.value.name} has dissolved.` : `You are no longer in ${done.value.name}.`,
  );
}

export default function Leave() {
  const { slug = "" } = useParams();
  return <ActRefused lastResult={useActionData<typeof action>()} slug={slug} />;
}
