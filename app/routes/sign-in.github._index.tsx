import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { beginAttempt } from "~/accounts/github/attempt.server";
import { paths } from "~/paths";
import { isGithubOffered } from "~/platform/github/oauth.server";
import { leaveFor } from "~/platform/http/leaving.server";
import { found, ownPath } from "~/platform/http/respond.server";

/** Begins to sign in by GitHub. A form of our own does it, so that no other site's link can. */
export async function action({ request }: ActionFunctionArgs) {
  found(isGithubOffered() || null);
  const to = ownPath((await request.formData()).get("to"));
  const { door, cookie } = await beginAttempt({ to, linkTo: null });
  return leaveFor("GitHub", door, cookie);
}

export const loader = () => redirect(paths.signIn());
