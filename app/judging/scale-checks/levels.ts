/**
 * The levels that were given, lowest first, and the place of each: a level that nobody gave has no threshold to
 * estimate, so the scale is the one that was used.
 */
export function usedLevels(given: Iterable<number>): { levels: number[]; placeOf: ReadonlyMap<number, number> } {
  const levels = [...new Set(given)].sort((a, b) => a - b);
  return { levels, placeOf: new Map(levels.map((level, place) => [level, place])) };
}

/** Distinct names in one order, whatever order they came in. */
export const namesOf = (names: Iterable<string>): string[] =>
  [...new Set(names)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

export const placesOf = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name, place) => [name, place]));
