import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { ClearForm } from "~/judging/conflict/conflict.schema";
import { sayNoConflict } from "~/judging/conflict/say-no-conflict.server";
import { deskForJuror } from "~/judging/desk/desk.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { found, redirectSaying } from "~/platform/http/respond.server";

/** One word for all the entries that stood on the page; each is kept. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await deskForJuror(slug, viewer);
  const form = await readForm(request, ClearForm);
  const { entries: numbers } = found(form.ok ? form.value : null);
  const said = await sayNoConflict({ slug, numbers }, viewer);
  const kept = said.ok
    ? `Kept: no conflict with ${count(said.value.entries.length, "entry", "entries")}.`
    : said.refusal.message;
  return redirectSaying(paths.desk(slug), kept);
}

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.desk(slug));
