import { count, list } from "~/kernel/text";
import { DAY, dayText, type Instant, instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { CalendarChart, type CalendarRow } from "~/ui/calendar-line";
import { THEMES } from "~/ui/heraldry";
import { ChallengeMark, type Face, faceOf, nextWords, prizesText } from "../challenge-reading";
import { type Calendar, PHASE_WORDS, PHASES, type Phase } from "../phase";

type Card = Face &
  Calendar & {
    id: string;
    summary: string;
    organisation: { slug: string; name: string };
    prizes: Parameters<typeof prizesText>[0];
    _count: { teams: number };
  };

/** Challenges under one another: banner, what is asked for, and at the end of the line what comes next. */
export function ChallengeList({ challenges, now }: { challenges: Card[]; now: Instant }) {
  return (
    <ul className="open-list">
      {challenges.map((challenge) => {
        const { lead, what, at, isLate } = nextWords(challenge, now);
        return (
          <li key={challenge.id} data-tincture={faceOf(challenge).arms.colour}>
            <ChallengeMark of={challenge} />
            <div>
              <h3>
                <a href={paths.challenge(challenge.slug)}>{challenge.title}</a>
              </h3>
              <p>{challenge.summary}</p>
            </div>
            <p className="end">
              <b className={isLate && "warn"}>{lead}</b>{" "}
              {at && (
                <span>{what ? `${what} ${dayText(at, challenge.timeZone)}` : instantText(at, challenge.timeZone)}</span>
              )}{" "}
              <span>{prizesText(challenge.prizes)}</span> <span>{count(challenge._count.teams, "team")}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

const iso = (at: Instant | null): string | null => at?.toISOString() ?? null;

/** Several challenges on one scale, from the first announcement (two weeks to two months back) to the last decision. */
export function ChallengesCalendar({ challenges, now, zone }: { challenges: Card[]; now: Instant; zone: string }) {
  const rows: CalendarRow[] = challenges.map((challenge) => ({
    href: paths.challenge(challenge.slug),
    title: challenge.title,
    tincture: faceOf(challenge).arms.colour,
    announced: iso(challenge.publishedAt),
    opens: iso(challenge.opensAt),
    closes: iso(challenge.closesAt),
    judgingEnds: iso(challenge.judgingClosedAt ?? challenge.judgingEndsAt),
    decision: iso(challenge.decisionDueAt),
    end: challenge.decisionDueAt ? iso(new Date(challenge.decisionDueAt.getTime() + 365 * DAY)) : null,
  }));
  const decisions = challenges.flatMap(({ decisionDueAt }) => decisionDueAt?.getTime() ?? []);
  const first = Math.min(now.getTime(), ...challenges.flatMap(({ publishedAt }) => publishedAt?.getTime() ?? []));
  const from = Math.min(Math.max(first - 5 * DAY, now.getTime() - 60 * DAY), now.getTime() - 14 * DAY);
  const to = Math.min(Math.max(now.getTime() + 90 * DAY, ...decisions) + 15 * DAY, now.getTime() + 400 * DAY);
  return (
    <CalendarChart
      rows={rows}
      from={new Date(from).toISOString()}
      to={new Date(to).toISOString()}
      now={now.toISOString()}
      zone={zone}
    />
  );
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

export const THEME_OPTIONS = THEMES.map((theme) => ({ value: theme, label: capital(theme) })).sort((a, b) =>
  a.label.localeCompare(b.label),
);

export const PHASE_OPTIONS = PHASES.filter((phase) => phase !== "draft").map((phase) => ({
  value: phase,
  label: phase === "open" ? "Open now" : phase === "announced" ? "Opens soon" : PHASE_WORDS[phase],
}));

/** The phase that a reader named in an address; drafts cannot be asked for. */
export const phaseAsked = (text: string | null): Phase | undefined =>
  PHASE_OPTIONS.find(({ value }) => value === text)?.value;

export const themeAsked = (text: string | null): string | undefined => THEMES.find((theme) => theme === text);

/** "about “drain”, on water, open now": what a list was asked for; "" where nothing was. */
export function askedWords({ q, theme, phase }: { q: string; theme?: string; phase?: Phase }): string {
  const parts = [
    ...(q ? [`about “${q}”`] : []),
    ...(theme ? [`on ${theme}`] : []),
    ...(phase ? [(PHASE_OPTIONS.find(({ value }) => value === phase)?.label ?? "").toLowerCase()] : []),
  ];
  return list(parts);
}
