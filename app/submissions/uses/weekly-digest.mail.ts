import type { ProblemKind, ProblemState } from "~/datasets/issues/problem";
import { KIND_WORDS, STATE_WORDS } from "~/datasets/issues/problem-words";
import { count, excerpt } from "~/kernel/text";
import { dayText, type Instant } from "~/kernel/time";
import { paths } from "~/paths";
import type { Letter } from "~/platform/mail/mail.server";

export type DigestUse = {
  dataset: string;
  slug: string;
  title: string;
  team: string;
  challenge: string;
  challengeSlug: string;
  number: number;
  how: string;
};

export type DigestProblem = {
  dataset: string;
  slug: string;
  number: number;
  kind: ProblemKind;
  state: ProblemState;
  title: string;
  reportedAt: Instant;
};

/** The first of a person's uses and problems, and how many there are of each in all. */
export type Digest = { uses: DigestUse[]; usesInAll: number; problems: DigestProblem[]; problemsInAll: number };

const useLine = (use: DigestUse, origin: string): string =>
  `- “${use.title}” by ${use.team}, on “${use.challenge}”, uses “${use.dataset}”: ${excerpt(use.how, 140)}
  ${origin}${paths.entry(use.challengeSlug, use.number)}`;

// What may quote personal data stays on the site.
const problemLine = (problem: DigestProblem, origin: string, zone: string): string =>
  `- Problem ${problem.number} in “${problem.dataset}”: ${problem.kind === "personal_data" ? KIND_WORDS.personal_data : problem.title}
  ${STATE_WORDS[problem.state]}, reported on ${dayText(problem.reportedAt, zone)}. ${origin}${paths.problem(problem.slug, problem.number)}`;

const more = (shown: number, inAll: number, where: string): string[] =>
  inAll > shown ? [`And ${(inAll - shown).toLocaleString("en")} more, on ${where}.`] : [];

/** What happened with a person's data within a week: new public uses, and problems that are new or still open. */
export function weeklyDigestMail(
  { uses, usesInAll, problems, problemsInAll }: Digest,
  { to, origin, zone }: { to: Instant; origin: string; zone: string },
): Letter {
  const told = [
    ...(usesInAll > 0 ? [count(usesInAll, "new use")] : []),
    ...(problemsInAll > 0 ? [count(problemsInAll, "problem")] : []),
  ];
  const parts = [
    `The data that you look after, in the week to ${dayText(to, zone)}.`,
    ...(uses.length > 0 ? ["New uses, public since entries closed:", ...uses.map((use) => useLine(use, origin))] : []),
    ...more(uses.length, usesInAll, "the pages of your datasets"),
    ...(problems.length > 0
      ? ["Problems that are new, or open still:", ...problems.map((problem) => problemLine(problem, origin, zone))]
      : []),
    ...more(problems.length, problemsInAll, `your desk: ${origin}${paths.staff()}`),
    "This letter comes on Mondays, and only when there is something to tell.",
  ];
  return { subject: `Your data this week: ${told.join(", ")}`, text: `${parts.join("\n\n")}\n` };
}
