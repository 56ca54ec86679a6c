import { paths } from "~/paths";
import { Section } from "~/ui/layout";
import type { Use } from "./uses.server";

const ROLES = { required: "every entry uses it", suggested: "suggested", context: "for context" };

type Tie = { role: keyof typeof ROLES; challenge: { slug: string; title: string } };

/** Entries that use a dataset, each with how, and with the file where the team says which. */
export function UseList({ uses }: { uses: Use[] }) {
  return (
    <ul className="rows">
      {uses.map(({ id, number, title, team, challenge, how, file }) => (
        <li key={id}>
          <h3>
            <a href={paths.entry(challenge.slug, number)}>{title}</a>
          </h3>
          <p>{how}</p>
          <p className="quiet">
            <a href={paths.team(challenge.slug, team.slug)}>{team.name}</a> on{" "}
            <a href={paths.challenge(challenge.slug)}>{challenge.title}</a>
            {file && `, with ${file}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What a dataset is used by, on its page: the challenges it is tied to, and the entries that declare it, once public. */
export function UsedBySection({
  slug,
  challenges,
  uses,
  next,
}: {
  slug: string;
  challenges: Tie[];
  uses: Use[];
  /** The entry after which there are more; null where these are all. */
  next: string | null;
}) {
  return (
    <Section id="used-by" name="Used by">
      <div className="stack">
        {challenges.length === 0 ? (
          <p className="quiet">No published challenge is tied to it.</p>
        ) : (
          <ul className="bulleted">
            {challenges.map(({ role, challenge }) => (
              <li key={challenge.slug}>
                <a href={paths.challenge(challenge.slug)}>{challenge.title}</a>, {ROLES[role]}
              </li>
            ))}
          </ul>
        )}
        {uses.length > 0 ? (
          <UseList uses={uses} />
        ) : (
          challenges.length > 0 && (
            <p className="quiet">Entries that use it stand here once entries of their challenge have closed.</p>
          )
        )}
        {next && (
          <p>
            <a href={paths.datasetUses(slug)}>All entries that use it</a>
          </p>
        )}
      </div>
    </Section>
  );
}
