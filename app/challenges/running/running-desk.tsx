import { count, list } from "~/kernel/text";
import { type Instant, instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { NextUp } from "~/ui/checklist";
import { Section, Tally } from "~/ui/layout";
import { nextWords } from "../challenge-reading";
import { overdue } from "../desk/waiting";
import { VIEWERS_CHANGE_NOTHING } from "../desk/words";
import { type Calendar, phaseAt } from "../phase";
import { DataTroubles } from "../reading/data-troubles";
import { ChallengeCalendar } from "../reading/overview";
import { reasonFor, type Trouble } from "../reading/troubles";
import type { SecondState } from "../running-round";
import { whyNotAmend, whyNotExtend } from "./running";

type Details = {
  teams: number;
  submissions: number;
  questions: number;
  announcements: number;
  seekers: number;
  waiting: number;
  changes: number;
  rules: { number: number; hash: string; publishedAt: Date };
  chairs: { name: string; handle: string }[];
  troubles: Trouble[];
};

type RunningProps = {
  challenge: Calendar & { slug: string; title: string; mayEdit: boolean; secondRound: SecondState };
  details: Details;
  now: Instant;
};

function Next({ challenge, details, now }: RunningProps) {
  const { slug } = challenge;
  const [late] = overdue(challenge, now);
  if (late)
    return (
      <NextUp
        kicker="Overdue"
        title={late.what}
        acts={
          <LinkButton href={late.href} main>
            See to it
          </LinkButton>
        }
      >
        <p className="quiet">It was due on {instantText(late.since, challenge.timeZone)}.</p>
      </NextUp>
    );
  if (details.waiting > 0)
    return (
      <NextUp
        kicker="Next"
        title={`${count(details.waiting, "question")} without an answer`}
        acts={
          <LinkButton href={paths.staffAct(slug, "questions")} main>
            Answer
          </LinkButton>
        }
      >
        <p className="quiet">Teams wait, and everyone sees for how long.</p>
      </NextUp>
    );
  return (
    <NextUp
      kicker="Nothing waits"
      title={nextWords(challenge, now).lead}
      acts={<LinkButton href={paths.challenge(slug)}>See it as everyone does</LinkButton>}
    />
  );
}

/** Where the data went bad while teams work on it: what happened, and the offer of more time for everyone. */
function MoreTime({ challenge, details: { troubles }, now }: RunningProps) {
  if (troubles.length === 0) return null;
  const { slug, timeZone, mayEdit } = challenge;
  return (
    <div className="below stack">
      <DataTroubles troubles={troubles} zone={timeZone} />
      <LinkButton
        href={paths.extendBecause(slug, reasonFor(troubles, timeZone))}
        disabledReason={mayEdit ? whyNotExtend(challenge, now)?.message : VIEWERS_CHANGE_NOTHING}
      >
        Give everyone more time
      </LinkButton>
    </div>
  );
}

/** The desk of a published challenge: what waits, how many, and what staff can do. */
export function RunningDesk(props: RunningProps) {
  const { challenge, details, now } = props;
  const { slug } = challenge;
  const role = challenge.mayEdit ? null : VIEWERS_CHANGE_NOTHING;
  const isDecided = challenge.resultsPublishedAt !== null;
  return (
    <>
      <Next {...props} />
      <MoreTime {...props} />
      <Section first name="Where it is" note={`All dates in ${challenge.timeZone}.`}>
        <ChallengeCalendar calendar={challenge} now={now} />
        <div className="below">
          {" "}
          <Tally
            items={[
              { figure: details.teams, label: details.teams === 1 ? "team" : "teams" },
              { figure: details.seekers, label: details.seekers === 1 ? "looks for a team" : "look for a team" },
              { figure: details.submissions, label: details.submissions === 1 ? "entry" : "entries" },
              { figure: details.questions, label: details.questions === 1 ? "question" : "questions" },
            ]}
          />
        </div>
      </Section>
      <Section name="What you can do" note="Each is announced, and most of it stands in the record.">
        <ul className="rows can-do">
          <Act
            title="Answer questions"
            text={details.waiting === 0 ? "None waits." : `${count(details.waiting, "question")} without an answer.`}
            href={paths.staffAct(slug, "questions")}
            label="To the questions"
          />
          <Act
            title="Announce news"
            text={`${details.announcements === 0 ? "None" : count(details.announcements, "announcement")} so far. On the page, and by mail to everyone registered.`}
            href={paths.staffAct(slug, "announce")}
            label="Write an announcement"
            why={role}
          />
          <Act
            title="Extend the calendar"
            text={details.changes === 0 ? "No date has moved." : `${count(details.changes, "date")} moved so far.`}
            href={paths.staffAct(slug, "extend")}
            label="Move dates later"
            why={role ?? whyNotExtend(challenge, now)?.message}
          />
          <Act
            title="Amend the rules"
            text={`Version ${details.rules.number}, of ${instantText(details.rules.publishedAt, challenge.timeZone)}.`}
            href={paths.staffAct(slug, "rules")}
            label="Write a new version"
            why={role ?? whyNotAmend(challenge, now)?.message}
          />
          <Act
            title="Chairs of the jury"
            text={details.chairs.length > 0 ? list(details.chairs.map(({ name }) => name)) : "Nobody yet."}
            href={paths.staffAct(slug, "chairs")}
            label="Name chairs"
            why={role}
          />
          <Act
            title="The jury"
            text="Jurors, assignments, progress and results are its chairs’ to run."
            href={paths.jury(slug)}
            label="To the jury’s desk"
          />
          <Act
            title="Decisions"
            text="What the city does with each winner, with a reason and a date."
            href={paths.staffAct(slug, "decisions")}
            label="To the decisions"
            why={isDecided ? null : "The city decides once the results are out."}
          />
          <Act
            title="Payments"
            text="Which prizes were paid, and when, for everyone to read."
            href={paths.staffAct(slug, "payments")}
            label="To the payments"
            why={isDecided ? null : "Prizes are owed once the results are out."}
          />
        </ul>
        {phaseAt(challenge, now) !== "draft" && (
          <p className="why">
            <a href={paths.challenge(slug)}>The challenge as everyone sees it</a> ·{" "}
            <a href={paths.challengeRecord(slug)}>its record</a>
          </p>
        )}
      </Section>
    </>
  );
}

function Act({
  title,
  text,
  href,
  label,
  why,
}: {
  title: string;
  text: string;
  href: string;
  label: string;
  why?: string | null;
}) {
  return (
    <li>
      <h3>{title}</h3>
      <p className="quiet">{text}</p>
      <LinkButton href={href} small disabledReason={why}>
        {label}
      </LinkButton>
    </li>
  );
}
