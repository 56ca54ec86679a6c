import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { redirectSaying } from "~/platform/http/respond.server";
import { ActRefused } from "~/teams/act-refused";
import { handOver } from "~/teams/members/hand-over.server";
import { requireMember } from "~/teams/own-team.server";
import { PersonAct } from "~/teams/team.schema";

export const meta: MetaFunction = () => [{ title: "Hand over · Palio" }];

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, PersonAct);
  if (!form.ok) return invalid(form);
  const done = await handOver({ slug, person: form.value.person }, viewer);
  if (!done.ok) return refuse(done.refusal, form);
  return redirectSaying(paths.myTeam(slug), `${done.value.name} is the captain now, and was told by mail.`);
}

export default function Handover() {
  const { slug = "" } = useParams();
  return <ActRefused lastResult={useActionData<typeof action>()} slug={slug} />;
}
