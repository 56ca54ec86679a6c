import type { MetaDescriptor } from "@remix-run/node";
import { moneyText, totals } from "~/kernel/money";
import type { Refusal } from "~/kernel/result";
import { type Instant, instantText, relativeText } from "~/kernel/time";
import { paths } from "~/paths";
import { Banner } from "~/ui/banner";
import { LinkButton } from "~/ui/button";
import { type Arms, arms as armsOf, isTheme, type Theme } from "~/ui/heraldry";
import { type Calendar, decisionLateBy, phaseAt, whyNotChangeTeam, whyNotEnter } from "./phase";

/** A challenge as its banner needs it; `arms` is what was stored when it was started. */
export type Face = { slug: string; title: string; theme: string; arms: unknown };

/** The stored banner of a challenge, and with it the tincture that its pages wear (`arms.colour`). */
export function faceOf({ slug, theme: word, arms }: Face): { slug: string; theme: Theme; arms: Arms } {
  const theme = isTheme(word) ? word : "heritage";
  return { slug, theme, arms: armsOf({ slug, theme, chosen: (arms ?? {}) as Partial<Arms> }) };
}

/** The challenge's large banner. */
export const ChallengeBanner = ({ of }: { of: Face }) => <Banner {...faceOf(of)} />;

/** The challenge's small banner, beside its title: silent, because the title says it. */
export const ChallengeMark = ({ of }: { of: Face }) => <Banner {...faceOf(of)} detail="mark" label="" />;

type Prize = { amountMinor: bigint | null; currency: string | null; inKind: string | null };

/** "€18,000", "€10,000 + $2,000", "€10,000 and 1 in kind": one total per currency. */
export function prizesText(prizes: Prize[]): string {
  const money = totals(
    prizes.flatMap(({ amountMinor, currency }) =>
      amountMinor !== null && currency ? [{ minor: amountMinor, currency }] : [],
    ),
  );
  const inKind = prizes.filter((prize) => prize.inKind !== null).length;
  const sums = money.map(moneyText).join(" + ");
  if (inKind === 0) return sums;
  return sums ? `${sums} and ${inKind} in kind` : `${inKind} in kind`;
}

type Next = { lead: string; what?: string; at: Instant | null; isLate?: true };

/**
 * What a challenge asks for next, in a few words: "Closes in 18 days", "Opens in 3 days", "Decision overdue by 6 days";
 * and when, with what falls on that day where it is another thing.
 */
export function nextWords(calendar: Calendar, now: Instant): Next {
  const { opensAt, closesAt, resultsDueAt, decidedAt, decisionDueAt } = calendar;
  const late = decisionLateBy(calendar, now);
  if (late) return { lead: `Decision overdue by ${late}`, what: "promised by", at: decisionDueAt, isLate: true };
  switch (phaseAt(calendar, now)) {
    case "announced":
      return { lead: opensAt ? `Opens ${relativeText(opensAt, now)}` : "Announced", at: opensAt };
    case "open":
      return { lead: closesAt ? `Closes ${relativeText(closesAt, now)}` : "Open", at: closesAt };
    case "judging":
      return { lead: "With the jury", what: "results due", at: resultsDueAt };
    case "decided":
      return { lead: "Results out", what: "decision due", at: decisionDueAt };
    default:
      return { lead: "The city has decided", what: "on", at: decidedAt };
  }
}

/** Where a signed-in reader stands in a challenge. */
export type Place = {
  team: { slug: string; name: string } | null;
  handedIn: { number: number; at: Instant } | null;
  isJuror: boolean;
  isStaff: boolean;
};

/** Why a newcomer cannot enter: teams form from publication, before entries open. */
const whyNotRegister = (calendar: Calendar, now: Instant): Refusal | null =>
  whyNotChangeTeam(calendar, now) && (whyNotEnter(calendar, now) ?? whyNotChangeTeam(calendar, now));

/** The one thing this reader would do next in this challenge, and why not where they cannot. */
export function MainAct({
  slug,
  calendar,
  place,
  now,
}: {
  slug: string;
  calendar: Calendar;
  place: Place | null;
  now: Instant;
}) {
  const isOpen = phaseAt(calendar, now) === "open";
  return (
    <>
      <div className="acts">
        {place?.isJuror ? (
          <LinkButton href={paths.desk(slug)} main>
            To the jury’s desk
          </LinkButton>
        ) : place?.team ? (
          <LinkButton href={isOpen ? paths.submission(slug) : paths.myTeam(slug)} main>
            {!isOpen ? "Your team" : place.handedIn ? `Hand in version ${place.handedIn.number + 1}` : "Hand in"}
          </LinkButton>
        ) : (
          <LinkButton href={paths.enter(slug)} main disabledReason={whyNotRegister(calendar, now)?.message}>
            Enter
          </LinkButton>
        )}
      </div>
      {place?.team && (
        <p className="why">
          You are in <a href={paths.myTeam(slug)}>{place.team.name}</a>.{" "}
          {place.handedIn
            ? `It handed in version ${place.handedIn.number} on ${instantText(place.handedIn.at, calendar.timeZone)}.${isOpen ? " A newer version replaces it." : ""}`
            : isOpen
              ? "It has handed nothing in yet."
              : ""}
        </p>
      )}
      {place?.isStaff && (
        <p className="why">
          <a href={paths.staffChallenge(slug)}>This challenge on the staff desk</a>
        </p>
      )}
    </>
  );
}

/** Title and description; the banner as the icon of the page comes from the frame of the challenge's pages. */
export const challengeMeta = (
  title: string,
  challenge: { slug: string; title: string; summary: string } | undefined,
): MetaDescriptor[] =>
  challenge
    ? [
        { title: `${title} · Palio` },
        { name: "description", content: challenge.summary },
        { property: "og:title", content: challenge.title },
        { property: "og:description", content: challenge.summary },
      ]
    : [{ title: "Palio" }];
