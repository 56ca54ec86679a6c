import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useParams } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { ActRefused } from "~/teams/act-refused";
import { setInvitation } from "~/teams/change-team.server";
import { requireMember } from "~/teams/own-team.server";
import { InviteAct } from "~/teams/team.schema";
import { LinkButton } from "~/ui/button";
import { Field } from "~/ui/form";
import { PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Invitation link · Palio" }];
export const headers = () => PRIVATE;

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, InviteAct);
  if (!form.ok) return invalid(form);
  const set = await setInvitation({ slug, link: form.value.link }, viewer);
  if (!set.ok) return refuse(set.refusal, form);
  const { token } = set.value;
  if (token === null) return redirectSaying(paths.myTeam(slug), "The invitation link is off.");
  return { link: config().origin + paths.joinTeam(token) };
}

/** The link is shown in the answer itself: the server keeps only its hash, so this page cannot be opened again. */
export default function Invite() {
  const answer = useActionData<typeof action>();
  const { slug = "" } = useParams();
  if (!answer || !("link" in answer)) return <ActRefused lastResult={answer} slug={slug} />;
  return (
    <Main narrow>
      <PageHead
        title="Your invitation link"
        lede="Copy it now and send it to those you want in the team. It is shown only this once; you can make a new one at any time, which ends this one."
      />
      <Field id="link" label="Link">
        {(control) => <input {...control} className="in code" readOnly value={answer.link} />}
      </Field>
      <p>
        <a href={answer.link}>{answer.link}</a>
      </p>
      <p className="acts">
        <LinkButton href={paths.myTeam(slug)} main>
          Back to your team
        </LinkButton>
      </p>
    </Main>
  );
}
