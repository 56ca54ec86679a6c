import { paths } from "~/paths";
import { ActButton, Acts, LinkButton } from "~/ui/button";
import { Hash } from "~/ui/cert";
import { KeyValues, Note } from "~/ui/layout";
import { Empty } from "~/ui/table";
import { When } from "~/ui/when";
import { type CommitFacts, whyNotThisCommit } from "./declared-commit";
import { JudgedCommit, LastAsked } from "./judged-commit";
import { eventText, type SeenEvent } from "./repository-events";

type Repository = CommitFacts & {
  owner: string;
  name: string;
  url: string;
  description: string | null;
  licence: string | null;
  languages: { name: string; bytes: number }[];
  error: string | null;
};

/** "TypeScript 98%, JavaScript 2%": the largest five. */
export function languagesText(languages: { name: string; bytes: number }[]): string {
  const total = languages.reduce((sum, { bytes }) => sum + bytes, 0);
  return languages
    .slice(0, 5)
    .map(({ name, bytes }) => `${name} ${total === 0 ? 0 : Math.max(1, Math.round((bytes / total) * 100))}%`)
    .join(", ");
}

/** A team's repository as its members see it: what GitHub says, which commit the jury gets, and what is the matter. */
export function RepositoryCard({
  repository,
  slug,
  zone,
  disabledReason,
}: {
  repository: Repository | null;
  slug: string;
  zone: string;
  disabledReason: string | null;
}) {
  const change = (words: string) => (
    <LinkButton href={paths.myTeamAct(slug, "repository")} disabledReason={disabledReason}>
      {words}
    </LinkButton>
  );
  if (!repository)
    return (
      <Empty title="No repository yet" action={change("Link a repository")}>
        <p>
          Link a repository on GitHub by its address. The jury reads the commit that you declare, or the newest one that
          GitHub told of before you hand in.
        </p>
      </Empty>
    );
  const whyNot = whyNotThisCommit(repository);
  return (
    <div className="stack">
      <KeyValues items={facts(repository, zone)} />
      {repository.error && (
        <Note tone="warn">
          {repository.error}
          {!whyNot && " Handing in does not wait for it."}
        </Note>
      )}
      {whyNot && <Note tone="warn">{whyNot}</Note>}
      <Acts>
        {change("Change the repository or the commit")}
        <ActButton action={paths.myTeamAct(slug, "refresh")}>Ask GitHub again</ActButton>
      </Acts>
    </div>
  );
}

function facts({ url, owner, name, ...of }: Repository, zone: string) {
  return [
    {
      label: "Repository",
      value: (
        <a href={url} rel="nofollow noopener">
          {owner}/{name}
        </a>
      ),
    },
    { label: "State", value: stateText(of, zone) },
    ...(of.description ? [{ label: "Description", value: of.description }] : []),
    ...(of.state === "pending" ? [] : [{ label: "Licence", value: of.licence ?? "none that GitHub recognises" }]),
    ...(of.languages.length > 0 ? [{ label: "Languages", value: languagesText(of.languages) }] : []),
    { label: "Default branch", value: of.defaultBranch ?? "none known yet" },
    { label: "Newest commit", value: of.headSha ? <Hash value={of.headSha} /> : "none known yet" },
    { label: "Commit to be judged", value: <JudgedCommit of={of} zone={zone} /> },
    { label: "GitHub last asked", value: <LastAsked of={of} zone={zone} /> },
  ];
}

function stateText({ state, refreshedAt }: Pick<Repository, "state" | "refreshedAt">, zone: string) {
  const since = refreshedAt && <When at={refreshedAt.toISOString()} zone={zone} />;
  if (state === "pending") return "Checking on GitHub … reload this page in a moment.";
  if (state === "known")
    return (
      <>
        <b className="good">Found</b>, as of {since}
      </>
    );
  return since ? <>Not reachable; known as of {since}</> : "Not reachable so far";
}

/** What became of the repository on GitHub, newest first. */
export const RepositoryEvents = ({ events, zone }: { events: SeenEvent[]; zone: string }) => (
  <ul aria-label="What became of the repository">
    {events.map((event) => (
      <li key={`${event.kind} ${event.seenAt.toISOString()}`}>
        <When at={event.seenAt.toISOString()} zone={zone} />: {eventText(event)}
      </li>
    ))}
  </ul>
);
