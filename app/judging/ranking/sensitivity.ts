import { calibratedAt, rawMeans } from "./calibration";
import { orderOf } from "./chances";
import { partsOf } from "./connectivity";
import { type Scores, someOf } from "./scores";

/** Scores closer than this share of their reach are equal. */
const EQUAL = 1e-9;

/** Ids of those with the highest value, all who share it, ascending. */
export function winnersOf(entries: string[], values: Float64Array): string[] {
  const known = values.filter((value) => !Number.isNaN(value));
  const most = known.reduce((max, value) => Math.max(max, value), -Infinity);
  const reach = most - known.reduce((min, value) => Math.min(min, value), Infinity);
  return entries.filter((_, i) => (values[i] as number) >= most - EQUAL * reach);
}

/** For each entry, 1 and how many are above it; equals share. NaN stands behind all. */
export function ranksOf(values: Float64Array): number[] {
  const order = orderOf(values);
  const reach = Math.abs((values[order[0] as number] as number) - (values[order.at(-1) as number] as number));
  const ranks = new Array<number>(values.length).fill(1);
  for (const [place, entry] of order.entries()) {
    const before = order[place - 1];
    const isEqual = before !== undefined && (values[before] as number) - (values[entry] as number) <= EQUAL * reach;
    ranks[entry] = isEqual ? (ranks[before] as number) : place + 1;
  }
  return ranks;
}

/** Who would have won without one of the jurors. */
export type WithoutJuror = { juror: string; winners: string[]; isCalibrated: boolean };

/** Roughly how many multiplications leaving out each juror in turn takes. */
export const effortOfLeavingOut = ({ entries, jurors, values }: Scores): number =>
  jurors.length * (Math.min(entries.length, jurors.length) ** 3 / 3 + 100 * values.length);

/**
 * The winners without each juror in turn: calibrated at the variances of the whole jury where `ratios` are given and
 * what is left still hangs together, else by raw means.
 */
export function withoutEachJuror(scores: Scores, ratios: number[] | null): WithoutJuror[] {
  return scores.jurors.map((juror, j) => {
    const rest = someOf(scores, (i) => scores.jurorOf[i] !== j);
    const isCalibrated = ratios !== null && partsOf(rest).length === 1 && reachOf(rest.values) > 0;
    const values = isCalibrated ? calibratedAt(rest, ratios) : rawMeans(rest);
    return { juror, winners: winnersOf(rest.entries, values), isCalibrated };
  });
}

function reachOf(values: Float64Array): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return values.length === 0 ? 0 : most - least;
}

/** A criterion with its weight and, for each entry, its score by that criterion alone. */
export type Weighed = { id: string; weight: number; values: Float64Array };

/** The share of one criterion in the whole at which somebody else wins; null where nobody else would. */
export type Turn = { share: number; winners: string[] } | null;
export type WeightChange = { criterion: string; share: number; below: Turn; above: Turn };

/**
 * How far each criterion's share may move, the others keeping their proportions, before somebody else wins. Every
 * entry's score is a straight line in that share, so the turns are where the winner's line meets the next higher one.
 */
export function weightChanges(entries: string[], criteria: Weighed[]): WeightChange[] {
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0);
  const whole = criteria.filter(({ weight }) => weight > 0);
  return criteria.map((criterion) => {
    const share = criterion.weight / total;
    const others = whole.filter((other) => other !== criterion);
    if (others.length === 0) return { criterion: criterion.id, share, below: null, above: null };
    const rest = weightedSum(others);
    const at = (x: number) => rest.map((value, i) => (1 - x) * value + x * (criterion.values[i] as number));
    const now = winnersOf(entries, at(share));
    const turn = (end: 0 | 1): Turn => {
      const to = crossing({ rest, alone: criterion.values, share, end, winner: entries.indexOf(now[0] as string) });
      if (to === null) return null;
      // A little beyond the turn, where the two lines have parted.
      const beyond = to + (end - to) * 1e-6;
      const winners = winnersOf(entries, at(beyond)).filter((id) => !now.includes(id));
      return winners.length === 0 ? null : { share: to, winners };
    };
    return { criterion: criterion.id, share, below: turn(0), above: turn(1) };
  });
}

/** Σ weight · value / Σ weight for each entry. */
export function weightedSum(criteria: Weighed[]): Float64Array {
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0);
  const sums = new Float64Array(criteria[0]?.values.length ?? 0);
  for (const { weight, values } of criteria)
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (weight / total) * (values[i] as number);
  return sums;
}

type Lines = { rest: Float64Array; alone: Float64Array; share: number; end: 0 | 1; winner: number };

/** The share nearest to the present one, towards an end, at which another line reaches the winner's. */
function crossing({ rest, alone, share, end, winner }: Lines): number | null {
  const slopeOf = (i: number) => (alone[i] as number) - (rest[i] as number);
  let nearest: number | null = null;
  for (let i = 0; i < rest.length; i++) {
    const slope = slopeOf(i) - slopeOf(winner);
    if (i === winner || slope === 0) continue;
    const meet = ((rest[winner] as number) - (rest[i] as number)) / slope;
    const isOnTheWay = end === 1 ? meet >= share && meet < 1 && slope > 0 : meet <= share && meet > 0 && slope < 0;
    if (isOnTheWay && (nearest === null || Math.abs(meet - share) < Math.abs(nearest - share))) nearest = meet;
  }
  return nearest;
}
