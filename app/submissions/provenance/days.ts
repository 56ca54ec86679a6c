import { DAY, type Instant, isoDay, toLocalInput } from "~/kernel/time";
import { isMerge } from "./facts";
import type { SeenCommit } from "./seen";

/** What was done: lines are of the commits that GitHub has told the size of. */
export type Work = { commits: number; added: number; removed: number };
type Person = Work & { name: string; byDay: number[] };
export type WorkByDay = {
  /** Every day from the first to the last, as "2026-10-30". */
  days: (Work & { day: string })[];
  /** Whoever made commits, most first. */
  people: Person[];
  /** Commits that are dated on none of the days. */
  outside: number;
  /** How many commits have a size to be told, and how many of them GitHub has told it of. */
  sizeable: number;
  sized: number;
};

type Window = { from: Instant; to: Instant; zone: string };
const MOST_DAYS = 400;

/** The commits that the branch leads to by the day of their date, in a zone, and by person. */
export function workByDay(commits: SeenCommit[], window: Window): WorkByDay {
  const days = daysOf(window).map((day) => ({ day, ...none() }));
  const places = new Map(days.map(({ day }, place) => [day, place]));
  const people = new Map<string, Person>();
  let outside = 0;
  const reached = commits.filter(({ isReachable }) => isReachable);
  for (const commit of reached) {
    const person = people.get(commit.by) ?? { name: commit.by, ...none(), byDay: days.map(() => 0) };
    people.set(commit.by, person);
    add(person, commit);
    const place = places.get(dayOf(commit.committedAt, window.zone));
    const day = place === undefined ? undefined : days[place];
    if (place === undefined || !day) {
      outside += 1;
      continue;
    }
    add(day, commit);
    person.byDay[place] = (person.byDay[place] ?? 0) + 1;
  }
  const sizeable = reached.filter((commit) => !isMerge(commit));
  return {
    days,
    people: [...people.values()].sort((a, b) => b.commits - a.commits || (a.name < b.name ? -1 : 1)),
    outside,
    sizeable: sizeable.length,
    sized: sizeable.filter(({ files }) => files !== null).length,
  };
}

const none = (): Work => ({ commits: 0, added: 0, removed: 0 });

function add(work: Work, commit: SeenCommit): void {
  work.commits += 1;
  if (isMerge(commit)) return;
  work.added += commit.additions ?? 0;
  work.removed += commit.deletions ?? 0;
}

const dayOf = (at: Instant, zone: string): string => toLocalInput(at, zone).slice(0, 10);

function daysOf({ from, to, zone }: Window): string[] {
  const days: string[] = [];
  const last = dayOf(to, zone);
  // Days are counted by the calendar, which no change of clocks moves.
  for (let at = Date.parse(dayOf(from, zone)); days.length < MOST_DAYS; at += DAY) {
    const day = isoDay(new Date(at));
    if (day > last) break;
    days.push(day);
  }
  return days;
}
