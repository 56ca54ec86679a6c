import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { drawSeed } from "~/judging/plan/draw-seed.server";
import { paths } from "~/paths";
import { redirectSaying } from "~/platform/http/respond.server";

/** Has the seed of the running round's assignment drawn. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const announced = await drawSeed(slug, viewer);
  return redirectSaying(
    paths.juryAct(slug, "assign"),
    announced.ok ? "The draw is announced in the record." : announced.refusal.message,
  );
}

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.juryAct(slug, "assign"));
