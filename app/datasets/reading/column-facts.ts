import { areBooleanWords, type DateOrder, type DecimalMark, momentIn, numberIn } from "./cell-value";
import { type ColumnTally, weighAll } from "./column-tally";
import { sketchedCount } from "./distinct";
import { outlierShare, spreadOf } from "./spread";
import { type ColumnFacts, type ColumnType, type ReadingWarning, storable } from "./table";

/** How the table as a whole writes what a single column leaves open. */
export type TableHabits = { decimalMark: DecimalMark; dateOrder: DateOrder; hasOpenDates: boolean };

/** A type holds where at least 19 of 20 cells that are not missing fit it. */
const holds = (fits: number, present: number): boolean => fits > 0 && fits * 20 >= present * 19;

/** One column, weighed to the end; the tally is not to be fed afterwards. */
type Weighed = { column: ColumnTally; present: number; words: string[] | null };

function weighed(column: ColumnTally): Weighed {
  weighAll(column);
  const values = column.values;
  const words =
    values && values.size <= 8 ? [...new Set([...values.keys()].map((value) => value.toLowerCase()))] : null;
  return { column, present: column.cells - column.missing, words };
}

/**
 * What the columns are. A table's decimal mark and order of dates are those that most of its telling columns show;
 * where none tells, a semicolon as delimiter speaks for the decimal comma, and the day comes first.
 */
export function factsOf(
  columns: ColumnTally[],
  delimiter: string | null,
): { columns: ColumnFacts[]; habits: TableHabits; warnings: ReadingWarning[] } {
  const all = columns.map(weighed);
  const habits = habitsOf(all, delimiter);
  const facts = all.map((one) => columnFacts(one, habits));
  const ambiguous = all.filter((one, index) => isAmbiguous(one, facts[index] as ColumnFacts));
  return {
    columns: facts,
    habits,
    warnings: [...misfitWarnings(facts), ...ambiguous.map(ambiguityWarning)].slice(0, 50),
  };
}

function habitsOf(all: Weighed[], delimiter: string | null): TableHabits {
  let [point, comma, dayFirst, monthFirst] = [0, 0, 0, 0];
  for (const { column } of all) {
    const marks = column.numbers["."].fits - column.numbers[","].fits;
    if (marks > 0) point += 1;
    if (marks < 0) comma += 1;
    const orders = column.moments.dmy.fits - column.moments.mdy.fits;
    if (orders > 0) dayFirst += 1;
    if (orders < 0) monthFirst += 1;
  }
  const isOpen = comma === point && all.some(({ column }) => column.numbers[","].fractions > 0);
  const decimalMark = comma > point || (isOpen && delimiter === ";") ? "," : ".";
  const hasOpenDates = all.some(({ column }) => column.moments.dmy.fits > 0 && column.openDates > 0);
  return { decimalMark, dateOrder: monthFirst > dayFirst ? "mdy" : "dmy", hasOpenDates };
}

const better = <K extends string>(tallies: Record<K, { fits: number }>, usual: K, other: K): K =>
  tallies[other].fits > tallies[usual].fits ? other : usual;

/** How a column's cells become numbers to be put on a line; null for columns that have none. */
type Scale = { of: (value: string) => number | null; told: (at: number) => number | string };
type Typed = {
  type: ColumnType;
  fits: number;
  scale: Scale | null;
  min: number | string | null;
  max: number | string | null;
  mean: number | null;
};

function typeOf({ column, present, words }: Weighed, habits: TableHabits): Typed {
  const plain = (type: ColumnType, fits = present): Typed => ({
    type,
    fits,
    scale: null,
    min: null,
    max: null,
    mean: null,
  });
  if (present === 0) return plain("empty");
  if (words && areBooleanWords(words)) return plain("boolean");
  const mark = better(column.numbers, habits.decimalMark, habits.decimalMark === "." ? "," : ".");
  const numbers = column.numbers[mark];
  if (column.codes === 0 && holds(numbers.fits, present)) {
    const type = numbers.fractions === 0 ? "integer" : "number";
    const scale = { of: (value: string) => numberIn(value, mark), told: (at: number) => at };
    const { fits, sum, min, max } = numbers;
    return { type, fits, scale, min, max, mean: sum / fits };
  }
  const order = better(column.moments, habits.dateOrder, habits.dateOrder === "dmy" ? "mdy" : "dmy");
  const moments = column.moments[order];
  if (holds(moments.fits, present)) {
    const type = moments.times > 0 ? "datetime" : "date";
    const scale = { of: (value: string) => momentIn(value, order)?.at ?? null, told: dayOrMinute(type) };
    const [min, max] = [moments.min?.text ?? null, moments.max?.text ?? null];
    return { type, fits: moments.fits, scale, min, max, mean: null };
  }
  if (holds(column.geometries, present)) return plain("geometry", column.geometries);
  return plain("text");
}

const dayOrMinute =
  (type: "date" | "datetime") =>
  (at: number): string =>
    new Date(at).toISOString().slice(0, type === "date" ? 10 : 16);

function columnFacts(one: Weighed, habits: TableHabits): ColumnFacts {
  const { column, present } = one;
  const { type, fits, scale, min, max, mean } = typeOf(one, habits);
  const line = scale ? lineOf(column, scale) : [];
  const spread = scale ? spreadOf(line) : null;
  return {
    name: column.name,
    type,
    missing: column.missing,
    distinct: column.values?.size ?? (column.many ? sketchedCount(column.many.sketch) : 0),
    isDistinctEstimated: column.values === null,
    min,
    max,
    mean,
    misfits: present - fits,
    spread: spread &&
      scale && {
        ...{ from: scale.told(spread.from), to: scale.told(spread.to), median: scale.told(spread.median) },
        ...{ counts: spread.counts, isSampled: column.values === null },
      },
    outliers: type === "integer" || type === "number" ? outlierShare(line) : null,
    top: topOf(one),
  };
}

/** The values, or a sample of them, as places on the line, each with how often it is there. */
function lineOf({ values, many }: ColumnTally, { of }: Scale): [number, number][] {
  const counted: Iterable<[string, number]> = values ?? (many?.sample.values ?? []).map((value) => [value, 1]);
  return [...counted].flatMap(([value, times]): [number, number][] => {
    const at = of(value);
    return at === null ? [] : [[at, times]];
  });
}

const TOP = 5;

function topOf({ column, present }: Weighed): { value: string; count: number }[] {
  if (column.values === null || (column.values.size === present && present > TOP)) return [];
  return [...column.values]
    .sort((a, b) => b[1] - a[1])
    .slice(0, TOP)
    .map(([value, count]) => ({ value: storable(value, 100), count }));
}

const TYPE_WORDS: Partial<Record<ColumnType, string>> = {
  integer: "whole numbers",
  number: "numbers",
  date: "dates",
  datetime: "dates with times",
  geometry: "geometry",
};

const WARNED_ONE_BY_ONE = 3;

/** Up to three columns are named each with its count; more are one sentence. */
function misfitWarnings(facts: ColumnFacts[]): ReadingWarning[] {
  const odd = facts.filter((column) => column.misfits > 0);
  if (odd.length > WARNED_ONE_BY_ONE) {
    const names = odd.slice(0, WARNED_ONE_BY_ONE).map((column) => `“${column.name}”`);
    const message = `In ${odd.length} columns a few cells do not fit the others: ${names.join(", ")}, …`;
    return [{ code: "misfits", message }];
  }
  return odd.map(({ name, type, misfits }) => {
    const cells = misfits === 1 ? "1 cell does" : `${misfits.toLocaleString("en")} cells do`;
    return { code: "misfits", message: `${cells} not fit the column “${name}” of ${TYPE_WORDS[type]}.` };
  });
}

const isAmbiguous = ({ column }: Weighed, { type }: ColumnFacts): boolean =>
  (type === "date" || type === "datetime") && column.slashes > 0 && column.moments.dmy.fits === column.moments.mdy.fits;

const ambiguityWarning = ({ column }: Weighed): ReadingWarning => ({
  code: "ambiguous-dates",
  message: `The dates in “${column.name}” could be read day first or month first; write them as 2024-12-31.`,
});
