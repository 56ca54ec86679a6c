import { ChallengeMark, type Face } from "~/challenges/challenge-reading";
import { count, excerpt } from "~/kernel/text";
import { dayText, type Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { Tally } from "~/ui/layout";
import { standingOf } from "./decisions";

type Kind = "adopt" | "pilot" | "procure" | "decline";

/** A decision as something that has happened. */
export const DECISION_WORDS: Record<Kind, string> = {
  adopt: "Adopted",
  pilot: "In pilot",
  procure: "Procured",
  decline: "Declined",
};

type Award = {
  id: string;
  prize: { title: string } | null;
  submission: {
    number: number;
    team: { slug: string; name: string };
    decisions: { kind: Kind; reason: string; dueOn: Date; decidedAt: Date }[];
  };
};
type Decided = Face & { id: string; timeZone: string; decisionDueAt: Date | null; awards: Award[] };

/** Winners and what became of them, one line each. */
export function OutcomeTable({ challenges, now }: { challenges: Decided[]; now: Instant }) {
  return (
    <table className="t past">
      <thead>
        <tr>
          <th scope="col" colSpan={2}>
            Challenge and winner
          </th>
          <th scope="col">What happened</th>
          <th scope="col">Last word</th>
        </tr>
      </thead>
      <tbody>
        {challenges.flatMap((challenge) =>
          challenge.awards.map((award) => (
            <tr key={award.id}>
              <td>
                <ChallengeMark of={challenge} />
              </td>
              <td>
                <a href={paths.challengeResults(challenge.slug)}>
                  <b>{challenge.title}</b>
                </a>
                <br />
                <span className="quiet">
                  <a href={paths.team(challenge.slug, award.submission.team.slug)}>{award.submission.team.name}</a>,{" "}
                  {award.prize?.title ?? "honourable mention"}
                </span>
              </td>
              <td>
                <OutcomeWords award={award} challenge={challenge} now={now} />
              </td>
              <td className="num quiet">
                {award.submission.decisions[0]
                  ? dayText(award.submission.decisions[0].decidedAt, challenge.timeZone)
                  : ""}
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

/** What the city did with one awarded entry, or how long it has owed the answer. */
export function OutcomeWords({
  award,
  challenge,
  now,
}: {
  award: Award;
  challenge: Pick<Decided, "timeZone" | "decisionDueAt">;
  now: Instant;
}) {
  const decision = award.submission.decisions[0] ?? null;
  const { isOverdue, text } = standingOf(decision, challenge, now);
  const standing = isOverdue ? <b className="warn">{text}</b> : <span className="quiet">{text}</span>;
  if (!decision) return standing;
  return (
    <>
      <b className={decision.kind === "decline" ? "warn" : "good"}>{DECISION_WORDS[decision.kind]}.</b>{" "}
      {excerpt(decision.reason, 180)} {decision.kind !== "decline" && standing}
    </>
  );
}

type Counted = { adopt: number; pilot: number; procure: number; decline: number; overdue: number };

/** How many awarded entries met which end, and how many answers the city still owes. */
export function OutcomeTally({ tally }: { tally: Counted }) {
  return (
    <Tally
      items={[
        { figure: tally.adopt, label: "adopted" },
        { figure: tally.pilot, label: "in pilot" },
        { figure: tally.procure, label: "procured" },
        { figure: tally.decline, label: "declined, with reasons" },
        ...(tally.overdue > 0
          ? [
              {
                figure: tally.overdue,
                label: <span className="warn">{tally.overdue === 1 ? "answer overdue" : "answers overdue"}</span>,
              },
            ]
          : []),
      ]}
    />
  );
}

type Published = Decided & {
  resultsPublishedAt: Date | null;
  organisation: { slug: string; name: string };
  _count: { submissions: number };
};

/** Challenges whose results are out: each with its awards and the city's answers. */
export function ResultList({ challenges, now }: { challenges: Published[]; now: Instant }) {
  return (
    <ul className="open-list">
      {challenges.map((challenge) => (
        <li key={challenge.id}>
          <ChallengeMark of={challenge} />
          <div>
            <h3>
              <a href={paths.challengeResults(challenge.slug)}>{challenge.title}</a>
            </h3>
            <p>
              <a href={paths.organisation(challenge.organisation.slug)}>{challenge.organisation.name}</a>
            </p>
            {challenge.awards.length === 0 && <p>No prize was awarded; the results say why.</p>}
            {challenge.awards.map((award) => (
              <p key={award.id}>
                <b>{award.prize?.title ?? "Honourable mention"}:</b>{" "}
                <a href={paths.entry(challenge.slug, award.submission.number)}>{award.submission.team.name}</a>.{" "}
                <OutcomeWords award={award} challenge={challenge} now={now} />
              </p>
            ))}
          </div>
          <p className="end">
            <b>{count(challenge._count.submissions, "entry", "entries")}</b>{" "}
            {challenge.resultsPublishedAt && (
              <span>results out {dayText(challenge.resultsPublishedAt, challenge.timeZone)}</span>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
