import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { leavePlan } from "~/judging/plan/leave-plan.server";
import { paths } from "~/paths";
import { redirectSaying } from "~/platform/http/respond.server";

/** Stops the plan that is being worked out, or puts a proposed one aside. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const left = await leavePlan(slug, viewer);
  const said = left.ok
    ? left.value === "left"
      ? "The plan is put aside. Nothing was assigned by it."
      : "The work stops within a second."
    : left.refusal.message;
  return redirectSaying(paths.juryAct(slug, "assign"), said);
}

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.juryAct(slug, "assign"));
