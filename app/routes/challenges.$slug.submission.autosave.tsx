import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { sinceText } from "~/kernel/time";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { shortJson } from "~/platform/http/respond.server";
import { DraftForm } from "~/submissions/draft/draft.schema";
import { saveDraft } from "~/submissions/drafts.server";
import { requireMember } from "~/teams/own-team.server";
import type { SaveAnswer } from "~/ui/save-state";

const answer: (body: SaveAnswer, status?: number) => Response = shortJson;

/** Saves the draft while it is being written, and says so as JSON. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const { timeZone } = await challengeForVisitor(slug, await now());
  const form = await readForm(request, DraftForm);
  if (!form.ok) {
    const said = Object.values(form.submission.reply().error ?? {}).flatMap((messages) => messages ?? []);
    return answer({ ok: false, message: said[0] ?? "This cannot be saved." }, 400);
  }
  const { revision, next: _, ...words } = form.value;
  const saved = await saveDraft({ slug, words, revision }, viewer);
  if (!saved.ok) return answer({ ok: false, message: saved.refusal.message, conflict: true }, 409);
  const { savedAt } = saved.value;
  return answer({
    ok: true,
    savedAt: savedAt.toISOString(),
    savedText: sinceText(savedAt, await now(), timeZone),
    revision: saved.value.revision,
  });
}

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.submission(slug));
