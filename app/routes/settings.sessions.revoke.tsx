import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { revokeSession } from "~/accounts/accounts.server";
import { requireViewer } from "~/accounts/session.server";
import { isId } from "~/kernel/text";
import { paths } from "~/paths";
import { found, redirectSaying } from "~/platform/http/respond.server";

/** Ends one of the viewer's own sessions; another's is not found. */
export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const session = String((await request.formData()).get("session"));
  const isMine = isId(session) && (await revokeSession(viewer.id, session));
  found(isMine || null);
  return redirectSaying(paths.sessions(), "That session has ended.");
}

export const loader = () => redirect(paths.sessions());
