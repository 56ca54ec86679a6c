import {
  type Design,
  type Equations,
  eachRow,
  equationsAt,
  type Prepared,
  prepare,
  type Row,
  type Solution,
  solveFor,
  type Term,
  takeInverse,
} from "./equations";

/** Where the restricted likelihood is highest. */
export type Fit = {
  prepared: Prepared;
  /** Variance of each term over that of the error; exactly 0 where the likelihood is highest there. */
  ratios: number[];
  /** Variance of the error. */
  variance: number;
  /** −2 log restricted likelihood, as lme4 reports it. */
  deviance: number;
  solution: Solution;
  /** With the inverse taken. */
  equations: Equations;
  /** How many times the equations were factorised. */
  factorisations: number;
  /** True where the terms explain every score, so that no error is left to reckon with. */
  isExact: boolean;
};

/** A variance below a millionth of the error's is tried as zero. */
const FLOOR = 1e-6;
/** The most that a variance is taken to be, over the error's. */
const CEILING = 1e6;
/** An error smaller than this is looked at: it may be none, and the likelihood then has no highest point. */
const SMALL_VARIANCE = 1e-4;
/** So large a squared residual is rounding, or what a ratio at the ceiling still shrinks. */
const NOTHING = 1e-9;
/** The search ends where the next step changes no ratio by more than this share of it. */
const CLOSE = 1e-5;
const MOST_STEPS = 60;
const MOST_HALVINGS = 20;
/** The least variance of the error: scores are taken to be of the order of 1. */
const LEAST_VARIANCE = 1e-24;

type Point = Pick<Fit, "prepared" | "ratios" | "variance" | "deviance" | "solution" | "equations">;

function pointAt(prepared: Prepared, ratios: number[]): Point {
  const { y, fixed } = prepared.design;
  const equations = equationsAt(prepared, ratios);
  const solution = solveFor(equations, y);
  const freedom = y.length - fixed.length;
  const squares =
    squaresOf(solution.residual) +
    squaresOf(solution.eliminated) +
    squaresOf(solution.kept.subarray(0, prepared.fixedAt));
  const variance = Math.max(squares / freedom, LEAST_VARIANCE);
  const deviance = equations.logDeterminant + freedom * (1 + Math.log(2 * Math.PI * variance));
  return { prepared, ratios, variance, deviance, solution, equations };
}

function squaresOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/**
 * Estimates the variances by restricted maximum likelihood: the deviance profiled over the error's variance (Bates et
 * al. 2015, eq. 42), its exact gradient, and the average of observed and expected information as the second derivative
 * (Gilmour, Thompson and Cullis 1995, "Average information REML"), with steps halved until the deviance falls.
 */
export function fitReml(design: Design): Fit {
  const prepared = prepare(design);
  const fixedAtZero = new Set<number>();
  let factorisations = 1;
  let point = pointAt(prepared, startOf(prepared));
  for (let step = 0; ; step++) {
    const { gradient, information } = slopeAt(point);
    const isFree = point.ratios.map(
      (ratio, k) => !fixedAtZero.has(k) && !isHeld({ ratio, slope: gradient[k] as number }),
    );
    const change = newtonStep(gradient, information, isFree);
    const isClose = change.every((part, k) => Math.abs(part) <= CLOSE * (point.ratios[k] as number));
    const vanishing = point.ratios.flatMap((ratio, k) => (ratio <= FLOOR && !fixedAtZero.has(k) ? [k] : []));
    if ((isClose && vanishing.length === 0) || step === MOST_STEPS) break;
    if (isClose) {
      for (const k of vanishing) fixedAtZero.add(k);
      point = pointAt(
        prepared,
        point.ratios.map((ratio, k) => (fixedAtZero.has(k) ? 0 : ratio)),
      );
      factorisations += 1;
      continue;
    }
    const walked = walk(point, change);
    factorisations += walked.tries;
    if (!walked.point) break;
    point = walked.point;
  }
  if (point.variance >= SMALL_VARIANCE) return { ...point, factorisations, isExact: false };
  const exact = pointAt(
    prepared,
    point.ratios.map(() => CEILING),
  );
  const isExact = squaresOf(exact.solution.residual) <= NOTHING * design.y.length;
  if (isExact) takeInverse(exact.equations);
  return { ...(isExact ? exact : point), factorisations: factorisations + 1, isExact };
}

/** At a bound, with the deviance falling only beyond it. */
const isHeld = ({ ratio, slope }: { ratio: number; slope: number }): boolean =>
  (ratio <= FLOOR && slope >= 0) || (ratio >= CEILING && slope <= 0);

/** Along a step to where the deviance is lower; no point where it is lower nowhere along it. */
function walk(from: Point, change: number[]): { point: Point | null; tries: number } {
  for (let tries = 1, length = 1; tries <= MOST_HALVINGS; tries++, length /= 2) {
    const ratios = from.ratios.map((ratio, k) => {
      const to = ratio + length * (change[k] as number);
      return ratio === 0 ? 0 : Math.min(Math.max(to, ratio / 20, FLOOR), ratio * 50, CEILING);
    });
    const point = pointAt(from.prepared, ratios);
    if (point.deviance <= from.deviance + 1e-9 * Math.abs(from.deviance)) return { point, tries };
  }
  return { point: null, tries: MOST_HALVINGS };
}

/** Ratios to begin from: Henderson's first method (1953), which equates the sums of squares with what is expected. */
function startOf({ design, eliminated, counts, start, times, columns }: Prepared): number[] {
  const { y, terms } = design;
  if (terms.length !== 2) return terms.map(() => 1);
  const n = y.length;
  const [own, other] = [counts[eliminated] as Int32Array, counts[1 - eliminated] as Int32Array];
  const shares = [0, 0];
  for (let level = 0; level < own.length; level++)
    for (let e = start[level] as number; e < (start[level + 1] as number); e++) {
      const square = (times[e] as number) ** 2;
      shares[0] = (shares[0] as number) + square / (own[level] as number);
      shares[1] = (shares[1] as number) + square / (other[columns[e] as number] as number);
    }
  const mean = y.reduce((sum, value) => sum + value, 0) / n;
  const spread = [own, other].map((of) => of.reduce((sum, count) => sum + count * count, 0) / n) as [number, number];
  const between = [eliminated, 1 - eliminated].map((k) => squaresBetween(y, mean, terms[k] as Term));
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const [ownShare, otherShare] = shares as [number, number];
  const matrix = [
    [n - spread[0], ownShare - spread[1], own.length - 1],
    [otherShare - spread[0], n - spread[1], other.length - 1],
    [n - spread[0], n - spread[1], n - 1],
  ];
  const [first, second, error] = linear(matrix, [...between, total]) as [number, number, number];
  const ratios = [first, second].map((variance) =>
    error > 0 && variance > 0 ? Math.min(Math.max(variance / error, 0.01), 1000) : variance > 0 ? 1000 : 0.01,
  );
  return eliminated === 0 ? ratios : ratios.reverse();
}

/** Σ over levels of scores · (mean of the level − mean)². */
function squaresBetween(y: Float64Array, mean: number, { of, levels }: Term): number {
  const sums = new Float64Array(levels);
  const counts = new Float64Array(levels);
  for (let i = 0; i < y.length; i++) {
    const level = of[i] as number;
    sums[level] = (sums[level] as number) + (y[i] as number) - mean;
    counts[level] = (counts[level] as number) + 1;
  }
  return sums.reduce((sum, value, level) => sum + (counts[level] ? value ** 2 / (counts[level] as number) : 0), 0);
}

/** First derivatives of the deviance by the ratios, and the average information; takes the inverse. */
function slopeAt({ prepared, ratios, variance, solution, equations }: Point) {
  const { design } = prepared;
  const freedom = design.y.length - design.fixed.length;
  const working = design.terms.map((term) => acrossLevels(term, solution.residual));
  const projected = working.map(({ column }) => solveFor(equations, column).residual);
  takeInverse(equations);
  const traces = tracesOf(equations);
  const gradient = working.map(({ squares }, k) => {
    const { levels } = design.terms[k] as Term;
    const trace = ratios[k] === 0 ? 0 : (levels - (traces[k] as number)) / (ratios[k] as number);
    return trace - squares / variance;
  });
  const information = working.map((one) =>
    working.map((other, l) => {
      let product = 0;
      const along = projected[l] as Float64Array;
      for (let i = 0; i < along.length; i++) product += (one.column[i] as number) * (along[i] as number);
      return product / variance - (one.squares * other.squares) / (variance * variance * freedom);
    }),
  );
  return { gradient, information };
}

/** ZZᵀr for one term, and rᵀZZᵀr. */
function acrossLevels({ of, levels }: Term, residual: Float64Array): { column: Float64Array; squares: number } {
  const sums = new Float64Array(levels);
  for (let i = 0; i < residual.length; i++) {
    const level = of[i] as number;
    sums[level] = (sums[level] as number) + (residual[i] as number);
  }
  return { column: Float64Array.from(of, (level) => sums[level] as number), squares: squaresOf(sums) };
}

/** The trace of each term's block of the inverse. */
function tracesOf(equations: Equations): number[] {
  const { design, eliminated, offsets } = equations.prepared;
  const { cells, width } = equations.left;
  return design.terms.map(({ levels }, k) => {
    let trace = 0;
    if (k === eliminated)
      eachRow(equations, (level, row) => {
        trace += ownInverse(equations, level, row);
      });
    else {
      const offset = offsets[k] as number;
      for (let j = offset; j < offset + levels; j++) trace += cells[j * (width + 1)] as number;
    }
    return trace;
  });
}

/** An eliminated level's cell on the diagonal of the whole inverse. */
export function ownInverse({ prepared, ratios, left, diagonal }: Equations, level: number, row: Row): number {
  const { cells, width } = left;
  const { n, at, values } = row;
  let form = 0;
  for (let a = 0; a < n; a++) {
    const line = (at[a] as number) * width;
    const value = values[a] as number;
    let sum = 0;
    for (let b = 0; b < a; b++) sum += (values[b] as number) * (cells[line + (at[b] as number)] as number);
    form += value * (2 * sum + value * (cells[line + (at[a] as number)] as number));
  }
  const own = diagonal[level] as number;
  return 1 / own + ((ratios[prepared.eliminated] as number) * form) / (own * own);
}

/** The step to where the slope would be zero, in the terms that are free to move. */
function newtonStep(gradient: number[], information: number[][], isFree: boolean[]): number[] {
  const free = gradient.flatMap((_, k) => (isFree[k] ? [k] : []));
  const matrix = free.map((k) => free.map((l) => (information[k]?.[l] as number) * (k === l ? 1 + 1e-12 : 1)));
  const step = linear(
    matrix,
    free.map((k) => -(gradient[k] as number)),
  );
  return gradient.map((_, k) => (isFree[k] ? (step[free.indexOf(k)] as number) : 0));
}

/** Ax = b for a few unknowns, by Gauss's elimination with pivoting; an unknown that nothing tells of is 0. */
function linear(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  const n = rows.length;
  const at = (i: number, j: number): number => rows[i]?.[j] as number;
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let i = c + 1; i < n; i++) if (Math.abs(at(i, c)) > Math.abs(at(pivot, c))) pivot = i;
    [rows[c], rows[pivot]] = [rows[pivot] as number[], rows[c] as number[]];
    if (at(c, c) === 0) continue;
    for (let i = c + 1; i < n; i++) {
      const factor = at(i, c) / at(c, c);
      for (let j = c; j <= n; j++) (rows[i] as number[])[j] = at(i, j) - factor * at(c, j);
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = at(i, n);
    for (let j = i + 1; j < n; j++) sum -= at(i, j) * (x[j] as number);
    x[i] = at(i, i) === 0 ? 0 : sum / at(i, i);
  }
  return x;
}
