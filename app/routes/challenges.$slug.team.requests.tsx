import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { redirectSaying } from "~/platform/http/respond.server";
import { ActRefused } from "~/teams/act-refused";
import { answerRequest } from "~/teams/members/answer-request.server";
import { requireMember } from "~/teams/own-team.server";
import { RequestAct } from "~/teams/team.schema";

export const meta: MetaFunction = () => [{ title: "Answer · Palio" }];

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, RequestAct);
  if (!form.ok) return invalid(form);
  const done = await answerRequest(
    { slug, request: form.value.request, accept: form.value.answer === "accept" },
    viewer,
  );
  if (!done.ok) return refuse(done.refusal, form);
  return redirectSaying(
    paths.myTeam(slug),
    form.value.answer === "accept"
      ? `${done.value.name} is in the team.`
      : `${done.value.name} was declined, and was told by mail.`,
  );
}

export default function Requests() {
  const { slug = "" } = useParams();
  return <ActRefused lastResult={useActionData<typeof action>()} slug={slug} />;
}
