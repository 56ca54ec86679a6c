import { count, list } from "~/kernel/text";
import { languagesText } from "~/teams/repository-reading";
import { Hash } from "~/ui/cert";
import { KeyValues } from "~/ui/layout";
import { Pager, Table } from "~/ui/table";
import { When } from "~/ui/when";

type Known = {
  url: string;
  description?: string | null;
  licence: string | null;
  languages: { name: string; bytes: number }[];
  topics: string[];
  /** Of its whole history, most commits first. */
  contributors: { login: string }[];
  isArchived: boolean;
  forkOf: string | null;
};
type Release = { id: string; tag: string; title: string; url: string; publishedAt: Date | null };
type Run = { id: string; sha: string; name: string; status: string; conclusion: string | null; url: string | null };
type Committed = {
  sha: string;
  headline: string;
  login: string | null;
  authorName: string;
  committedAt: Date;
  isReachable: boolean;
};

const Away = ({ href, children }: { href: string; children: React.ReactNode }) => (
  <a href={href} rel="nofollow noopener">
    {children}
  </a>
);

/** What GitHub says of the repository. */
export const RepositoryFacts = ({ of }: { of: Known }) => (
  <KeyValues
    items={[
      { label: "Licence", value: of.licence ?? "none that GitHub recognises" },
      ...(of.languages.length > 0 ? [{ label: "Languages", value: languagesText(of.languages) }] : []),
      ...(of.contributors.length > 0 ? [{ label: "Contributors", value: contributorsText(of.contributors) }] : []),
      ...(of.topics.length > 0 ? [{ label: "Topics", value: of.topics.join(", ") }] : []),
      ...(of.forkOf
        ? [{ label: "Forked from", value: <Away href={new URL(`/${of.forkOf}`, of.url).href}>{of.forkOf}</Away> }]
        : []),
      ...(of.isArchived ? [{ label: "Archived", value: "It is read-only on GitHub." }] : []),
    ]}
  />
);

/** "ada, kofi and 3 others". */
function contributorsText(contributors: { login: string }[]): string {
  const named = contributors.slice(0, MOST_NAMED).map(({ login }) => login);
  const others = contributors.length - named.length;
  return list(others > 0 ? [...named, count(others, "other")] : named);
}
const MOST_NAMED = 10;

/** The checks that ran on the judged commit. */
export function CheckRuns({ runs }: { runs: Run[] }) {
  return (
    <Table
      caption={
        <>
          Checks of commit <Hash value={runs[0]?.sha ?? ""} />
        </>
      }
      rows={runs}
      keyOf={({ id }) => id}
      columns={[
        { name: "Check", head: true, cell: ({ name, url }) => (url ? <Away href={url}>{name}</Away> : name) },
        {
          name: "Result",
          folded: "Result",
          cell: ({ status, conclusion }) => (conclusion ?? status).replaceAll("_", " "),
        },
      ]}
    />
  );
}

export function Releases({ releases, zone }: { releases: Release[]; zone: string }) {
  return (
    <Table
      rows={releases}
      keyOf={({ id }) => id}
      columns={[
        { name: "Release", head: true, cell: ({ title, url }) => <Away href={url}>{title}</Away> },
        { name: "Tag", folded: "Tag", cell: ({ tag }) => <code>{tag}</code> },
        {
          name: "Published",
          folded: "Published",
          cell: ({ publishedAt }) => (publishedAt ? <When at={publishedAt.toISOString()} zone={zone} /> : "a draft"),
        },
      ]}
    />
  );
}

export function Committers({ committers }: { committers: { name: string; commits: number }[] }) {
  return (
    <Table
      rows={committers}
      keyOf={({ name }) => name}
      columns={[
        { name: "Who", head: true, cell: ({ name }) => name },
        { name: "Commits", folded: "Commits", numeric: true, cell: ({ commits }) => commits.toLocaleString("en") },
      ]}
    />
  );
}

/** A page of commits, newest first by the dates that they carry. */
export function Commits({
  commits,
  repository,
  zone,
  first,
  next,
}: {
  commits: Committed[];
  repository: string;
  zone: string;
  first: string | null;
  next: string | null;
}) {
  return (
    <>
      <Table
        rows={commits}
        keyOf={({ sha }) => sha}
        columns={[
          {
            name: "Commit",
            head: true,
            cell: ({ sha, headline, isReachable }) => (
              <>
                <Away href={`${repository}/commit/${sha}`}>{headline || sha.slice(0, 12)}</Away>
                {!isReachable && <small> no longer on the branch</small>}
              </>
            ),
          },
          { name: "By", folded: "By", cell: ({ login, authorName }) => login ?? authorName },
          {
            name: "Dated",
            folded: "Dated",
            cell: ({ committedAt }) => <When at={committedAt.toISOString()} zone={zone} />,
          },
        ]}
      />
      <Pager label="Commits" first={first} next={next} />
    </>
  );
}

/** "212 commits by 3 people since the opening". */
export const workText = (commits: number, people: number): string =>
  `${count(commits, "commit")} by ${count(people, "person", "people")} since the opening`;
