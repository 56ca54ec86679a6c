import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { redirectSaying } from "~/platform/http/respond.server";
import { stopSeeking } from "~/teams/seek-team.server";

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await stopSeeking(slug, viewer);
  return redirectSaying(paths.challengeTeams(slug), "You are off the list.");
}

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.seek(slug));
