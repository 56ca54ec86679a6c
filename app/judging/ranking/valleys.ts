import { type Descent, descend, FLOOR } from "./descent";
import type { Prepared } from "./equations";
import { type Point, pointAt } from "./point";

/** Ratios that are looked at: the deviance bends with their logarithms, and hardly within one step between them. */
const LATTICE = [FLOOR, ...Array.from({ length: 11 }, (_, half) => 10 ** (half / 2 - 2))];
/** Multiplications beyond which nothing is looked over: so many scores leave one valley. */
const MOST_EFFORT = 1e8;

/**
 * Descents into the valleys of the deviance that a descent to `known` may have missed: from each place on a lattice of
 * ratios that lies no higher than those beside it. None where looking takes too long, or where there is one such place and
 * `known` lies no higher.
 */
export function otherValleys(prepared: Prepared, known: Point): Descent[] {
  const terms = prepared.design.terms.length;
  if (LATTICE.length ** terms * effortOf(prepared) > MOST_EFFORT) return [];
  const places = combinations(terms, [...LATTICE.keys()]);
  const pointIn = (place: number[]) => pointAt(prepared, placeRatios(place));
  const heights = places.map((place) => pointIn(place).deviance);
  const heightAt = (place: number[]) => heights[indexOf(place)] as number;
  const low = places.filter((place) => neighboursOf(place).every((near) => heightAt(place) <= heightAt(near)));
  if (low.length === 1 && known.deviance <= heightAt(low[0] as number[])) return [];
  return low.map((place) => descend(pointIn(place)));
}

const placeRatios = (place: number[]): number[] => place.map((step) => LATTICE[step] as number);

/** Where a place stands among all. */
const indexOf = (place: number[]): number => place.reduce((index, step) => index * LATTICE.length + step, 0);

/** One step up or down in one ratio: a narrow valley aslant of the lattice has its low places by these alone. */
const neighboursOf = (place: number[]): number[][] =>
  place
    .flatMap((step, k) => [step - 1, step + 1].map((to) => place.with(k, to)))
    .filter((near) => near.every((step) => step >= 0 && step < LATTICE.length));

function combinations(length: number, of: number[]): number[][] {
  if (length === 0) return [[]];
  return combinations(length - 1, of).flatMap((rest) => of.map((one) => [...rest, one]));
}

/** Multiplications of setting up and factorising the equations once. */
function effortOf({ start, size, fixedAt, design }: Prepared): number {
  let effort = size ** 3 / 6 + design.y.length;
  for (let level = 0; level + 1 < start.length; level++)
    effort += ((start[level + 1] as number) - (start[level] as number) + size - fixedAt) ** 2;
  return effort;
}
