import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { readAgain } from "~/datasets/importing/start-import.server";
import { paths } from "~/paths";
import { forbidden, redirectSaying } from "~/platform/http/respond.server";

/** Nothing to read here: whoever comes back to this address after signing in stands on the list of catalogues. */
export const loader = () => redirect(paths.staffDatasets());

export async function action({ request, params: { id = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const run = await readAgain(id, viewer);
  if (run.ok) return redirect(paths.importRun(run.value.id));
  if (run.refusal.code === "not-yours") return forbidden(run.refusal.message);
  return redirectSaying(`${paths.staffDatasets()}#catalogues`, run.refusal.message);
}
