import type { Refusal } from "~/kernel/result";
import { list } from "~/kernel/text";
import { type Instant, instantText } from "~/kernel/time";

export const LEAST_REASON = 20;

/** A prize, best first, and the entry it goes to; null where it is not awarded. */
export type PrizeChoice = { prizeId: string; title: string; entry: number | null; reason: string };
export type RankedEntry = { entry: number; rank: number | null };

type Moments = { judgingClosedAt: Instant | null; resultsPublishedAt: Instant | null; timeZone: string };

/**
 * The order that awards are measured against: the ranking, or, where there was a final, its places and behind them the
 * ranking of those who did not go on.
 */
export function awardOrder(ranking: RankedEntry[], final: { entries: RankedEntry[] } | null): RankedEntry[] {
  if (!final) return ranking;
  const places = final.entries.map(({ entry, rank }) => ({ entry, rank }));
  const behind = ranking.filter(({ entry }) => !places.some((place) => place.entry === entry));
  return [
    ...places,
    ...behind.map(({ entry, rank }) => ({ entry, rank: rank === null ? null : places.length + rank })),
  ];
}

type Deciding = Moments & { isFinalOpen: boolean };

/** Why awards cannot be decided now: from the closing of judging until results are published they can, but while a final is open. */
export function whyNotDecideAwards(of: Deciding): Refusal | null {
  const { judgingClosedAt, resultsPublishedAt, timeZone, isFinalOpen } = of;
  if (!judgingClosedAt)
    return { code: "not-closed", message: "Awards are decided when judging is closed and the ranking stands." };
  if (resultsPublishedAt)
    return {
      code: "published",
      message: `Results were published on ${instantText(resultsPublishedAt, timeZone)}; awards stand.`,
    };
  return isFinalOpen
    ? { code: "final-open", message: "The final is open. Awards are decided when it is closed." }
    : null;
}

/**
 * The prizes that depart from the order: going through them best first, each is in order when it goes to an entry of
 * the best rank among those without an earlier prize. Tied entries may stand in for one another.
 */
export function departures(choices: PrizeChoice[], ranking: RankedEntry[]): PrizeChoice[] {
  const taken = new Set<number>();
  return choices.filter(({ entry }) => {
    if (entry === null) return false;
    const left = ranking.filter((row) => row.rank !== null && !taken.has(row.entry));
    const best = Math.min(...left.map(({ rank }) => rank ?? Number.POSITIVE_INFINITY));
    const here = left.find((row) => row.entry === entry)?.rank ?? null;
    taken.add(entry);
    return here !== best;
  });
}

type GivenPrize = {
  id: string;
  reason: string;
  prize: { id: string; title: string } | null;
  submission: { number: number };
};

/** The awards that depart from the order, by their ids; `awards` as they were decided, the best prize first. */
export function departingAwards(awards: GivenPrize[], ranking: RankedEntry[]): Set<string> {
  const choices = awards.flatMap(({ id, reason, prize, submission }) =>
    prize ? [{ id, prizeId: prize.id, title: prize.title, entry: submission.number, reason }] : [],
  );
  const departing = new Set(departures(choices, ranking).map(({ prizeId }) => prizeId));
  return new Set(choices.filter(({ prizeId }) => departing.has(prizeId)).map(({ id }) => id));
}

/** What stands before the jury's reasons: only a true departure is called one. */
export const reasonLead = (isDeparting: boolean): string =>
  isDeparting ? "The jury departs from the order:" : "The jury’s words:";

/** Why these awards cannot stand: an entry that is not in the ranking, or a departure without its reason. */
export function whyNotTheseAwards(choices: PrizeChoice[], mentions: number[], ranking: RankedEntry[]): Refusal | null {
  const known = new Set(ranking.map(({ entry }) => entry));
  const chosen = [...choices.flatMap(({ entry }) => (entry === null ? [] : [entry])), ...mentions];
  if (chosen.some((entry) => !known.has(entry)))
    return { code: "no-such-entry", message: "One of these entries is not in the ranking. Choose again." };
  if (ranking.length > 0 && chosen.length === 0)
    return { code: "nothing", message: "Give at least one prize or an honourable mention." };
  const silent = departures(choices, ranking).filter(({ reason }) => reason.trim().length < LEAST_REASON);
  if (silent.length === 0) return null;
  const names = silent.map(({ title, entry }) => `“${title}” to entry ${entry}`);
  return {
    code: "no-reason",
    message: `${list(names)} ${names.length === 1 ? "departs" : "depart"} from the order. Write why, in at least ${LEAST_REASON} characters: everyone will read it.`,
  };
}

type Publishing = Moments & { awards: number; ranked: number; silence: Refusal | null; isFinalOpen: boolean };

/** Why results cannot be published: judging is not closed, a final is open, a team would get no feedback, or no award is decided. */
export function whyNotPublish({ awards, ranked, silence, isFinalOpen, ...moments }: Publishing): Refusal | null {
  if (moments.resultsPublishedAt)
    return {
      code: "published",
      message: `Results were published on ${instantText(moments.resultsPublishedAt, moments.timeZone)}.`,
    };
  if (silence) return silence;
  if (!moments.judgingClosedAt)
    return { code: "not-closed", message: "Judging is not closed. Close it, and the ranking is computed." };
  if (isFinalOpen) return { code: "final-open", message: "The final is open. Close it first." };
  if (ranked > 0 && awards === 0) return { code: "no-awards", message: "Decide the awards first." };
  return null;
}
