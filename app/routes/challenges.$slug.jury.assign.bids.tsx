import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { challengeForChair } from "~/judging/chair.server";
import { askForBids } from "~/judging/plan/bids.server";
import { AskForm } from "~/judging/plan/plan.schema";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { found, redirectSaying } from "~/platform/http/respond.server";

/** Has the jury asked what they would like to read, or no longer. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await challengeForChair(slug, viewer);
  const form = await readForm(request, AskForm);
  const isAsked = found(form.ok ? form.value : null).ask === "yes";
  const asked = await askForBids({ slug, isAsked }, viewer);
  const said = isAsked
    ? "Jurors are asked on their desks what they would like to read."
    : "Jurors are not asked any more.";
  return redirectSaying(paths.juryAct(slug, "assign"), asked.ok ? said : asked.refusal.message);
}

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.juryAct(slug, "assign"));
