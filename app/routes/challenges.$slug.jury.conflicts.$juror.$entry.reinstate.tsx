import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { reinstateConflict } from "~/judging/conflict/rule-on-conflict.server";
import { paths } from "~/paths";
import { numberIn, redirectSaying } from "~/platform/http/respond.server";

type Params = LoaderFunctionArgs["params"];
const pairIn = ({ slug = "", juror, entry }: Params) => ({ slug, juror: numberIn(juror), entry: numberIn(entry) });

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const of = pairIn(params);
  const reinstated = await reinstateConflict(of, viewer);
  const said = reinstated.ok ? "The dismissal is taken back. It blocks again." : reinstated.refusal.message;
  return redirectSaying(paths.juryConflict(of.slug, of.juror, of.entry), said);
}

export const loader = ({ params }: LoaderFunctionArgs) => {
  const { slug, juror, entry } = pairIn(params);
  return redirect(paths.juryConflict(slug, juror, entry));
};
