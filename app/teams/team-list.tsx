import { count, excerpt } from "~/kernel/text";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { SubNav } from "~/ui/navigation";
import { Empty, Pager, Table } from "~/ui/table";
import { Skills } from "./team-fields";

type Show = "all" | "looking" | "seekers";

/** The three ways to look at who takes part. */
export function TeamViews({ slug, show }: { slug: string; show: Show }) {
  return (
    <SubNav
      label="Who takes part"
      items={[
        { href: paths.challengeTeams(slug), label: "All teams", current: show === "all" },
        {
          href: paths.challengeTeams(slug, { show: "looking" }),
          label: "Looking for people",
          current: show === "looking",
        },
        {
          href: paths.challengeTeams(slug, { show: "seekers" }),
          label: "Looking for a team",
          current: show === "seekers",
        },
      ]}
    />
  );
}

type Team = { slug: string; name: string; about: string; isLooking: boolean; skillsWanted: string[]; size: number };

/** Teams with what they say of themselves. `why` says why none can form any more. */
export function TeamList({
  slug,
  show,
  teams,
  next,
  why,
}: {
  slug: string;
  show: "all" | "looking";
  teams: Team[];
  next: string | null;
  why: string | null;
}) {
  if (teams.length === 0)
    return (
      <Empty
        title={show === "looking" ? "No team is looking for people" : "No team has registered yet"}
        action={
          <LinkButton href={paths.enter(slug)} disabledReason={why}>
            Register a team
          </LinkButton>
        }
      >
        <p>
          {show === "looking"
            ? "Teams that look for people say here which skills they are missing. You can be found instead: list yourself as looking for a team."
            : "Whoever registers first is listed first. A team can be one person."}
        </p>
      </Empty>
    );
  return (
    <div className="stack">
      <Table
        label="Teams"
        rows={teams}
        keyOf={(team) => team.slug}
        columns={[
          { name: "Team", head: true, cell: (team) => <a href={paths.team(slug, team.slug)}>{team.name}</a> },
          { name: "About", folded: "About", cell: (team) => excerpt(team.about, 140) },
          {
            name: "Looks for",
            folded: "Looks for",
            cell: (team) => (team.isLooking ? <LooksFor skills={team.skillsWanted} /> : ""),
          },
          { name: "People", folded: "People", numeric: true, cell: (team) => team.size },
        ]}
      />
      <Pager
        label="Pages of teams"
        next={next && paths.challengeTeams(slug, { show: show === "looking" ? show : undefined, after: next })}
      />
    </div>
  );
}

const LooksFor = ({ skills }: { skills: string[] }) => (skills.length > 0 ? <Skills of={skills} /> : "people");

type Seeker = { personId: string; skills: string[]; about: string; person: { name: string; handle: string } };

/** People who would join a team. */
export function SeekerList({
  slug,
  seekers,
  next,
  why,
}: {
  slug: string;
  seekers: Seeker[];
  next: string | null;
  why: string | null;
}) {
  const list = (
    <LinkButton href={paths.seek(slug)} disabledReason={why}>
      Look for a team
    </LinkButton>
  );
  if (seekers.length === 0)
    return (
      <Empty title="Nobody is looking for a team" action={list}>
        <p>Say here what you would bring, and teams can find you.</p>
      </Empty>
    );
  return (
    <div className="stack">
      <Table
        label="People who look for a team"
        rows={seekers}
        keyOf={(seeker) => seeker.personId}
        columns={[
          {
            name: "Person",
            head: true,
            cell: ({ person }) => <a href={paths.person(person.handle)}>{person.name}</a>,
          },
          { name: "Would bring", folded: "Would bring", cell: ({ about }) => about },
          { name: "Skills", folded: "Skills", cell: ({ skills }) => <Skills of={skills} /> },
        ]}
      />
      <Pager label="Pages of people" next={next && paths.challengeTeams(slug, { show: "seekers", after: next })}>
        {count(seekers.length, "person", "people")} on this page
      </Pager>
      <p className="acts">{list}</p>
    </div>
  );
}
