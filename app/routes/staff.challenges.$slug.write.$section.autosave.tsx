import type { ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { isSection } from "~/challenges/draft";
import { sectionContent, sectionForm } from "~/challenges/draft.schema";
import { draftForEditor, saveSection } from "~/challenges/drafts.server";
import { sinceText } from "~/kernel/time";
import { readForm } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { found, shortJson } from "~/platform/http/respond.server";
import type { SaveAnswer } from "~/ui/save-state";

const answer: (body: SaveAnswer, status?: number) => Response = shortJson;

export async function action({ request, params: { slug = "", section = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await draftForEditor(slug, viewer);
  const here = found(isSection(section) ? section : null);
  const form = await readForm(request, sectionForm(here));
  const typed = sectionContent(here, form.submission.payload);
  if (!typed) return answer({ ok: false, message: firstError(form.submission) }, 400);
  const saved = await saveSection({ slug, section: here, content: typed.content, revision: typed.revision }, viewer);
  if (!saved.ok) return answer({ ok: false, message: saved.refusal.message, conflict: true }, 409);
  const { draft } = await draftForEditor(slug, viewer);
  const { revision, savedAt } = saved.value;
  const savedText = sinceText(savedAt, await now(), draft.calendar.timeZone || "UTC");
  return answer({ ok: true, savedAt: savedAt.toISOString(), savedText, revision });
}

const firstError = (submission: { status?: string; error?: Record<string, string[] | null> | null }): string =>
  Object.values(submission.error ?? {}).find((messages) => messages && messages.length > 0)?.[0] ??
  "Something in the form is too long.";
