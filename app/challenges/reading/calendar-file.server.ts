import ical, { ICalEventTransparency } from "ical-generator";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import type { ChallengeHead } from "../public-challenge.server";

/** The dates of a challenge as iCalendar (RFC 5545): moments in UTC, one event each, under ids that stay when a date moves. */
export function calendarFile({ slug, title, summary, ...calendar }: ChallengeHead, now: Instant): string {
  const url = config().origin + paths.challenge(slug);
  const { host } = new URL(config().origin);
  const file = ical({ name: title, prodId: { company: "Palio", product: "Challenge calendar", language: "EN" } });
  const dates: [string, Instant | null, string][] = [
    ["opens", calendar.opensAt, "Entries open"],
    ["closes", calendar.closesAt, "Entries close"],
    ["judging-ends", calendar.judgingEndsAt, calendar.secondRound ? "First round of judging ends" : "Judging ends"],
    ["second-round-ends", calendar.secondRound?.endsAt ?? null, "Second round ends"],
    ["results", calendar.resultsPublishedAt ?? calendar.resultsDueAt, "Results"],
    ["decision", calendar.decisionDueAt, "City decides"],
  ];
  for (const [what, at, words] of dates)
    if (at)
      file.createEvent({
        id: `${slug}-${what}@${host}`,
        start: at,
        end: at,
        stamp: now,
        summary: `${words}: ${title}`,
        description: `${summary}\n\nTimes follow ${calendar.timeZone}.`,
        url,
        transparency: ICalEventTransparency.TRANSPARENT,
      });
  return file.toString();
}
