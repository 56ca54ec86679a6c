import { isBetween } from "~/challenges/running-round";
import { count } from "~/kernel/text";
import { dayText, instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { NextUp } from "~/ui/checklist";
import type { JuryDesk } from "./jury-desk.server";

type Next = { title: string; text: string; act?: { href: string; label: string; disabledReason?: string | null } };

/** The chair's next step, and why not yet where it must wait. */
function nextOf({
  challenge,
  jurors,
  scoring,
  entries,
  missing,
  unplaced,
  awards,
  prizes,
  now,
  whyNot,
}: JuryDesk): Next {
  const { slug, closesAt, judgingEndsAt, judgingClosedAt, resultsPublishedAt, resultsDueAt, timeZone } = challenge;
  const { second, round } = challenge;
  const closing = second && round === 1 ? "Close the first round" : "Close judging";
  const act = (name: Parameters<typeof paths.juryAct>[1], label: string, disabledReason?: string | null) => ({
    href: paths.juryAct(slug, name),
    label,
    disabledReason,
  });
  if (resultsPublishedAt)
    return {
      title: "Results are out",
      text: `Published on ${instantText(resultsPublishedAt, timeZone)}. The city now states its decisions.`,
      act: { href: paths.challengeResults(slug), label: "See the results" },
    };
  if (judgingClosedAt)
    return awards === 0 && prizes > 0
      ? {
          title: "Decide the awards",
          text: "Judging is closed and the ranking stands. Give each prize to an entry, and write why where you depart from the order.",
          act: act("awards", "Decide the awards"),
        }
      : {
          title: "Publish the results",
          text: `Teams get their scores and feedback, and everyone is told by mail. ${resultsDueAt ? `Due on ${dayText(resultsDueAt, timeZone)}.` : ""}`,
          act: act("publish", "Look over and publish"),
        };
  if (isBetween(second))
    return whyNot.close === null
      ? {
          title: "Close judging",
          text: whyNot.second ?? "",
          act: act("close", "Close judging"),
        }
      : {
          title: "Open the second round",
          text: "The first round is closed. The published rule says who goes on; you say who scores them, and until when.",
          act: { href: paths.secondRound(slug), label: "See who goes on", disabledReason: null },
        };
  if (jurors.every(({ leftAt }) => leftAt !== null))
    return {
      title: "Invite the jury",
      text: "Each juror gets a link by mail that works once. Invite early: people say yes slowly.",
      act: act("invite", "Invite jurors", whyNot.invite),
    };
  if (scoring === 0)
    return {
      title: "Say who scores the second round",
      text: "Nobody who scored it is on the jury any more.",
      act: { href: paths.secondJurors(slug), label: "Choose its jurors", disabledReason: null },
    };
  if (closesAt && now < closesAt)
    return {
      title: "Wait for the entries",
      text: `Entries close on ${instantText(closesAt, timeZone)}; then you assign them.`,
      act: act("invite", "Invite more jurors", whyNot.invite),
    };
  if (unplaced > 0)
    return {
      title: "Assign the entries",
      text: `${count(unplaced, "review")} ${unplaced === 1 ? "is" : "are"} not assigned to anyone.`,
      act: act("assign", "Look at the assignment", whyNot.assign),
    };
  const what = round === 2 ? "The second round" : "Judging";
  const until = judgingEndsAt ? ` ${what} ends on ${instantText(judgingEndsAt, timeZone)}.` : "";
  return {
    title: missing > 0 ? "Wait for the sheets" : closing,
    text:
      missing > 0
        ? `${count(missing, "sheet")} of ${entries.reduce((sum, { assigned }) => sum + assigned, 0)} ${missing === 1 ? "is" : "are"} missing.${until}`
        : `Every sheet is handed in.${until}`,
    act: act("close", closing, whyNot.close),
  };
}

/** The next step on top of the chair's desk. */
export function JuryNext({ desk }: { desk: JuryDesk }) {
  const { title, text, act } = nextOf(desk);
  return (
    <NextUp
      kicker="Next, and it is yours"
      title={title}
      acts={
        act && (
          <LinkButton main href={act.href} disabledReason={act.disabledReason}>
            {act.label}
          </LinkButton>
        )
      }
    >
      <p className="quiet">{text}</p>
      {desk.challenge.second && !isBetween(desk.challenge.second) && (
        <p>
          <a href={paths.secondRound(desk.challenge.slug)}>The second round</a>
        </p>
      )}
      {desk.challenge.judgingClosedAt && (
        <p>
          <a href={paths.juryAct(desk.challenge.slug, "minutes")}>Minutes of the jury, and report on the ranking</a>
          {" · "}
          <a href={paths.final(desk.challenge.slug)}>The final</a>
        </p>
      )}
    </NextUp>
  );
}
