import {
  areBooleanWords,
  type DateOrder,
  type DecimalMark,
  isCode,
  isGeometry,
  isMissing,
  isSlashDate,
  type Moment,
  momentIn,
  numberIn,
} from "./cell-value";
import { type ColumnFacts, type ColumnType, LIMITS, type ReadingWarning, storable } from "./table";

/** Cells that fit one reading of numbers, and their range. */
type NumberTally = { fits: number; fractions: number; min: number; max: number };
/** Cells that fit one order of day and month, and their range. */
type MomentTally = { fits: number; times: number; min: Moment | null; max: Moment | null };

/** One column while its cells pass by: made by `newColumn`, fed by `addCell`, read by `factsOf`. */
export type ColumnTally = {
  name: string;
  cells: number;
  missing: number;
  /** Every value with its count; null once there were more than 10,000. */
  values: Map<string, number> | null;
  codes: number;
  slashes: number;
  geometries: number;
  numbers: Record<DecimalMark, NumberTally>;
  moments: Record<DateOrder, MomentTally>;
};

/** How the table as a whole writes what a single column leaves open. */
export type TableHabits = { decimalMark: DecimalMark; dateOrder: DateOrder };

const noNumbers = (): NumberTally => ({ fits: 0, fractions: 0, min: Infinity, max: -Infinity });
const noMoments = (): MomentTally => ({ fits: 0, times: 0, min: null, max: null });

export function newColumn(name: string): ColumnTally {
  return {
    name,
    cells: 0,
    missing: 0,
    values: new Map(),
    codes: 0,
    slashes: 0,
    geometries: 0,
    numbers: { ".": noNumbers(), ",": noNumbers() },
    moments: { dmy: noMoments(), mdy: noMoments() },
  };
}

/**
 * Counts one cell. A value is weighed once, with its count, at the end or when the distinct values overflow: columns
 * that repeat themselves cost one look-up a cell.
 */
export function addCell(column: ColumnTally, cell: string): void {
  column.cells += 1;
  const value = cell.trim();
  if (isMissing(value)) {
    column.missing += 1;
    return;
  }
  const before = column.values?.get(value);
  if (column.values && before === undefined && column.values.size >= LIMITS.distinct) {
    weighAll(column);
    column.values = null;
  }
  if (column.values) column.values.set(value, (before ?? 0) + 1);
  else weigh(column, value, 1);
}

function weighAll(column: ColumnTally): void {
  for (const [value, times] of column.values ?? []) weigh(column, value, times);
}

/** Only these begin a number, a date or a pair of coordinates. */
const MAY_COUNT = /^[\d+\-.,[(]/;
const MAY_DRAW = /^[SMPLGsmplg{\d+\-[(]/;

function weigh(column: ColumnTally, value: string, times: number): void {
  if (MAY_DRAW.test(value) && isGeometry(value)) column.geometries += times;
  if (!MAY_COUNT.test(value)) return;
  if (isCode(value)) column.codes += times;
  weighNumber(column, value, times);
  weighMoment(column, value, times);
}

function weighNumber(column: ColumnTally, value: string, times: number): void {
  for (const mark of [".", ","] as const) {
    const number = numberIn(value, mark);
    if (number === null) continue;
    const tally = column.numbers[mark];
    tally.fits += times;
    if (value.includes(mark) || !Number.isInteger(number)) tally.fractions += times;
    if (number < tally.min) tally.min = number;
    if (number > tally.max) tally.max = number;
  }
}

function weighMoment(column: ColumnTally, value: string, times: number): void {
  for (const order of ["dmy", "mdy"] as const) {
    const moment = momentIn(value, order);
    if (moment === null) continue;
    const tally = column.moments[order];
    tally.fits += times;
    if (moment.hasTime) tally.times += times;
    if (tally.min === null || moment.at < tally.min.at) tally.min = moment;
    if (tally.max === null || moment.at > tally.max.at) tally.max = moment;
  }
  if (isSlashDate(value)) column.slashes += times;
}

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
  return { decimalMark, dateOrder: monthFirst > dayFirst ? "mdy" : "dmy" };
}

const better = <K extends string>(tallies: Record<K, { fits: number }>, usual: K, other: K): K =>
  tallies[other].fits > tallies[usual].fits ? other : usual;

type Typed = { type: ColumnType; fits: number; min: number | string | null; max: number | string | null };

function typeOf({ column, present, words }: Weighed, habits: TableHabits): Typed {
  const plain = (type: ColumnType, fits = present): Typed => ({ type, fits, min: null, max: null });
  if (present === 0) return plain("empty");
  if (words && areBooleanWords(words)) return plain("boolean");
  const numbers = column.numbers[better(column.numbers, habits.decimalMark, habits.decimalMark === "." ? "," : ".")];
  if (column.codes === 0 && holds(numbers.fits, present)) {
    const type = numbers.fractions === 0 ? "integer" : "number";
    return { type, fits: numbers.fits, min: numbers.min, max: numbers.max };
  }
  const moments = column.moments[better(column.moments, habits.dateOrder, habits.dateOrder === "dmy" ? "mdy" : "dmy")];
  if (holds(moments.fits, present)) {
    const type = moments.times > 0 ? "datetime" : "date";
    return { type, fits: moments.fits, min: moments.min?.text ?? null, max: moments.max?.text ?? null };
  }
  if (holds(column.geometries, present)) return plain("geometry", column.geometries);
  return plain("text");
}

function columnFacts(one: Weighed, habits: TableHabits): ColumnFacts {
  const { column, present } = one;
  const { type, fits, min, max } = typeOf(one, habits);
  const distinct = column.values === null ? null : column.values.size;
  return {
    name: column.name,
    type,
    missing: column.missing,
    distinct,
    min,
    max,
    misfits: present - fits,
    top: topOf(one),
  };
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
