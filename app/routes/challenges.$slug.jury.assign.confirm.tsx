import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { challengeForChair } from "~/judging/chair.server";
import { confirmPlan } from "~/judging/plan/confirm-plan.server";
import { ConfirmForm } from "~/judging/plan/plan.schema";
import { shortText } from "~/judging/plan/plan-problem";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { found, redirectSaying } from "~/platform/http/respond.server";

/** Makes the proposed plan hold, and tells the jurors. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await challengeForChair(slug, viewer);
  const form = await readForm(request, ConfirmForm);
  const { plan } = found(form.ok ? form.value : null);
  const confirmed = await confirmPlan({ slug, planId: plan }, viewer);
  if (!confirmed.ok) return redirectSaying(paths.juryAct(slug, "assign"), confirmed.refusal.message);
  const { added, released, short, reviewsPerEntry } = confirmed.value;
  const said = [
    `${count(added, "review")} assigned, and each juror told by mail.`,
    released > 0 ? `${count(released, "review")} moved to another juror.` : null,
    shortText(short, reviewsPerEntry),
  ];
  return redirectSaying(paths.jury(slug), said.filter(Boolean).join(" "));
}

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.juryAct(slug, "assign"));
