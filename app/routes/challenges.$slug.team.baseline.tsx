import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { redirectSaying } from "~/platform/http/respond.server";
import { declareBaseline } from "~/submissions/code/declare-baseline.server";
import { ActRefused } from "~/teams/act-refused";
import { requireMember } from "~/teams/own-team.server";
import { BaselineAct } from "~/teams/team.schema";

export const meta: MetaFunction = () => [{ title: "Your baseline · Palio" }];

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, BaselineAct);
  if (!form.ok) return invalid(form);
  const { commit } = form.value;
  const done = await declareBaseline(slug, commit === "" ? null : commit, viewer);
  if (!done.ok) return refuse(done.refusal, form);
  const said = commit === "" ? "The baseline is taken back." : "The baseline is declared. The jury sees it.";
  return redirectSaying(paths.myTeamAct(slug, "code"), said);
}

export default function Baseline() {
  const { slug = "" } = useParams();
  return <ActRefused lastResult={useActionData<typeof action>()} slug={slug} />;
}
