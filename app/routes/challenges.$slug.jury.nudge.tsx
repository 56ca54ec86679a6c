import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { challengeForChair } from "~/judging/chair.server";
import { NudgeForm } from "~/judging/jury/jury.schema";
import { nudgeJury } from "~/judging/jury/nudge-jury.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { found, redirectSaying } from "~/platform/http/respond.server";

/** Reminds by mail whoever is awaited: one, or all. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await challengeForChair(slug, viewer);
  const form = await readForm(request, NudgeForm);
  const { who, id = "" } = found(form.ok && (form.value.who === "all" || form.value.id) ? form.value : null);
  const nudged = await nudgeJury(who === "all" ? { slug, who } : { slug, who, id }, viewer);
  const said = nudged.ok
    ? `${count(nudged.value.nudged, "person", "people")} reminded by mail.`
    : nudged.refusal.message;
  return redirectSaying(paths.jury(slug), said);
}

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.jury(slug));
