import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { redirectSaying } from "~/platform/http/respond.server";
import { beginDraft } from "~/submissions/publiccode/begin-draft.server";
import { ActRefused } from "~/teams/act-refused";
import { requireMember } from "~/teams/own-team.server";
import { NoFields } from "~/teams/team.schema";

export const meta: MetaFunction = () => [{ title: "Begin the draft · Palio" }];

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, NoFields);
  if (!form.ok) return invalid(form);
  const begun = await beginDraft(slug, viewer);
  if (!begun.ok) return refuse(begun.refusal, form);
  return redirectSaying(paths.submission(slug), begun.value);
}

export default function Prefill() {
  const { slug = "" } = useParams();
  return <ActRefused lastResult={useActionData<typeof action>()} slug={slug} />;
}
