import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { assignmentOf } from "~/judging/desk/assignment-of.server";
import { deskEntryForJuror } from "~/judging/desk/desk.server";
import { DeskPage } from "~/judging/desk/desk-page";
import { saveSheet } from "~/judging/desk/save-sheet.server";
import { SheetForm } from "~/judging/desk/sheet.schema";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { numberIn, PRIVATE, redirectSaying } from "~/platform/http/respond.server";

export const handle = { hydrate: true, bare: true };
export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Entry ${page?.evidence.number}: ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "", number } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data(await deskEntryForJuror({ slug, number: numberIn(number) }, viewer), { headers: PRIVATE });
}

/** Saves the sheet as it is typed; the plain form's way, which the autosave address does without a page. */
export async function action({ request, params: { slug = "", number } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const of = { slug, number: numberIn(number) };
  await assignmentOf(of, viewer);
  const form = await readForm(request, SheetForm);
  if (!form.ok) return invalid(form);
  const { revision, key = crypto.randomUUID(), ...sheet } = form.value;
  const saved = await saveSheet({ ...of, revision, idempotencyKey: key, sheet }, viewer);
  if (!saved.ok) return refuse(saved.refusal, form);
  return redirectSaying(paths.deskEntry(of.slug, of.number), "Saved.");
}

export default function DeskEntryPage() {
  return <DeskPage page={useLoaderData<typeof loader>()} result={useActionData<typeof action>()} />;
}
