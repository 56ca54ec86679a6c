import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { redirectSaying } from "~/platform/http/respond.server";
import { ActRefused } from "~/teams/act-refused";
import { askGithubAgain } from "~/teams/link-repository.server";
import { requireMember } from "~/teams/own-team.server";
import { NoFields } from "~/teams/team.schema";

export const meta: MetaFunction = () => [{ title: "Ask GitHub again · Palio" }];

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, NoFields);
  if (!form.ok) return invalid(form);
  const done = await askGithubAgain(slug, viewer);
  if (!done.ok) return refuse(done.refusal, form);
  return redirectSaying(paths.myTeam(slug), "GitHub is being asked. Reload this page in a moment.");
}

export default function Refresh() {
  const { slug = "" } = useParams();
  return <ActRefused lastResult={useActionData<typeof action>()} slug={slug} />;
}
