import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { unlinkGithub } from "~/accounts/github/link-github.server";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { redirectSaying } from "~/platform/http/respond.server";

/** Ends that the signed-in person signs in by GitHub. */
export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await unlinkGithub(viewer.id);
  return redirectSaying(paths.settings(), "GitHub is unlinked. You sign in by mail.");
}

export const loader = () => redirect(paths.settings());
