import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { castVote } from "~/judging/round/cast-vote.server";
import { seatOf } from "~/judging/round/final.server";
import { finalForJuror } from "~/judging/round/final-desk.server";
import { VerdictForm } from "~/judging/round/round.schema";
import { VotePage } from "~/judging/round/vote-page";
import { paths } from "~/paths";
import { invalid, readForm } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";

export const handle = { hydrate: true, bare: true };
export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Which is better? The final of ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  return data(await finalForJuror(slug, await requireViewer(request)), { headers: PRIVATE });
}

/** Counts one vote and leads to the next pair. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await seatOf(slug, viewer);
  const form = await readForm(request, VerdictForm);
  if (!form.ok) return invalid(form);
  const cast = await castVote({ slug, ...form.value }, viewer);
  return cast.ok ? redirect(paths.finalDesk(slug)) : redirectSaying(paths.finalDesk(slug), cast.refusal.message);
}

export default function VoteInFinal() {
  return <VotePage page={useLoaderData<typeof loader>()} isLost={useActionData<typeof action>() !== undefined} />;
}
