import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { whyNotChangeTeam } from "~/challenges/phase";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { CodeDesk } from "~/submissions/code/code-desk";
import { codeForMember } from "~/submissions/code/own-code.server";
import { Workspace } from "~/teams/workspace";
import { LinkButton } from "~/ui/button";
import { Empty } from "~/ui/table";

export const meta: MetaFunction = () => [{ title: "Your code · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const typed = new URL(request.url).searchParams.get("after") ?? "";
  const after = /^[0-9a-f]{40}$/.test(typed) ? typed : null;
  const [{ title, theme, arms, ...calendar }, code] = await Promise.all([
    challengeForVisitor(slug, at),
    codeForMember({ slug, after }, viewer),
  ]);
  const frozen = whyNotChangeTeam(calendar, at)?.message;
  return { challenge: { slug, title, theme, arms }, zone: calendar.timeZone, after, frozen, code, now: at };
}

export default function Code() {
  const { challenge, frozen, code, ...page } = useLoaderData<typeof loader>();
  const { slug } = challenge;
  return (
    <Workspace
      challenge={challenge}
      title="Your code"
      here="code"
      lede="What GitHub tells of your repository, held against the rules. Your team sees it, and the jury."
    >
      {code ? (
        <CodeDesk slug={slug} code={code} disabledReason={frozen} {...page} />
      ) : (
        <Empty
          title="No repository yet"
          action={
            <LinkButton href={paths.myTeamAct(slug, "repository")} disabledReason={frozen}>
              Link a repository
            </LinkButton>
          }
        >
          <p>Once one is linked, what the rules ask of code is checked here, while there is time to put it right.</p>
        </Empty>
      )}
    </Workspace>
  );
}
