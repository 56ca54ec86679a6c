import { namesOf, placesOf } from "../names";

/** One juror's score of one entry; without a round it is of the first. */
export type Score = { entry: string; juror: string; score: number; round?: 1 | 2 };

/** Scores by index, in an order of their own: the order in which they came changes no digit of what follows. */
export type Scores = {
  /** Ids, ascending. */
  entries: string[];
  jurors: string[];
  /** For each score, the index of its entry, of its juror, and its value. */
  entryOf: Int32Array;
  jurorOf: Int32Array;
  values: Float64Array;
  /** For each score, 1 where it is of the second round and 0 where of the first; null where all are of one round. */
  late: Float64Array | null;
  /** For each score, where it stood among those given. */
  places: Uint32Array;
};

/** Beyond this the sum of many squares leaves the range of numbers. */
export const LARGEST_SCORE = 1e12;

/** Scores of one criterion, or of whole sheets. Throws on a score that is no finite number or too large to reckon with. */
export function scoresOf(given: readonly Score[]): Scores {
  const [entries, jurors] = [namesOf(given.map(({ entry }) => entry)), namesOf(given.map(({ juror }) => juror))];
  const [entryPlaces, jurorPlaces] = [placesOf(entries), placesOf(jurors)];
  const keys = new Float64Array(given.length);
  const places = new Uint32Array(given.length);
  for (const [at, { entry, juror, score }] of given.entries()) {
    if (!(Math.abs(score) <= LARGEST_SCORE)) throw new RangeError(`a score is a number up to 1e12: ${score}`);
    keys[at] = (entryPlaces.get(entry) as number) * jurors.length + (jurorPlaces.get(juror) as number);
    places[at] = at;
  }
  const scoreAt = (at: number): number => (given[at] as Score).score;
  const lateAt = (at: number): number => ((given[at] as Score).round === 2 ? 1 : 0);
  places.sort((a, b) => (keys[a] as number) - (keys[b] as number) || lateAt(a) - lateAt(b) || scoreAt(a) - scoreAt(b));
  return {
    ...{ entries, jurors },
    entryOf: Int32Array.from(places, (at) => Math.floor((keys[at] as number) / jurors.length)),
    jurorOf: Int32Array.from(places, (at) => (keys[at] as number) % jurors.length),
    values: Float64Array.from(places, scoreAt),
    late: ofTwoRounds(Float64Array.from(places, lateAt)),
    places,
  };
}

const ofTwoRounds = (late: Float64Array): Float64Array | null => (late.includes(0) && late.includes(1) ? late : null);

/** Some of the scores, with the entries and jurors that are left. */
export function someOf(scores: Scores, isKept: (i: number) => boolean): Scores {
  const rows = Int32Array.from(scores.values.keys()).filter((i) => isKept(i));
  const left = (of: Int32Array, names: string[]) => {
    const isLeft = new Uint8Array(names.length);
    for (const i of rows) isLeft[of[i] as number] = 1;
    let next = 0;
    const places = Int32Array.from(isLeft, (is) => (is ? next++ : -1));
    return { names: names.filter((_, level) => isLeft[level]), of: rows.map((i) => places[of[i] as number] as number) };
  };
  const [entries, jurors] = [left(scores.entryOf, scores.entries), left(scores.jurorOf, scores.jurors)];
  return {
    ...{ entries: entries.names, jurors: jurors.names, entryOf: entries.of, jurorOf: jurors.of },
    values: Float64Array.from(rows, (i) => scores.values[i] as number),
    late: scores.late && ofTwoRounds(Float64Array.from(rows, (i) => scores.late?.[i] as number)),
    places: Uint32Array.from(rows, (i) => scores.places[i] as number),
  };
}

/** How many scores each level has. */
export function countsOf(of: Int32Array, levels: number): Int32Array {
  const counts = new Int32Array(levels);
  for (const level of of) counts[level] = (counts[level] as number) + 1;
  return counts;
}

/** The mean of each level's values; NaN where it has none. */
export function meansOf(values: Float64Array, of: Int32Array, levels: number): Float64Array {
  const counts = countsOf(of, levels);
  const sums = new Float64Array(levels);
  for (let i = 0; i < values.length; i++) {
    const level = of[i] as number;
    sums[level] = (sums[level] as number) + (values[i] as number);
  }
  return sums.map((sum, level) => sum / (counts[level] as number));
}
