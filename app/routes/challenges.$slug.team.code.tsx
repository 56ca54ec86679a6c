import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { whyNotChangeTeam } from "~/challenges/phase";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { CheckRuns, Commits, Committers, Releases, RepositoryFacts, workText } from "~/submissions/code/code-reading";
import { codeForMember } from "~/submissions/code/own-code.server";
import { PreCheckReading } from "~/submissions/code/pre-check-reading";
import { PubliccodeReading } from "~/submissions/publiccode/publiccode-reading";
import { LastAsked } from "~/teams/judged-commit";
import { Workspace } from "~/teams/workspace";
import { ActButton, Acts } from "~/ui/button";
import { Note, Section } from "~/ui/layout";
import { Prose } from "~/ui/prose";
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
  if (!code) throw redirect(paths.myTeamAct(slug, "repository"));
  const frozen = whyNotChangeTeam(calendar, at)?.message;
  return { challenge: { slug, title, theme, arms }, zone: calendar.timeZone, after, frozen, ...code };
}

export default function Code() {
  const { challenge, zone, repository, checks, frozen, problems, readmeHtml, ...code } = useLoaderData<typeof loader>();
  const { slug } = challenge;
  const { earlierSha, baseline } = repository;
  return (
    <Workspace
      challenge={challenge}
      title="Your code"
      here="code"
      lede={`What GitHub tells of ${repository.owner}/${repository.name}, held against the rules. Only your team and the jury see this page’s facts.`}
    >
      <Section name="Pre-check" note={<LastAsked of={repository} zone={zone} />} first>
        <div className="stack">
          <PreCheckReading checks={checks} />
          {repository.error && <Note tone="warn">{repository.error}</Note>}
          <Acts>
            <ActButton action={paths.myTeamAct(slug, "refresh")}>Ask GitHub again</ActButton>
            {earlierSha && earlierSha !== baseline && (
              <ActButton
                action={paths.myTeamAct(slug, "baseline")}
                values={{ commit: earlierSha }}
                disabledReason={frozen}
              >
                Declare {earlierSha.slice(0, 12)} as our baseline
              </ActButton>
            )}
            {baseline && (
              <ActButton action={paths.myTeamAct(slug, "baseline")} values={{ commit: "" }} disabledReason={frozen}>
                Take the baseline back
              </ActButton>
            )}
          </Acts>
        </div>
      </Section>
      <Section name="publiccode.yml">
        {problems ? <PubliccodeReading problems={problems} /> : <p>There is none.</p>}
      </Section>
      <Section name="On GitHub">
        <div className="stack">
          <RepositoryFacts of={repository} />
          {code.runs.length > 0 && <CheckRuns runs={code.runs} />}
          {code.releases.length > 0 && <Releases releases={code.releases} zone={zone} />}
        </div>
      </Section>
      <Section name="Work" note={workText(code.count, code.committers.length)} id="work">
        {code.commits.length === 0 ? (
          <Empty title="No commit since the opening">
            <p>Commits stand here once they are pushed to {repository.defaultBranch ?? "the default branch"}.</p>
          </Empty>
        ) : (
          <div className="stack">
            <Committers committers={code.committers} />
            <Commits
              commits={code.commits}
              repository={repository.url}
              zone={zone}
              first={code.after && `${paths.myTeamAct(slug, "code")}#work`}
              next={code.next && `${paths.myTeamAct(slug, "code")}?after=${code.next}#work`}
            />
          </div>
        )}
      </Section>
      {readmeHtml && (
        <Section name="README" note="As it stands on GitHub.">
          <Prose html={readmeHtml} />
        </Section>
      )}
    </Workspace>
  );
}
