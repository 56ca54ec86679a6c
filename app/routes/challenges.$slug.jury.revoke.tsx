import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { challengeForChair } from "~/judging/chair.server";
import { excuseJuror } from "~/judging/jury/excuse-juror.server";
import { OneForm } from "~/judging/jury/jury.schema";
import { revokeInvitation } from "~/judging/jury/revoke-invitation.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { found, redirectSaying } from "~/platform/http/respond.server";

/** Takes back a place on the jury: an invitation that waits, or a juror who accepted one. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await challengeForChair(slug, viewer);
  const form = await readForm(request, OneForm);
  const { who, id } = found(form.ok ? form.value : null);
  if (who === "invitation") {
    const revoked = await revokeInvitation({ slug, invitationId: id }, viewer);
    const said = revoked.ok ? `The invitation of ${revoked.value.name} is withdrawn.` : revoked.refusal.message;
    return redirectSaying(paths.jury(slug), said);
  }
  const excused = await excuseJuror({ slug, jurorId: id }, viewer);
  const said = excused.ok
    ? `Excused. ${count(excused.value.freed, "entry is", "entries are")} free to be assigned again.`
    : excused.refusal.message;
  return redirectSaying(paths.jury(slug), said);
}

export const loader = ({ params: { slug = "" } }: LoaderFunctionArgs) => redirect(paths.jury(slug));
