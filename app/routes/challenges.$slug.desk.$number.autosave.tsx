import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { assignmentOf } from "~/judging/desk/assignment-of.server";
import { saveSheet } from "~/judging/desk/save-sheet.server";
import { SheetForm } from "~/judging/desk/sheet.schema";
import { sinceText } from "~/kernel/time";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { numberIn, shortJson } from "~/platform/http/respond.server";
import type { SaveAnswer } from "~/ui/save-state";

const answer: (body: SaveAnswer, status?: number) => Response = shortJson;

/** Saves the sheet while it is being filled in, and says so as JSON. The header's key makes a second arrival harmless. */
export async function action({ request, params: { slug = "", number } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const of = { slug, number: numberIn(number) };
  const key = request.headers.get("Idempotency-Key")?.slice(0, 100) ?? crypto.randomUUID();
  const form = await readForm(request, SheetForm);
  if (!form.ok) {
    // What a form lacks is told only to whom the sheet is; a save asks that itself.
    await assignmentOf(of, viewer);
    const { error } = form.submission.reply();
    const [message = "This cannot be saved."] = Object.values(error ?? {}).flatMap((said) => (said as string[]) ?? []);
    return answer({ ok: false, message }, 400);
  }
  const { revision, key: _ofForm, ...sheet } = form.value;
  const saved = await saveSheet({ ...of, revision, idempotencyKey: key, sheet }, viewer);
  if (!saved.ok) {
    const { code, message } = saved.refusal;
    return answer(code === "conflict" ? { ok: false, message, conflict: true } : { ok: false, message }, 409);
  }
  const { savedAt } = saved.value;
  return answer({
    ok: true,
    savedAt: savedAt.toISOString(),
    savedText: sinceText(savedAt, await now(), saved.value.timeZone),
    revision: saved.value.revision,
  });
}

export const loader = ({ params: { slug = "", number } }: ActionFunctionArgs) =>
  redirect(paths.deskEntry(slug, numberIn(number)));
