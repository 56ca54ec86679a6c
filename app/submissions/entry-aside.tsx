import { paths } from "~/paths";
import type { Image } from "~/submissions/draft/draft";
import { type CommitFacts, whyNotThisCommit } from "~/teams/declared-commit";
import { JudgedCommit, LastAsked } from "~/teams/judged-commit";
import { ActButton, Acts, LinkButton } from "~/ui/button";
import { Checklist } from "~/ui/checklist";
import { KeyValues, Note } from "~/ui/layout";
import type { Item, Place } from "./ready-entry";

const WHERE = {
  draft: (slug: string) => ({ href: paths.submission(slug), action: "Write it" }),
  team: (slug: string) => ({ href: paths.myTeam(slug), action: "To the team" }),
  repository: (slug: string) => ({ href: paths.myTeamAct(slug, "repository"), action: "Link one" }),
  commit: (slug: string) => ({ href: paths.myTeamAct(slug, "repository"), action: "To the commit" }),
  rules: (slug: string) => ({ href: paths.myTeamAct(slug, "rules"), action: "Read and accept" }),
} satisfies Record<Place, (slug: string) => { href: string; action: string }>;

/** What an entry still lacks, each with the place where it is put right. */
export const EntryChecklist = ({ slug, items }: { slug: string; items: Item[] }) => (
  <Checklist
    items={items.map(({ title, todo, place }) => ({
      title,
      done: todo === null,
      ...(todo === null ? {} : { note: todo, ...WHERE[place](slug) }),
    }))}
  />
);

type Repository = CommitFacts & { owner: string; name: string; url: string };

/** Which code the jury gets, what stands in its way, and when GitHub was last asked. */
export function CodeFacts({
  slug,
  repository,
  zone,
  why,
}: {
  slug: string;
  repository: Repository | null;
  zone: string;
  why: string | null;
}) {
  const whyNot = repository && whyNotThisCommit(repository);
  return (
    <div className="stack">
      {repository ? (
        <KeyValues
          items={[
            {
              label: "Repository",
              value: (
                <a href={repository.url} rel="nofollow noopener">
                  {repository.owner}/{repository.name}
                </a>
              ),
            },
            { label: "Commit", value: <JudgedCommit of={repository} zone={zone} /> },
            { label: "GitHub last asked", value: <LastAsked of={repository} zone={zone} /> },
          ]}
        />
      ) : (
        <p>No repository is linked.</p>
      )}
      {whyNot && <Note tone="warn">{whyNot}</Note>}
      <Acts>
        <LinkButton href={paths.myTeamAct(slug, "repository")} disabledReason={why}>
          {repository ? "Change repository or commit" : "Link a repository"}
        </LinkButton>
        {repository && <ActButton action={paths.myTeamAct(slug, "refresh")}>Ask GitHub again</ActButton>}
      </Acts>
    </div>
  );
}

/** How many pictures there are, and the way to them. */
export const PictureFacts = ({ slug, images }: { slug: string; images: Image[] }) => (
  <Acts>
    <LinkButton href={paths.submissionAct(slug, "images")}>
      {images.length === 0 ? "Add pictures" : `Pictures (${images.length})`}
    </LinkButton>
  </Acts>
);
