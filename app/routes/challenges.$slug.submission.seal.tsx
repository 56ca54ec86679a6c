import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { redirectSaying } from "~/platform/http/respond.server";
import { sealAgain } from "~/submissions/seal/ask-for-seal.server";
import { requireMember } from "~/teams/own-team.server";

/** Nothing to read here: whoever comes back to this address after signing in stands on the entry's page. */
export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.submission(slug));

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const asked = await sealAgain(slug, viewer);
  return redirectSaying(
    paths.submission(slug),
    asked.ok ? "GitHub is asked for the code again. This page shows what it answers." : asked.refusal.message,
  );
}
