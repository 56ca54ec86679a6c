import type { Instant } from "~/kernel/time";
import type { Calendar } from "./phase";

export type RoundNumber = 1 | 2;

/** How far the second round of a challenge is; null where it was published with one round. */
export type SecondState = {
  /** From here on the sheets of the first round stand. */
  firstClosedAt: Instant | null;
  openedAt: Instant | null;
  endsAt: Instant | null;
  reviewsPerEntry: number;
} | null;

/** Of it, what the calendar of its sheets goes by. */
type SecondEnds = Pick<NonNullable<SecondState>, "firstClosedAt" | "endsAt"> | null;

/** The columns that it is read from. */
export const SECOND = {
  select: { firstClosedAt: true, openedAt: true, endsAt: true, reviewsPerEntry: true },
} as const;

/** The round whose sheets are assigned and scored. */
export const runningRound = (second: SecondState): RoundNumber => (second?.openedAt ? 2 : 1);

type Reviewed = { id: string; reviewsPerEntry: number; secondRound: SecondState };

/** A challenge with the round that is running, and the reviews of that. */
export function runningReviews({ id, reviewsPerEntry, secondRound: second }: Reviewed) {
  const round = runningRound(second);
  return { id, round, reviewsPerEntry: round === 2 && second ? second.reviewsPerEntry : reviewsPerEntry };
}

/** The first round is over, and the second is not open yet. */
export const isBetween = (second: SecondState): boolean => second?.firstClosedAt != null && second.openedAt === null;

/** The calendar that the sheets of a round go by: the first is closed before judging is, and the second has an end of its own. */
export function calendarOf<C extends Calendar>(calendar: C, second: SecondEnds, round: RoundNumber): C {
  if (!second?.firstClosedAt) return calendar;
  if (round === 1) return { ...calendar, judgingClosedAt: second.firstClosedAt, closed: "the first round" };
  return { ...calendar, judgingEndsAt: second.endsAt };
}

/** The same for the round that is running; between the two it is the first, which is closed. */
export const runningCalendar = <C extends Calendar>(calendar: C, second: SecondState): C =>
  calendarOf(calendar, second, runningRound(second));

/** Of submissions: those whose sheets are of the round. */
export const inRound = (round: RoundNumber) => (round === 2 ? { secondRound: { isNot: null } } : {});

/** Of jurors: those on the jury who score the round; the second, whom the chair named for it. */
export const scoring = (round: RoundNumber) => ({
  leftAt: null,
  ...(round === 2 ? { secondRound: { is: { leftAt: null } } } : {}),
});

/** For a juror's sheets of the second round once they were taken out of it: what was handed in by then stands. */
export const afterLeaving = <C extends Calendar>(calendar: C, leftAt: Instant): C => ({
  ...calendar,
  judgingClosedAt: leftAt,
  closed: "your part in the second round",
});

/** What an act in the record says of the round; acts of the first say nothing. */
export const roundFact = (round: number): { round?: number } => (round === 2 ? { round } : {});
