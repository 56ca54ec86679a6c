import { dayText, type Instant, instantText, relativeText } from "~/kernel/time";
import { paths } from "~/paths";
import type { Place } from "~/ui/navigation";
import { prizesText } from "../challenge-reading";
import { type Calendar, decisionLateBy } from "../phase";

type Head = Calendar & {
  slug: string;
  prizes: Parameters<typeof prizesText>[0];
  rules: { number: number }[];
  _count: Record<"datasets" | "questions" | "announcements" | "criteria" | "teams" | "submissions" | "draws", number>;
};

const PARTS = ["", "data", "rules", "questions", "news", "teams", "entries", "draws", "results", "decisions", "record"];

/** Whether the first word after a challenge's address names one of its public pages; the overview's is empty. */
export const isPublicPart = (part: string): boolean => PARTS.includes(part);

/** The line of facts beneath the head. */
export function factsOf(head: Head, now: Instant) {
  const { slug, closesAt, timeZone, prizes, rules, _count } = head;
  const version = rules[0]?.number ?? 1;
  return [
    { label: "Prizes", value: prizesText(prizes) },
    {
      label: closesAt && now >= closesAt ? "Entries closed" : "Entries close",
      value: closesAt ? instantText(closesAt, timeZone) : "",
      note: closesAt ? relativeText(closesAt, now) : undefined,
    },
    { label: "Teams", value: _count.teams.toLocaleString("en") },
    {
      label: "Rules",
      value: <a href={paths.challengeRules(slug)}>Version {version}</a>,
      note: version > 1 ? <a href={paths.challengeRules(slug, version)}>what changed</a> : undefined,
    },
    decisionFact(head, now),
  ];
}

/** When the city decides; by how much it is late, in words; and once it has decided, when that was. */
function decisionFact({ decisionDueAt, decidedAt, timeZone, ...rest }: Head, now: Instant) {
  const due = decisionDueAt ? dayText(decisionDueAt, timeZone) : "";
  const late = decisionLateBy({ decisionDueAt, decidedAt, timeZone, ...rest }, now);
  if (late)
    return { label: "Decision", value: <span className="warn">Overdue by {late}</span>, note: `promised by ${due}` };
  return decidedAt && now >= decidedAt
    ? { label: "City decided", value: dayText(decidedAt, timeZone) }
    : { label: "Decision by", value: due };
}

/** The list of contents: the overview's own parts while one reads it, then the sub-pages that there are by now. */
export function contentsOf({ slug, closesAt, resultsPublishedAt, _count }: Head, part: string, now: Instant): Place[] {
  const places: Place[] = [
    ...(part === ""
      ? [
          { href: "#brief", label: "Brief", current: true },
          { href: "#calendar", label: "Calendar" },
          { href: "#prizes", label: "Prizes" },
          { href: "#criteria", label: "Criteria", count: _count.criteria },
          { href: "#pledge", label: "The city’s pledge" },
        ]
      : [{ href: paths.challenge(slug), label: "Overview" }]),
    { href: paths.challengeData(slug), label: "Data", count: _count.datasets },
    { href: paths.challengeRules(slug), label: "Rules" },
    { href: paths.challengeQuestions(slug), label: "Questions", count: _count.questions },
    { href: paths.challengeNews(slug), label: "News", count: _count.announcements },
    { href: paths.challengeTeams(slug), label: "Teams", count: _count.teams },
    ...(closesAt && now >= closesAt
      ? [{ href: paths.challengeEntries(slug), label: "Entries", count: _count.submissions }]
      : []),
    ...(_count.draws > 0 ? [{ href: paths.challengeDraws(slug), label: "Draws", count: _count.draws }] : []),
    ...(resultsPublishedAt && now >= resultsPublishedAt
      ? [
          { href: paths.challengeResults(slug), label: "Results" },
          { href: paths.challengeDecisions(slug), label: "Decisions" },
        ]
      : []),
    { href: paths.challengeRecord(slug), label: "Record" },
  ];
  return places.map((place) => (place.href.split("/")[3] === part ? { ...place, current: true } : place));
}
