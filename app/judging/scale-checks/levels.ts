/**
 * The levels that were given, lowest first, and the place of each: a level that nobody gave has no threshold to
 * estimate, so the scale is the one that was used.
 */
export function usedLevels(given: Iterable<number>): { levels: number[]; placeOf: ReadonlyMap<number, number> } {
  const levels = [...new Set(given)].sort((a, b) => a - b);
  return { levels, placeOf: new Map(levels.map((level, place) => [level, place])) };
}
