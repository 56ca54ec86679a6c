import { KIND_WORDS } from "~/datasets/issues/problem-words";
import type { WaitingProblem } from "~/datasets/issues/problems.server";
import { count, excerpt } from "~/kernel/text";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import type { Calendar } from "../phase";

/** Something that waits for somebody of the city, of which challenge or dataset, and since when. */
export type Waiting = {
  what: string;
  of: string;
  href: string;
  since: Instant;
  /** Comes before everything that merely waits. */
  isUrgent?: true;
};

type Running = Calendar & {
  slug: string;
  title: string;
  /** Reviews that no juror has, where there are some. */
  unplaced?: { reviews: number; since: Instant };
};
type Asked = { number: number; body: string; askedAt: Instant; challenge: { slug: string; title: string } };

/**
 * What is late in one challenge: reviews not placed, judging not closed, results not published, a decision not made by
 * their days.
 */
export function overdue({ slug, title, unplaced, ...calendar }: Running, now: Instant): Waiting[] {
  const { judgingEndsAt, judgingClosedAt, resultsDueAt, resultsPublishedAt, decisionDueAt, decidedAt } = calendar;
  const late: Waiting[] = [];
  const say = (what: string, href: string, since: Instant) => late.push({ what, of: title, href, since });
  if (unplaced)
    say(
      `${count(unplaced.reviews, "review")} ${unplaced.reviews === 1 ? "is" : "are"} not assigned to a juror`,
      paths.juryAct(slug, "assign"),
      unplaced.since,
    );
  if (judgingEndsAt && now >= judgingEndsAt && !judgingClosedAt)
    say("Judging has ended and is not closed", paths.jury(slug), judgingEndsAt);
  if (resultsDueAt && now >= resultsDueAt && !resultsPublishedAt)
    say("Results are overdue", paths.jury(slug), resultsDueAt);
  if (decisionDueAt && now >= decisionDueAt && resultsPublishedAt && !decidedAt)
    say("The city’s decision is overdue", paths.staffAct(slug, "decisions"), decisionDueAt);
  return late;
}

/**
 * Everything that waits, oldest first: questions without an answer, open problems of the data, and what is overdue.
 * Personal data that may stand in public comes before all of it.
 */
export function waitingFor({
  questions,
  problems,
  running,
  now,
}: {
  questions: Asked[];
  problems: WaitingProblem[];
  running: Running[];
  now: Instant;
}): Waiting[] {
  const asked = questions.map(
    ({ number, body, askedAt, challenge }): Waiting => ({
      what: `Question ${number}: ${excerpt(body, 90)}`,
      of: challenge.title,
      href: `${paths.staffAct(challenge.slug, "questions")}#question-${number}`,
      since: askedAt,
    }),
  );
  const reported = problems.map(({ number, title, kind, dataset, slug, since }): Waiting => {
    const waits = { of: dataset, href: paths.problem(slug, number), since };
    return kind === "personal_data"
      ? { ...waits, what: `Problem ${number}: ${KIND_WORDS[kind]}`, isUrgent: true }
      : { ...waits, what: `Problem ${number}: ${excerpt(title, 90)}` };
  });
  return [...asked, ...reported, ...running.flatMap((challenge) => overdue(challenge, now))].sort(
    (a, b) => Number(b.isUrgent ?? false) - Number(a.isUrgent ?? false) || a.since.getTime() - b.since.getTime(),
  );
}

/** Teams by day since the announcement, as a line that rises with each day on which some registered. */
export function growth(days: { day: number; teams: number }[], today: number): { x: number; y: number }[] {
  const points = [{ x: 0, y: 0 }];
  let sum = 0;
  for (const { day, teams } of [...days].sort((a, b) => a.day - b.day)) {
    points.push({ x: day, y: sum });
    sum += teams;
    points.push({ x: day, y: sum });
  }
  points.push({ x: Math.max(today, points.at(-1)?.x ?? 0), y: sum });
  return points;
}
