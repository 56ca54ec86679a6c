import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { draftFace, StaffPage } from "~/challenges/desk/staff-frame";
import { deleteDraft } from "~/challenges/drafting/delete-draft.server";
import { draftForEditor } from "~/challenges/drafts.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { forbidden, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { ActButton, Acts, LinkButton } from "~/ui/button";

export const meta: MetaFunction = () => [{ title: "Delete a draft · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const { draft, title, arms } = await draftForEditor(slug, viewer);
  return data(
    { face: draftFace({ slug, title, theme: draft.basics.theme, arms }), now: await now() },
    { headers: PRIVATE },
  );
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const deleted = await deleteDraft(slug, viewer);
  if (!deleted.ok) forbidden(deleted.refusal.message);
  return redirectSaying(paths.staff(), `“${deleted.value.title}” is deleted.`);
}

export default function Delete() {
  const { face, now: at } = useLoaderData<typeof loader>();
  return (
    <StaffPage challenge={face} now={at} title="Delete this draft" narrow>
      <p className="lede">Everything typed in “{face.title}” is gone for good. Nobody outside has seen it.</p>
      <Acts>
        <ActButton action={paths.staffAct(face.slug, "delete")} risky>
          Delete the draft
        </ActButton>
        <LinkButton href={paths.staffChallenge(face.slug)}>Keep it</LinkButton>
      </Acts>
    </StaffPage>
  );
}
