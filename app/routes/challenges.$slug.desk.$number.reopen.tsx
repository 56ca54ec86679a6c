import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { reopenSheet } from "~/judging/desk/reopen-sheet.server";
import { paths } from "~/paths";
import { numberIn, redirectSaying } from "~/platform/http/respond.server";

export async function action({ request, params: { slug = "", number } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const of = { slug, number: numberIn(number) };
  const reopened = await reopenSheet(of, viewer);
  const said = reopened.ok ? "Reopened. It counts again when you hand it in." : reopened.refusal.message;
  return redirectSaying(paths.deskEntry(of.slug, of.number), said);
}

export const loader = ({ params: { slug = "", number } }: LoaderFunctionArgs) =>
  redirect(paths.deskEntry(slug, numberIn(number)));
