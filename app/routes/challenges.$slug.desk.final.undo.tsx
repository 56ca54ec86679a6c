import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { undoVote } from "~/judging/round/cast-vote.server";
import { seatOf } from "~/judging/round/final.server";
import { UndoForm } from "~/judging/round/round.schema";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { found, redirectSaying } from "~/platform/http/respond.server";

/** Takes a juror's last vote back. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await seatOf(slug, viewer);
  const form = await readForm(request, UndoForm);
  const { vote } = found(form.ok ? form.value : null);
  const undone = await undoVote({ slug, voteId: vote }, viewer);
  return redirectSaying(paths.finalDesk(slug), undone.ok ? "Taken back." : undone.refusal.message);
}

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.finalDesk(slug));
