/** Distinct names in one order, whatever order they came in. */
export const namesOf = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** The place of each name, from 0. */
export const placesOf = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name, place) => [name, place]));
