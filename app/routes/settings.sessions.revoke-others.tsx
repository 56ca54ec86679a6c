import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { revokeOtherSessions } from "~/accounts/accounts.server";
import { requireViewer } from "~/accounts/session.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { redirectSaying } from "~/platform/http/respond.server";

/** Ends every session of the viewer's but this one. */
export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const ended = await revokeOtherSessions(viewer.id, viewer.sessionId);
  return redirectSaying(paths.sessions(), `${count(ended, "other session")} ended.`);
}

export const loader = () => redirect(paths.sessions());
