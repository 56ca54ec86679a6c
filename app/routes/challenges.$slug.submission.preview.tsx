import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { entryContent } from "~/submissions/content";
import { entryForMember } from "~/submissions/entry-desk.server";
import { EntryReading } from "~/submissions/entry-reading";
import { draftAsSaid } from "~/submissions/submissions.server";
import { Workspace } from "~/teams/workspace";
import { Acts, LinkButton } from "~/ui/button";

export const meta: MetaFunction = () => [{ title: "As the jury sees it · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { title, theme, arms } = await challengeForVisitor(slug, at);
  const { team, draft, repository, commitSha, branch, datasets, submission, why } = await entryForMember(
    { slug, viewer },
    at,
  );
  const content = entryContent(draft, { repositoryUrl: repository?.url ?? null, commitSha, branch, tied: datasets });
  return {
    challenge: { slug, title, theme, arms },
    by: team.name,
    number: submission?.number,
    entry: draftAsSaid(content, datasets),
    why,
  };
}

export default function Preview() {
  const { challenge, by, number, entry, why } = useLoaderData<typeof loader>();
  const { slug } = challenge;
  return (
    <Workspace
      challenge={challenge}
      title="As the jury sees it"
      lede="Your draft as it stands, exactly as jurors will read it. Nothing is handed in yet."
      here="preview"
    >
      <div className="stack">
        <p className="quiet">{number ? `Entry ${number}, by ${by}` : `By ${by}`}</p>
        <h2>{entry.title || "No title yet"}</h2>
        <EntryReading entry={entry} />
        <Acts>
          <LinkButton href={paths.submissionAct(slug, "submit")} main disabledReason={why?.message}>
            Go on to hand it in
          </LinkButton>
          <LinkButton href={paths.submission(slug)}>Change it</LinkButton>
        </Acts>
      </div>
    </Workspace>
  );
}
