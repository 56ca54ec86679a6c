import { count } from "~/kernel/text";
import { durationText, type Instant, relativeText } from "~/kernel/time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { NextUp } from "~/ui/checklist";
import { Curve } from "~/ui/plots";
import { Empty, Table } from "~/ui/table";
import { ChallengeMark, type Face, faceOf, nextWords } from "../challenge-reading";
import { SECTION_WORDS } from "../draft";
import type { Item } from "../drafting/ready-item";
import { type Calendar, phaseAt } from "../phase";
import { growth, type Waiting } from "./waiting";

type DraftCard = Face & { organisation: string; mayEdit: boolean; items: Item[] };

/** Where an item of the checklist is done; null where its reader cannot. */
export const placeOf = (slug: string, { section, title, href }: Item): string | null => {
  if (title === "The pledge is signed") return paths.staffAct(slug, "sign");
  return href === undefined ? paths.draftSection(slug, section) : href;
};

/** The step that an item asks for, as a heading. */
export const stepOf = ({ title, todo }: Item): string => (todo ?? title).replace(/\.$/, "");

export const openItems = (items: Item[]): Item[] => items.filter(({ todo }) => todo !== null);

/** The first thing on the desk: what has waited longest, else the next step of the newest draft, else a first challenge. */
export function NextOnDesk({
  waiting,
  drafts,
  mayStart,
  now,
}: {
  waiting: Waiting[];
  drafts: DraftCard[];
  mayStart: boolean;
  now: Instant;
}) {
  const oldest = waiting[0];
  if (oldest)
    return (
      <NextUp
        kicker={`${oldest.isUrgent ? "Before everything else, waiting for" : "Waiting longest:"} ${durationText(now.getTime() - oldest.since.getTime()) ?? "less than a minute"}`}
        title={oldest.what}
        acts={
          <LinkButton href={oldest.href} main>
            See to it
          </LinkButton>
        }
      >
        <p className="quiet">{oldest.of}</p>
      </NextUp>
    );
  const draft = drafts.find(({ mayEdit }) => mayEdit);
  const item = draft && openItems(draft.items)[0];
  if (draft) {
    const place = item ? placeOf(draft.slug, item) : paths.staffAct(draft.slug, "publish");
    return (
      <NextUp
        kicker={`Next for “${draft.title}”`}
        title={item ? stepOf(item) : "It lacks nothing: publish it"}
        acts={
          place && (
            <LinkButton href={place} main>
              {item ? "Do it" : "To publishing"}
            </LinkButton>
          )
        }
      >
        {item && <p className="quiet">{`${SECTION_WORDS[item.section]}: ${item.title}`}</p>}
      </NextUp>
    );
  }
  return (
    <NextUp
      kicker="Next"
      title="Write a challenge"
      acts={
        <LinkButton
          href={paths.newChallenge()}
          main
          disabledReason={mayStart ? null : "Only owners and editors of an organisation start its challenges."}
        >
          Start a draft
        </LinkButton>
      }
    >
      <p className="quiet">Nothing waits for anybody. A draft is yours alone until it is published.</p>
    </NextUp>
  );
}

/** Drafts, with how much is left to do in each. */
export function Drafts({ drafts }: { drafts: DraftCard[] }) {
  if (drafts.length === 0)
    return (
      <Empty title="No drafts">
        <p>A draft grows section by section; a checklist says what is missing until it can be published.</p>
      </Empty>
    );
  return (
    <ul className="rows">
      {drafts.map((draft) => {
        const left = openItems(draft.items);
        return (
          <li key={draft.slug} data-tincture={faceOf(draft).arms.colour}>
            <h3>
              <a href={paths.staffChallenge(draft.slug)}>{draft.title}</a>
            </h3>
            <p className="quiet">
              {draft.organisation}. {draft.items.length - left.length} of {draft.items.length} done
              {left.length > 0 ? `, ${count(left.length, "thing")} to do` : ", ready to be published"}.
            </p>
          </li>
        );
      })}
    </ul>
  );
}

type RunningCard = Face &
  Calendar & {
    today: number;
    days: { day: number; teams: number }[];
    _count: { teams: number; submissions: number };
  };

const EVERY = [5, 10, 20, 50, 100, 250, 500, 1000, 2500];

/** Running challenges as small multiples on one scale. */
export function Running({ challenges, now }: { challenges: RunningCard[]; now: Instant }) {
  if (challenges.length === 0)
    return (
      <Empty title="Nothing is running">
        <p>Published challenges stand here with their teams, day by day, until the city has decided.</p>
      </Empty>
    );
  const width = Math.max(7, ...challenges.map(({ today }) => today));
  const height = Math.max(5, ...challenges.map(({ _count }) => _count.teams));
  const every = EVERY.find((step) => height / step <= 4) ?? 5000;
  const grid = Array.from({ length: Math.floor(height / every) }, (_, i) => (i + 1) * every);
  return (
    <>
      <p className="quiet">Teams by day since the announcement, on one scale: a line every {every} teams.</p>
      <div className="multi below">
        {challenges.map((challenge) => {
          const words = runningWords(challenge, now);
          return (
            <figure key={challenge.slug} data-tincture={faceOf(challenge).arms.colour}>
              <figcaption>
                <ChallengeMark of={challenge} />
                <a href={paths.staffChallenge(challenge.slug)}>{challenge.title}</a>
              </figcaption>
              <Curve
                points={growth(challenge.days, challenge.today)}
                width={width}
                height={height}
                grid={grid}
                label={words}
              />
              <p>{words}</p>
            </figure>
          );
        })}
      </div>
    </>
  );
}

function runningWords(challenge: RunningCard, now: Instant): string {
  const { teams, submissions } = challenge._count;
  const { lead } = nextWords(challenge, now);
  const registered = teams === 0 ? "No teams yet" : count(teams, "team");
  const phase = phaseAt(challenge, now);
  if (phase === "announced") return `${lead}. ${registered}.`;
  const handedIn = submissions === 0 ? "nothing handed in" : `${count(submissions, "entry", "entries")} handed in`;
  return `${lead}. ${teams === 0 ? registered : `${registered}, ${handedIn}`}.`;
}

/** What waits for somebody, oldest first. */
export function WaitingTable({ waiting, now }: { waiting: Waiting[]; now: Instant }) {
  if (waiting.length === 0)
    return (
      <Empty title="Nobody waits">
        <p>Questions, problems of your data and dates that have passed come up here, the oldest first.</p>
      </Empty>
    );
  return (
    <Table
      rows={waiting}
      keyOf={({ href, what }) => href + what}
      columns={[
        { name: "What", head: true, cell: ({ what, href }) => <a href={href}>{what}</a> },
        { name: "Challenge or data", folded: "Of", cell: ({ of }) => of },
        {
          name: "Since",
          folded: "Since",
          numeric: true,
          cell: ({ since }) => (
            <span className={now.getTime() - since.getTime() > 2 * 86_400_000 ? "warn" : undefined}>
              {relativeText(since, now)}
            </span>
          ),
        },
      ]}
    />
  );
}
