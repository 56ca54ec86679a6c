import type { SparseMatrix } from "highs";
import type { Core } from "./core";
import type { Floors } from "./floors";

/** Bounds of the rows: entries, jurors, and with floors the sums of entries and their levels. */
export type Rows = { lower: Float64Array; upper: Float64Array };

/** The rows of a whole problem; `floor` is what the rows of sums ask for beyond what is pinned. */
export function rowsOf(
  { entries, jurors, need, least, most, base, scale }: Core,
  floors: Floors | null,
  floor: number,
): Rows {
  const sums = entries + jurors;
  const height = floors ? sums + entries + floors.least.length : sums;
  const lower = new Float64Array(height);
  const upper = new Float64Array(height).fill(Number.POSITIVE_INFINITY);
  for (const bound of [lower, upper]) bound.set(need);
  lower.set(least, entries);
  upper.set(most, entries);
  if (floors) {
    for (let entry = 0; entry < entries; entry++) {
      const given = base[entry] as number;
      lower[sums + entry] = Number.isNaN(given) ? Number.NEGATIVE_INFINITY : (floor - given) / scale;
    }
    lower.set(floors.least, sums + entries);
  }
  return { lower, upper };
}

/** The columns of some pairs, in those rows. */
export function columnsOf(core: Core, floors: Floors | null, codes: number[], height: number): SparseMatrix {
  const starts = new Int32Array(codes.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (const [place, code] of codes.entries()) {
    eachRow(core, floors, code, (row, value) => {
      indices.push(row);
      values.push(value);
    });
    starts[place + 1] = indices.length;
  }
  return {
    format: "csc",
    numRows: height,
    numCols: codes.length,
    starts,
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
}

/** The rows in which a pair stands. */
export function eachRow(
  { entries, jurors, gain, scale }: Core,
  floors: Floors | null,
  code: number,
  tell: (row: number, value: number) => void,
): void {
  const entry = Math.floor(code / jurors);
  tell(entry, 1);
  tell(entries + (code % jurors), 1);
  if (!floors) return;
  tell(entries + jurors + entry, (gain[code] as number) / scale);
  const first = entries + jurors + entries;
  for (let level = floors.start[entry] as number; level < (floors.start[entry + 1] as number); level++)
    if ((gain[code] as number) >= (floors.from[level] as number)) tell(first + level, 1);
}
