import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { bidsForJuror, sayBid } from "~/judging/plan/bids.server";
import { BidForm } from "~/judging/plan/plan.schema";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { found, redirectSaying } from "~/platform/http/respond.server";

/** Keeps what a juror says of one entry. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await bidsForJuror(slug, viewer);
  const form = await readForm(request, BidForm);
  const said = await sayBid({ slug, ...found(form.ok ? form.value : null) }, viewer);
  return redirectSaying(paths.desk(slug), said.ok ? "Kept." : said.refusal.message);
}

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.desk(slug));
