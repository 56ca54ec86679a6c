import { type Face, nextWords } from "~/challenges/challenge-reading";
import { type Calendar, PHASE_WORDS, phaseAt } from "~/challenges/phase";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Empty, Table } from "~/ui/table";
import { When } from "~/ui/when";
import { scoredEntry } from "./ready-entry";

type Challenge = Face & Calendar;
type MyTeam = {
  name: string;
  isCaptain: boolean;
  size: number;
  waiting: number;
  challenge: Challenge;
  draft: { savedAt: Date } | null;
  entry: {
    number: number;
    withdrawnAt: Date | null;
    latest: { id: string; number: number; receivedAt: Date } | null;
  } | null;
};

/** The viewer's teams, each with what it has handed in and what comes next. */
export function MyTeams({ teams, now }: { teams: MyTeam[]; now: Date }) {
  if (teams.length === 0)
    return (
      <Empty
        title="You are in no team yet"
        action={
          <LinkButton href={paths.challenges()} main>
            See what is open
          </LinkButton>
        }
      >
        <p>Choose a challenge, look at its data, and enter alone or with others. Your teams and drafts stand here.</p>
      </Empty>
    );
  return (
    <Table
      label="My teams"
      rows={teams}
      keyOf={({ challenge }) => challenge.slug}
      columns={[
        {
          name: "Challenge",
          head: true,
          cell: ({ challenge }) => <a href={paths.challenge(challenge.slug)}>{challenge.title}</a>,
        },
        {
          name: "Team",
          folded: "Team",
          cell: ({ name, challenge, isCaptain, size, waiting }) => (
            <>
              <a href={paths.myTeam(challenge.slug)}>{name}</a>
              <br />
              <small>
                {isCaptain ? "captain" : "member"}, {count(size, "person", "people")}
                {waiting > 0 && `, ${count(waiting, "asks", "ask")} to join`}
              </small>
            </>
          ),
        },
        { name: "Entry", folded: "Entry", cell: (team) => <Entry team={team} now={now} /> },
        {
          name: "Next",
          folded: "Next",
          cell: ({ challenge, entry }) => <Next challenge={challenge} entry={entry} now={now} />,
        },
      ]}
    />
  );
}

function Entry({ team: { entry, draft, challenge }, now }: { team: MyTeam; now: Date }) {
  const zone = challenge.timeZone;
  const isOpen = phaseAt(challenge, now) === "open";
  if (entry?.latest && !entry.withdrawnAt)
    return (
      <>
        <a href={paths.receipt(entry.latest.id)}>Version {entry.latest.number}</a>
        <br />
        <small>
          <When at={entry.latest.receivedAt.toISOString()} zone={zone} />
        </small>
      </>
    );
  if (draft)
    return (
      <>
        <a href={paths.submission(challenge.slug)}>{entry ? "Withdrawn; a draft is kept" : "Draft"}</a>
        <br />
        <small>
          saved on <When at={draft.savedAt.toISOString()} zone={zone} />
        </small>
      </>
    );
  return isOpen ? <a href={paths.submission(challenge.slug)}>Begin the entry</a> : <span className="quiet">None</span>;
}

function Next({ challenge, entry, now }: Pick<MyTeam, "challenge" | "entry"> & { now: Date }) {
  const { lead, at } = nextWords(challenge, now);
  const scored = scoredEntry(entry, challenge);
  return (
    <>
      {scored !== null && (
        <>
          <a href={paths.scores(challenge.slug, scored)}>Your scores and feedback</a>
          <br />
        </>
      )}
      {lead || PHASE_WORDS[phaseAt(challenge, now)]}
      {at && (
        <>
          <br />
          <small>
            <When at={at.toISOString()} zone={challenge.timeZone} />
          </small>
        </>
      )}
    </>
  );
}
