import { factorise, invert, logDeterminant, type Square, solve, square } from "../numerics/cholesky";
import { countsOf } from "./scores";

/** A random term: for each score, the index of its level. */
export type Term = { levels: number; of: Int32Array };

/** y = Σ fixed columns + Σ one effect of each term + error. */
export type Design = { y: Float64Array; terms: Term[]; fixed: Float64Array[] };

/**
 * What of a design does not change with the variances. The term with most levels is eliminated: no score has two of its
 * levels, so its block is diagonal, and what is left to factorise is as large as the other terms and the fixed columns.
 */
export type Prepared = {
  design: Design;
  eliminated: number;
  /** Where each term's columns begin among the kept ones; the fixed columns begin at `fixedAt`. */
  offsets: number[];
  fixedAt: number;
  size: number;
  counts: Int32Array[];
  /** For each eliminated level, from `start` on: the kept columns that its scores meet, ascending, and how often. */
  start: Int32Array;
  columns: Int32Array;
  times: Float64Array;
  /** Sums of each fixed column over each eliminated level's scores, and over each kept column's. */
  fixedSums: Float64Array;
  keptSums: Float64Array;
};

export function prepare(design: Design): Prepared {
  const { terms, fixed } = design;
  const eliminated = terms.reduce((most, term, k) => (term.levels > (terms[most] as Term).levels ? k : most), 0);
  const offsets: number[] = [];
  let fixedAt = 0;
  for (const [k, { levels }] of terms.entries()) {
    offsets.push(fixedAt);
    if (k !== eliminated) fixedAt += levels;
  }
  const size = fixedAt + fixed.length;
  const counts = terms.map(({ of, levels }) => countsOf(of, levels));
  const kept = terms.flatMap(({ of }, k) => (k === eliminated ? [] : [{ of, offset: offsets[k] as number }]));
  const [main, mainCounts] = [terms[eliminated] as Term, counts[eliminated] as Int32Array];
  return {
    ...{ design, eliminated, offsets, fixedAt, size, counts },
    ...meetings(main, mainCounts, kept),
    ...sumsOf(design, main, { kept, size }),
  };
}

type Kept = { of: Int32Array; offset: number }[];

/** Which kept columns the scores of each level meet, as rows of a sparse matrix. */
function meetings(main: Term, counts: Int32Array, kept: Kept): Pick<Prepared, "start" | "columns" | "times"> {
  const n = main.of.length;
  const from = new Int32Array(main.levels + 1);
  for (let level = 0; level < main.levels; level++)
    from[level + 1] = (from[level] as number) + (counts[level] as number);
  const order = new Int32Array(n);
  const next = from.slice();
  for (let i = 0; i < n; i++) {
    const level = main.of[i] as number;
    order[next[level] as number] = i;
    next[level] = (next[level] as number) + 1;
  }
  const start = new Int32Array(main.levels + 1);
  const columns = new Int32Array(n * kept.length);
  const times = new Float64Array(n * kept.length);
  let filled = 0;
  for (let level = 0; level < main.levels; level++) {
    const rows = order.subarray(from[level], from[level + 1]);
    const met = new Int32Array(rows.length * kept.length);
    for (const [k, { of, offset }] of kept.entries())
      for (let r = 0; r < rows.length; r++) met[k * rows.length + r] = offset + (of[rows[r] as number] as number);
    for (const column of met.sort()) {
      const isSame = filled > (start[level] as number) && columns[filled - 1] === column;
      if (!isSame) columns[filled++] = column;
      times[filled - 1] = (times[filled - 1] as number) + 1;
    }
    start[level + 1] = filled;
  }
  return { start, columns: columns.slice(0, filled), times: times.slice(0, filled) };
}

type Rest = { kept: Kept; size: number };

function sumsOf({ fixed }: Design, main: Term, { kept, size }: Rest): Pick<Prepared, "fixedSums" | "keptSums"> {
  const p = fixed.length;
  const fixedSums = new Float64Array(main.levels * p);
  const keptSums = new Float64Array(size * p);
  for (const [c, column] of fixed.entries()) {
    const add = (sums: Float64Array, level: number, value: number) => {
      sums[level * p + c] = (sums[level * p + c] as number) + value;
    };
    for (let i = 0; i < column.length; i++) {
      const value = column[i] as number;
      add(fixedSums, main.of[i] as number, value);
      for (const { of, offset } of kept) add(keptSums, offset + (of[i] as number), value);
    }
    for (const [other, values] of fixed.entries()) {
      let product = 0;
      for (let i = 0; i < column.length; i++) product += (column[i] as number) * (values[i] as number);
      keptSums[(size - p + other) * p + c] = product;
    }
  }
  return { fixedSums, keptSums };
}

/** The equations at given variances: the factor of what is left after eliminating, and what each column is scaled by. */
export type Equations = {
  prepared: Prepared;
  /** Variance of each term over that of the error. */
  ratios: number[];
  /** The factor L; after `inverted`, the inverse. */
  left: Square;
  /** Square root of a column's ratio; 1 for a fixed column. */
  scale: Float64Array;
  /** ratio · scores + 1 for each eliminated level. */
  diagonal: Float64Array;
  /** log |ΛᵀZᵀZΛ + I| + log |XᵀV⁻¹X|. */
  logDeterminant: number;
};

/**
 * Sets up and factorises the penalised least-squares equations of Bates, Mächler, Bolker and Walker 2015 ("Fitting
 * linear mixed-effects models using lme4", eq. 18), in effects divided by their standard deviations, so that a variance
 * of zero is nothing special.
 */
export function equationsAt(prepared: Prepared, ratios: number[]): Equations {
  const { design, eliminated, offsets, size, counts } = prepared;
  const scale = new Float64Array(size).fill(1);
  for (const [k, { levels }] of design.terms.entries()) {
    const offset = offsets[k] as number;
    if (k !== eliminated) scale.fill(Math.sqrt(ratios[k] as number), offset, offset + levels);
  }
  const ratio = ratios[eliminated] as number;
  const diagonal = Float64Array.from(counts[eliminated] as Int32Array, (n) => ratio * n + 1);
  const left = square(size);
  const equations = { prepared, ratios, left, scale, diagonal, logDeterminant: 0 };
  addKept(equations);
  subtractEliminated(equations, ratio);
  factorise(left);
  let log = logDeterminant(left);
  for (const value of diagonal) log += Math.log(value);
  return { ...equations, logDeterminant: log };
}

/** The block of the kept columns, lower triangle. */
function addKept({ prepared, ratios, left: { cells, width }, scale }: Equations): void {
  const { design, eliminated, offsets, fixedAt, size, counts, keptSums } = prepared;
  const p = size - fixedAt;
  const kept = design.terms.flatMap((term, k) =>
    k === eliminated ? [] : [{ ...term, offset: offsets[k] as number, ratio: ratios[k] as number, k }],
  );
  for (const { offset, ratio, k } of kept)
    for (const [level, n] of (counts[k] as Int32Array).entries()) cells[(offset + level) * (width + 1)] = ratio * n + 1;
  for (const [b, second] of kept.entries()) {
    for (const first of kept.slice(0, b)) {
      const product = Math.sqrt(first.ratio * second.ratio);
      for (let i = 0; i < second.of.length; i++) {
        const cell = (second.offset + (second.of[i] as number)) * width + first.offset + (first.of[i] as number);
        cells[cell] = (cells[cell] as number) + product;
      }
    }
  }
  for (let c = 0; c < p; c++) {
    const row = (fixedAt + c) * width;
    for (let j = 0; j <= fixedAt + c; j++) cells[row + j] = (scale[j] as number) * (keptSums[j * p + c] as number);
  }
}

/** One eliminated level's columns, scaled: the kept ones it meets, then the fixed ones. Filled into the given arrays. */
function rowOf({ prepared, scale }: Equations, level: number, into: Row): number {
  const { start, columns, times, fixedAt, size, fixedSums } = prepared;
  const p = size - fixedAt;
  let n = 0;
  for (let e = start[level] as number; e < (start[level + 1] as number); e++, n++) {
    const column = columns[e] as number;
    into.at[n] = column;
    into.values[n] = (scale[column] as number) * (times[e] as number);
  }
  for (let c = 0; c < p; c++, n++) {
    into.at[n] = fixedAt + c;
    into.values[n] = fixedSums[level * p + c] as number;
  }
  return n;
}

/** A row of the sparse block between eliminated and kept columns: its first `n` places. Filled anew for each level. */
export type Row = { n: number; at: Int32Array; values: Float64Array };

export function eachRow(
  equations: Equations,
  visit: (level: number, row: Row) => void,
  { from, to } = { from: 0, to: equations.diagonal.length },
): void {
  const { size } = equations.prepared;
  const row: Row = { n: 0, at: new Int32Array(size), values: new Float64Array(size) };
  for (let level = from; level < to; level++) {
    row.n = rowOf(equations, level, row);
    visit(level, row);
  }
}

function subtractEliminated(equations: Equations, ratio: number): void {
  const { cells, width } = equations.left;
  eachRow(equations, (level, { n, at, values }) => {
    const factor = ratio / (equations.diagonal[level] as number);
    for (let a = 0; a < n; a++) {
      const row = (at[a] as number) * width;
      const value = factor * (values[a] as number);
      for (let b = 0; b <= a; b++) {
        const cell = row + (at[b] as number);
        cells[cell] = (cells[cell] as number) - value * (values[b] as number);
      }
    }
  });
}

/** A solution: effects divided by their standard deviations (`kept` ends with the fixed ones), and what they leave. */
export type Solution = { kept: Float64Array; eliminated: Float64Array; residual: Float64Array };

/** Solves for any column in the place of the scores; call it before the inverse is taken. */
export function solveFor(equations: Equations, y: Float64Array): Solution {
  const { prepared, ratios, left, scale, diagonal } = equations;
  const { design, eliminated: e, offsets, fixedAt } = prepared;
  const root = Math.sqrt(ratios[e] as number);
  const kept = new Float64Array(prepared.size);
  const own = new Float64Array(diagonal.length);
  const sums = design.terms.map(({ of }, k) => ({ of, into: k === e ? own : kept, offset: offsets[k] as number }));
  for (const { of, into, offset } of sums.map((sum) => (sum.into === own ? { ...sum, offset: 0 } : sum)))
    for (let i = 0; i < y.length; i++) {
      const at = offset + (of[i] as number);
      into[at] = (into[at] as number) + (y[i] as number);
    }
  for (const [c, column] of design.fixed.entries()) {
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum += (column[i] as number) * (y[i] as number);
    kept[fixedAt + c] = sum;
  }
  for (let j = 0; j < fixedAt; j++) kept[j] = (kept[j] as number) * (scale[j] as number);
  for (let level = 0; level < own.length; level++) own[level] = (own[level] as number) * root;
  eachRow(equations, (level, { n, at, values }) => {
    const share = (root * (own[level] as number)) / (diagonal[level] as number);
    for (let a = 0; a < n; a++) {
      const j = at[a] as number;
      kept[j] = (kept[j] as number) - share * (values[a] as number);
    }
  });
  solve(left, kept);
  eachRow(equations, (level, { n, at, values }) => {
    let sum = own[level] as number;
    for (let a = 0; a < n; a++) sum -= root * (values[a] as number) * (kept[at[a] as number] as number);
    own[level] = sum / (diagonal[level] as number);
  });
  return { kept, eliminated: own, residual: residualOf(equations, y, { kept, own, root }) };
}

type Effects = { kept: Float64Array; own: Float64Array; root: number };

function residualOf({ prepared, scale }: Equations, y: Float64Array, { kept, own, root }: Effects): Float64Array {
  const { design, eliminated, offsets, fixedAt } = prepared;
  const residual = y.slice();
  for (const [k, { of }] of design.terms.entries()) {
    const offset = offsets[k] as number;
    const factor = k === eliminated ? root : (scale[offset] as number);
    const [effects, from] = k === eliminated ? [own, 0] : [kept, offset];
    for (let i = 0; i < residual.length; i++)
      residual[i] = (residual[i] as number) - factor * (effects[from + (of[i] as number)] as number);
  }
  for (const [c, column] of design.fixed.entries()) {
    const effect = kept[fixedAt + c] as number;
    for (let i = 0; i < residual.length; i++) residual[i] = (residual[i] as number) - effect * (column[i] as number);
  }
  return residual;
}

/** Turns the factor into the inverse; no solving after this. */
export const takeInverse = ({ left }: Equations): void => invert(left);
