import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { beginAttempt } from "~/accounts/github/attempt.server";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { isGithubOffered } from "~/platform/github/oauth.server";
import { leaveFor } from "~/platform/http/leaving.server";
import { found } from "~/platform/http/respond.server";

/** Begins to link an account of GitHub to the signed-in person. */
export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  found(isGithubOffered() || null);
  const { door, cookie } = await beginAttempt({ to: paths.settings(), linkTo: viewer.id });
  return leaveFor("GitHub", door, cookie);
}

export const loader = () => redirect(paths.settings());
