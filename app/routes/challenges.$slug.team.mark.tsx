import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { redirectSaying } from "~/platform/http/respond.server";
import { chooseMark } from "~/submissions/mark/choose-mark.server";
import { ActRefused } from "~/teams/act-refused";
import { requireMember } from "~/teams/own-team.server";
import { MarkAct } from "~/teams/team.schema";

export const meta: MetaFunction = () => [{ title: "The mark on GitHub · Palio" }];

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, MarkAct);
  if (!form.ok) return invalid(form);
  const isWanted = form.value.mark === "on";
  const done = await chooseMark(slug, isWanted, viewer);
  if (!done.ok) return refuse(done.refusal, form);
  const said = isWanted
    ? "From your next hand-in on, the commit is marked on GitHub as received."
    : "Commits are not marked on GitHub.";
  return redirectSaying(paths.myTeamAct(slug, "code"), said);
}

export default function Mark() {
  const { slug = "" } = useParams();
  return <ActRefused lastResult={useActionData<typeof action>()} slug={slug} />;
}
