import type { ReactNode } from "react";
import { moneyText } from "~/kernel/money";
import { count } from "~/kernel/text";
import type { Instant } from "~/kernel/time";
import { dayText, instantText, relativeText, timeText } from "~/kernel/time";
import { paths } from "~/paths";
import { CalendarLine, type Run, type Stop } from "~/ui/calendar-line";
import { Certificate, Hash } from "~/ui/cert";
import { KeyValues, Reading } from "~/ui/layout";
import { type Calendar, decisionLateBy, phaseAt } from "../phase";
import { isRights, RIGHTS } from "../rights";
import { isBetween, runningCalendar, type SecondState } from "../running-round";
import { type SecondTerms, secondTermsTexts } from "../second-round";

type Dates = Calendar & { secondRound?: SecondState };

/** When the jury's work ends, or ended: of its only round, or of the first and of the second once that is open. */
function scoredBy({ judgingEndsAt, judgingClosedAt, secondRound }: Dates) {
  if (!secondRound) return { first: judgingClosedAt ?? judgingEndsAt, second: null };
  const { firstClosedAt, openedAt, endsAt } = secondRound;
  return { first: firstClosedAt ?? judgingEndsAt, second: openedAt && (judgingClosedAt ?? endsAt) };
}

/** The calendar of one challenge as a line with today on it: what was planned, and what has happened since. */
export function ChallengeCalendar({ calendar, now }: { calendar: Dates; now: Instant }) {
  const { timeZone: zone, opensAt, closesAt, secondRound } = calendar;
  const { first, second } = scoredBy(calendar);
  const runs = [
    runOf(opensAt, closesAt, "solid"),
    runOf(closesAt, first, "hatched"),
    runOf(secondRound?.openedAt ?? null, second, "hatched"),
  ].flatMap((run) => run ?? []);
  return (
    <CalendarLine
      stops={stopsOf(calendar, now)}
      runs={runs}
      now={now.toISOString()}
      nowText={todayWords(calendar, now)}
      zone={zone}
    />
  );
}

const runOf = (from: Instant | null, to: Instant | null, kind: Run["kind"]): Run | null =>
  from && to && { from: from.toISOString(), to: to.toISOString(), kind };

function stopsOf(calendar: Dates, now: Instant): Stop[] {
  const { timeZone: zone, publishedAt, opensAt, closesAt, secondRound } = calendar;
  const { first, second } = scoredBy(calendar);
  const { resultsDueAt, resultsPublishedAt, decisionDueAt, decidedAt } = calendar;
  const planned: [Instant | null, string][] = [
    [publishedAt, "Announced"],
    [opensAt, "Entries open"],
    [closesAt, closesAt ? `Entries close, ${timeText(closesAt, zone)}` : ""],
    [first, secondRound ? "First round ends" : "Judging ends"],
    [second, "Second round ends"],
    [resultsPublishedAt ?? resultsDueAt, resultsPublishedAt ? "Results out" : "Results due"],
    [
      decidedAt ?? decisionDueAt,
      decidedAt ? "City decided" : decisionLateBy(calendar, now) ? "Decision promised" : "City decides",
    ],
  ];
  return planned.flatMap(([at, text]) => (at ? [{ at: at.toISOString(), text }] : []));
}

function todayWords({ secondRound = null, ...dates }: Dates, now: Instant): string | undefined {
  const calendar = runningCalendar(dates, secondRound);
  const { opensAt, closesAt, judgingEndsAt, judgingClosedAt, resultsDueAt } = calendar;
  const phase = phaseAt(calendar, now);
  const late = decisionLateBy(calendar, now);
  if (late) return `the decision is ${late} late`;
  if (phase === "announced" && opensAt) return `opens ${relativeText(opensAt, now)}`;
  if (phase === "open" && closesAt) return `closes ${relativeText(closesAt, now)}`;
  if (phase === "judging" && isBetween(secondRound) && !dates.judgingClosedAt) return "between the rounds";
  if (phase === "judging" && judgingEndsAt && now < judgingEndsAt && !judgingClosedAt) return "the jury scores";
  if (phase === "judging" && resultsDueAt) return now < resultsDueAt ? "results are on their way" : "results are late";
  return undefined;
}

type Prize = { id: string; title: string; amountMinor: bigint | null; currency: string | null; inKind: string | null };

export function Prizes({ prizes }: { prizes: Prize[] }) {
  return (
    <div className="prizes">
      {prizes.map(({ id, title, amountMinor, currency, inKind }) => (
        <div key={id}>
          <b>{amountMinor !== null && currency ? moneyText({ minor: amountMinor, currency }) : "In kind"}</b>
          {title}
          {inKind && (
            <>
              <br />
              <span className="quiet">{inKind}</span>
            </>
          )}
        </div>
      ))}
    </div>
  );
}

/** Who keeps the rights, in the words of the template. */
export function RightsWords({ rights }: { rights: string }) {
  if (!isRights(rights)) return null;
  const { title, text } = RIGHTS[rights];
  return (
    <p className="why">
      <b>{title}.</b> {text}
    </p>
  );
}

type Criterion = {
  id: string;
  title: string;
  description: string;
  weight: number;
  levels: { value: number; sentence: string }[];
};

type Second = { terms: SecondTerms; criteria: Criterion[]; jurors: number };

/** The rubric as jurors score by it; with that of a second round where there is one. */
export function Criteria({
  criteria,
  reviews,
  second,
}: {
  criteria: Criterion[];
  reviews: number;
  second: Second | null;
}) {
  return (
    <>
      <p className="quiet">
        Fixed when the challenge was published. Every entry is scored by {count(reviews, "juror")}, and every team gets
        the reasons.
      </p>
      <Rubric criteria={criteria} />
      {second && (
        <section className="below">
          <h3>The second round</h3>
          <Reading>
            {secondTermsTexts(second.terms).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {second.jurors > 0 && (
              <p>{count(second.jurors, "juror of the jury scores it", "jurors of the jury score it")}.</p>
            )}
          </Reading>
          <Rubric criteria={second.criteria} level={4} />
        </section>
      )}
    </>
  );
}

/** Each criterion with its share and the sentence of every level. */
function Rubric({ criteria, level = 3 }: { criteria: Criterion[]; level?: 3 | 4 }) {
  const sum = criteria.reduce((total, { weight }) => total + weight, 0);
  const Heading = `h${level}` as const;
  return (
    <>
      {criteria.map(({ id, title, description, weight, levels }) => (
        <div className="crit" key={id}>
          <div>
            <Heading>{title}</Heading>
            <p>
              <span className="w">{weight}</span> <span className="quiet">of {sum}</span>
            </p>
            {description && (
              <p className="quiet">
                <small>{description}</small>
              </p>
            )}
          </div>
          <ol>
            {levels.map(({ value, sentence }) => (
              <li key={value} value={value}>
                <b>{value}</b>
                <span>{sentence}</span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}

type Pledge = {
  ownerName: string;
  ownerRole: string;
  upkeep: string;
  upkeepUntil: Date;
  decision: string;
  money: string;
  path: string;
  signedByName: string;
  signedAt: Date;
};

/** What the city promised before publishing, and where the promise stands in the record. */
export function PledgeCertificate({
  pledge,
  organisation,
  zone,
  hash,
  decisionDueAt,
  mark,
}: {
  pledge: Pledge;
  /** As it was signed, whatever the calendar says since. */
  decisionDueAt: Date | null;
  organisation: string;
  zone: string;
  hash: string | null;
  /** The challenge's small banner. */
  mark?: ReactNode;
}) {
  return (
    <Certificate
      title="What the city pledges"
      mark={mark}
      sign={
        <>
          <span>
            <b>{pledge.signedByName}</b>
            <br />
            <span className="quiet">
              for {organisation}, {instantText(pledge.signedAt, zone)}
            </span>
          </span>
          {hash && (
            <span className="rec">
              <a href={paths.recordEntry(hash)}>In the record</a>
              <br />
              <Hash value={hash} group={4} most={16} />
            </span>
          )}
        </>
      }
    >
      <KeyValues
        items={[
          { label: "Owner", value: `${pledge.ownerName}, ${pledge.ownerRole}, answers for this challenge.` },
          { label: "Data", value: `${pledge.upkeep} Kept up until ${dayText(pledge.upkeepUntil, "UTC")}.` },
          {
            label: "Decision",
            value: decisionDueAt ? `${pledge.decision} By ${dayText(decisionDueAt, zone)}.` : pledge.decision,
          },
          { label: "Money", value: pledge.money },
          { label: "Path", value: pledge.path },
        ]}
      />
    </Certificate>
  );
}
