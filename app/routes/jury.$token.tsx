import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer, viewerOf } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { acceptInvitation, invitationForHolder } from "~/judging/jury/accept-invitation.server";
import { whyNotAccept } from "~/judging/jury/jury";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { found, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { ActButton, LinkButton } from "~/ui/button";
import { Note, PageHead, Reading } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "An invitation to a jury · Palio" }];

export async function loader({ request, params: { token = "" } }: LoaderFunctionArgs) {
  const { challenge, name, ...invitation } = found(await invitationForHolder(token));
  const [viewer, at] = await Promise.all([viewerOf(request), now()]);
  const whyNot = whyNotAccept(invitation, challenge, at)?.message ?? null;
  return data({ challenge, name, token, whyNot, viewer: viewer && { name: viewer.name } }, { headers: PRIVATE });
}

export async function action({ request, params: { token = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const accepted = await acceptInvitation(token, viewer);
  if (!accepted.ok) return redirectSaying(paths.invitation(token), accepted.refusal.message);
  return redirect(paths.desk(accepted.value.slug));
}

export default function Invitation() {
  const { challenge, name, token, whyNot, viewer } = useLoaderData<typeof loader>();
  const { title, summary, slug, organisation, judgingEndsAt, timeZone } = challenge;
  return (
    <Main narrow tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        title={`${name}, will you judge “${title}”?`}
        lede={`${organisation.name} asks you onto the jury of its challenge.`}
      />
      <Reading>
        <p>{summary}</p>
        <p>
          You score a share of the entries against the <a href={paths.challenge(slug)}>published criteria</a>, in your
          own time, and write each team a few sentences.{" "}
          {judgingEndsAt && `Judging ends on ${instantText(judgingEndsAt, timeZone)}. `}Where you know somebody behind
          an entry you declare it, and it goes to another juror. Teams and the public know your scores and your words by
          a number.
        </p>
      </Reading>
      {viewer ? (
        <>
          <Note>
            <p>
              You are signed in as {viewer.name}. The link works once: whoever accepts is the juror. If that is not you,
              sign out first.
            </p>
          </Note>
          <ActButton main action={paths.invitation(token)} disabledReason={whyNot}>
            Accept, and join the jury
          </ActButton>
        </>
      ) : (
        <LinkButton main href={paths.signIn(paths.invitation(token))} disabledReason={whyNot}>
          Sign in to accept
        </LinkButton>
      )}
    </Main>
  );
}
