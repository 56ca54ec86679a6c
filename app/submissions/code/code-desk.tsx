import { paths } from "~/paths";
import { PubliccodeReading } from "~/submissions/publiccode/publiccode-reading";
import { SyncedAt } from "~/teams/judged-commit";
import { RepositoryEvents } from "~/teams/repository-reading";
import { ActButton, Acts, LinkButton } from "~/ui/button";
import { Note, Section } from "~/ui/layout";
import { Prose } from "~/ui/prose";
import { Empty } from "~/ui/table";
import { CheckRuns, Commits, Committers, Releases, RepositoryFacts, workText } from "./code-reading";
import type { codeForMember } from "./own-code.server";
import { PreCheckReading } from "./pre-check-reading";

export type Code = NonNullable<Awaited<ReturnType<typeof codeForMember>>>;

type CodeDeskProps = {
  slug: string;
  zone: string;
  code: Code;
  now: Date;
  /** The commit after which this page of the work begins. */
  after: string | null;
  disabledReason: string | undefined;
};

/** All that a team can see of its code, and what it can do about it. */
export function CodeDesk({ slug, zone, code, now, after, disabledReason }: CodeDeskProps) {
  const { repository, problems, readmeHtml, runs, releases } = code;
  const here = paths.myTeamAct(slug, "code");
  return (
    <>
      <Section name="Pre-check" note={<SyncedAt of={repository} zone={zone} now={now} />} first>
        <div className="stack">
          <PreCheckReading checks={code.checks} />
          {repository.error && <Note tone="warn">{repository.error}</Note>}
          <CodeActs {...{ slug, repository, disabledReason }} installDoor={code.installDoor} />
        </div>
      </Section>
      <Section name="On GitHub">
        <div className="stack">
          <RepositoryFacts of={repository} />
          {runs.length > 0 && <CheckRuns runs={runs} />}
          {releases.length > 0 && <Releases releases={releases} zone={zone} />}
          {code.events.length > 0 && <RepositoryEvents events={code.events} zone={zone} />}
        </div>
      </Section>
      <Section name="publiccode.yml">
        <div className="stack">
          {problems ? <PubliccodeReading problems={problems} /> : <p>There is none at the top of the repository.</p>}
          <Acts>
            {problems ? (
              <ActButton action={paths.submissionAct(slug, "prefill")}>
                Fill what is empty in our draft from it
              </ActButton>
            ) : (
              <LinkButton href={paths.myTeamAct(slug, "publiccode")}>Let Palio write one</LinkButton>
            )}
          </Acts>
        </div>
      </Section>
      <Section
        name="Work"
        note={
          <>
            {workText(code.count, code.committers.length)}.{" "}
            <a href={paths.myTeamAct(slug, "provenance")}>How it came about</a>
          </>
        }
        id="work"
      >
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
              first={after && `${here}#work`}
              next={code.next && `${here}?after=${code.next}#work`}
            />
          </div>
        )}
      </Section>
      {readmeHtml && (
        <Section name="README" note="As it stands on GitHub.">
          <Prose html={readmeHtml} />
        </Section>
      )}
    </>
  );
}

type CodeActsProps = Pick<CodeDeskProps, "slug" | "disabledReason"> & Pick<Code, "repository" | "installDoor">;

function CodeActs({ slug, repository, installDoor, disabledReason }: CodeActsProps) {
  const { state, isPrivate, earlierSha, baseline, marksCommit } = repository;
  const mark = { action: paths.myTeamAct(slug, "mark"), disabledReason };
  const declare = { action: paths.myTeamAct(slug, "baseline"), disabledReason };
  return (
    <Acts>
      <ActButton action={paths.myTeamAct(slug, "refresh")}>Ask GitHub again</ActButton>
      {earlierSha && earlierSha !== baseline && (
        <ActButton {...declare} values={{ commit: earlierSha }}>
          Declare {earlierSha.slice(0, 12)} as our baseline
        </ActButton>
      )}
      {baseline && (
        <ActButton {...declare} values={{ commit: "" }}>
          Take the baseline back
        </ActButton>
      )}
      {installDoor && (state === "unreachable" || isPrivate) && (
        <LinkButton href={installDoor}>Install the GitHub App</LinkButton>
      )}
      {installDoor && (
        <ActButton {...mark} values={{ mark: marksCommit ? "off" : "on" }}>
          {marksCommit ? "Mark no commit on GitHub" : "Mark the commit on GitHub as received"}
        </ActButton>
      )}
    </Acts>
  );
}
