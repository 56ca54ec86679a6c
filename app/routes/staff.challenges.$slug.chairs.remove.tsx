import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { removeChair } from "~/challenges/running/chairs.server";
import { RemoveChairForm } from "~/challenges/running/running.schema";
import { requireEditor } from "~/challenges/staff-challenge.server";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { forbidden, found, redirectSaying } from "~/platform/http/respond.server";

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.staffAct(slug, "chairs"));

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireEditor(slug, viewer);
  const form = await readForm(request, RemoveChairForm);
  const { person } = found(form.ok ? form.value : null);
  const removed = await removeChair({ slug, personId: person }, viewer);
  if (!removed.ok && removed.refusal.code === "not-yours") forbidden(removed.refusal.message);
  const said = removed.ok ? `${removed.value.name} is no longer a chair.` : removed.refusal.message;
  return redirectSaying(paths.staffAct(slug, "chairs"), said);
}
