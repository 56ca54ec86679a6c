import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { ScheduleForm } from "~/datasets/dataset.schema";
import { requireSourceEditor, scheduleSource } from "~/datasets/importing/schedule-source.server";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { forbidden, redirectSaying } from "~/platform/http/respond.server";

/** Nothing to read here: whoever comes back to this address after signing in stands on the list of catalogues. */
export const loader = () => redirect(paths.staffDatasets());

export async function action({ request, params: { id = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireSourceEditor(id, viewer);
  const form = await readForm(request, ScheduleForm);
  if (!form.ok)
    throw new Response("Choose how often the catalogue is read: never, each day, week or month.", { status: 400 });
  const scheduled = await scheduleSource({ sourceId: id, every: form.value.every }, viewer);
  if (!scheduled.ok && scheduled.refusal.code === "not-yours") return forbidden(scheduled.refusal.message);
  const said =
    form.value.every === "never" ? "It is not read by itself any more." : `It is read again each ${form.value.every}.`;
  return redirectSaying(`${paths.staffDatasets()}#catalogues`, scheduled.ok ? said : scheduled.refusal.message);
}
