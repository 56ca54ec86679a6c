import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { cancelImport } from "~/datasets/importing/cancel-import.server";
import { paths } from "~/paths";
import { forbidden, redirectSaying } from "~/platform/http/respond.server";

/** Nothing to read here: whoever comes back to this address after signing in stands on the import's page. */
export const loader = ({ params: { id = "" } }: LoaderFunctionArgs) => redirect(paths.importRun(id));

export async function action({ request, params: { id = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const cancelled = await cancelImport(id, viewer);
  if (!cancelled.ok && cancelled.refusal.code === "not-yours") return forbidden(cancelled.refusal.message);
  return redirectSaying(
    paths.importRun(id),
    cancelled.ok ? "The import stops at its next step." : cancelled.refusal.message,
  );
}
