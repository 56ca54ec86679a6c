import { ownText } from "~/kernel/text";
import {
  type DateOrder,
  type DecimalMark,
  isCode,
  isGeometry,
  isMissing,
  isSlashDate,
  type Moment,
  momentIn,
  numberIn,
  plainNumberIn,
} from "./cell-value";
import { addToSketch, type DistinctSketch, newSketch } from "./distinct";
import { addToSample, newSample, type Sample } from "./spread";
import { LIMITS } from "./table";

/** Cells that fit one reading of numbers, their sum and their range. */
export type NumberTally = { fits: number; fractions: number; sum: number; min: number; max: number };
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
  /** Dates that do not begin with their year. */
  openDates: number;
  geometries: number;
  numbers: Record<DecimalMark, NumberTally>;
  moments: Record<DateOrder, MomentTally>;
  /** What stands for the values once they are not all kept any more. */
  many: { sketch: DistinctSketch; sample: Sample } | null;
  sampled: number;
};

const noNumbers = (): NumberTally => ({ fits: 0, fractions: 0, sum: 0, min: Infinity, max: -Infinity });
const noMoments = (): MomentTally => ({ fits: 0, times: 0, min: null, max: null });

/** `sampled` cells are kept of a column with very many different values. */
export function newColumn(name: string, sampled: number): ColumnTally {
  return {
    name,
    cells: 0,
    missing: 0,
    values: new Map(),
    codes: 0,
    slashes: 0,
    openDates: 0,
    geometries: 0,
    numbers: { ".": noNumbers(), ",": noNumbers() },
    moments: { dmy: noMoments(), mdy: noMoments() },
    many: null,
    sampled,
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
  const { values, many } = column;
  if (values) {
    const before = values.get(value);
    if (before !== undefined) values.set(value, before + 1);
    else if (values.size < LIMITS.distinct) values.set(ownText(value), 1);
    else addToMany(column, overflow(column, values), value);
  } else if (many) addToMany(column, many, value);
}

type Many = NonNullable<ColumnTally["many"]>;

/** From here on values are estimated: what was kept is weighed, and handed on to the sketch and the sample. */
function overflow(column: ColumnTally, values: Map<string, number>): Many {
  weighAll(column);
  const many = { sketch: newSketch(), sample: newSample(column.sampled) };
  for (const [value, times] of values) {
    addToSketch(many.sketch, value);
    for (let time = 0; time < times; time += 1) addToSample(many.sample, value);
  }
  column.values = null;
  column.many = many;
  return many;
}

function addToMany(column: ColumnTally, { sketch, sample }: Many, value: string): void {
  weigh(column, value, 1);
  addToSketch(sketch, value);
  addToSample(sample, value);
}

export function weighAll(column: ColumnTally): void {
  for (const [value, times] of column.values ?? []) weigh(column, value, times);
}

/** Only these begin a number, a date or a pair of coordinates. */
const MAY_COUNT = /^[\d+\-.,[(]/;
/** These begin WKT and GeoJSON, and what they hold is in brackets. */
const MAY_DRAW = /^[SMPLGsmplg{][^([]{0,60}[([]/;

/** Digits alone, or with one point among them: most numbers, and no date. */
const PLAIN_DIGITS = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

function weigh(column: ColumnTally, value: string, times: number): void {
  if (!MAY_COUNT.test(value)) {
    if (MAY_DRAW.test(value) && isGeometry(value)) column.geometries += times;
    return;
  }
  const plain = plainNumberIn(value) ?? (PLAIN_DIGITS.test(value) ? Number(value) : null);
  if (plain !== null) {
    weighPlain(column, value, { number: plain, times });
    return;
  }
  if (isGeometry(value)) column.geometries += times;
  if (isCode(value)) column.codes += times;
  weighNumber(column, value, times);
  weighMoment(column, value, times);
}

function weighPlain(column: ColumnTally, value: string, { number, times }: { number: number; times: number }): void {
  const point = value.indexOf(".");
  const decimals = point < 0 ? 0 : value.length - point - 1;
  count(column.numbers["."], number, { times, isFraction: decimals > 0 });
  if (decimals === 0) {
    if (isCode(value)) column.codes += times;
    count(column.numbers[","], number, { times, isFraction: false });
    return;
  }
  // "1.234" may be a thousand and more; "45.5 11.2" and the like never come here.
  const grouped = decimals === 3 ? numberIn(value, ",") : null;
  if (grouped !== null) count(column.numbers[","], grouped, { times, isFraction: false });
}

function count(
  tally: NumberTally,
  number: number,
  { times, isFraction }: { times: number; isFraction: boolean },
): void {
  tally.fits += times;
  tally.sum += number * times;
  if (isFraction) tally.fractions += times;
  if (number < tally.min) tally.min = number;
  if (number > tally.max) tally.max = number;
}

function weighNumber(column: ColumnTally, value: string, times: number): void {
  for (const mark of [".", ","] as const) {
    const number = numberIn(value, mark);
    if (number === null) continue;
    count(column.numbers[mark], number, { times, isFraction: value.includes(mark) || !Number.isInteger(number) });
  }
}

function weighMoment(column: ColumnTally, value: string, times: number): void {
  const dayFirst = momentIn(value, "dmy");
  // A date that begins with its year is the same in either order.
  const monthFirst = /^\d{4}/.test(value) ? dayFirst : momentIn(value, "mdy");
  for (const [order, moment] of [
    ["dmy", dayFirst],
    ["mdy", monthFirst],
  ] as const) {
    if (moment === null) continue;
    const tally = column.moments[order];
    tally.fits += times;
    if (moment.hasTime) tally.times += times;
    if (tally.min === null || moment.at < tally.min.at) tally.min = moment;
    if (tally.max === null || moment.at > tally.max.at) tally.max = moment;
  }
  if (isSlashDate(value)) column.slashes += times;
  if ((dayFirst || monthFirst) && monthFirst !== dayFirst) column.openDates += times;
}
