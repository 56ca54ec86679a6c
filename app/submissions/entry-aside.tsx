import { paths } from "~/paths";
import type { Image } from "~/submissions/draft/draft";
import { Acts, LinkButton } from "~/ui/button";
import { Hash } from "~/ui/cert";
import { Checklist } from "~/ui/checklist";
import { KeyValues } from "~/ui/layout";
import type { Item, Place } from "./ready-entry";

const WHERE = {
  draft: (slug: string) => ({ href: paths.submission(slug), action: "Write it" }),
  team: (slug: string) => ({ href: paths.myTeam(slug), action: "To the team" }),
  repository: (slug: string) => ({ href: paths.myTeamAct(slug, "repository"), action: "Link one" }),
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

type Repository = { name: string; url: string; isChecked: boolean } | null;

/** Which code the jury gets. */
export function CodeFacts({
  slug,
  repository,
  commitSha,
  why,
}: {
  slug: string;
  repository: Repository;
  commitSha: string | null;
  why: string | null;
}) {
  return (
    <div className="stack">
      {repository ? (
        <KeyValues
          items={[
            {
              label: "Repository",
              value: (
                <a href={repository.url} rel="nofollow noopener">
                  {repository.name}
                </a>
              ),
            },
            {
              label: "Commit",
              value: commitSha ? (
                <Hash value={commitSha} />
              ) : (
                "None known yet: GitHub has not answered. You can hand in all the same."
              ),
            },
          ]}
        />
      ) : (
        <p>No repository is linked.</p>
      )}
      <Acts>
        <LinkButton href={paths.myTeamAct(slug, "repository")} disabledReason={why}>
          {repository ? "Change repository or commit" : "Link a repository"}
        </LinkButton>
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
