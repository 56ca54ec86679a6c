import { addAt, at, type Symmetric, zeros } from "./symmetric";

type Height = { value: number; gradient: Float64Array };

/** Where a climb ended; not at the top where `isThere` is false. */
export type Summit = { x: Float64Array; value: number; isThere: boolean };

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/** The largest value of a smooth function, by BFGS with halved steps (Nocedal & Wright 2006, §6.1). */
export function climb(f: (x: Float64Array) => Height, start: Float64Array): Summit {
  let x = start;
  let here = f(x);
  let inverse = identity(x.length);
  for (let round = 0; round < 500; round += 1) {
    const steepest = Math.max(...here.gradient.map(Math.abs));
    if (steepest < 1e-7 * (1 + Math.abs(here.value))) return { x, value: here.value, isThere: true };
    const way = times(inverse, here.gradient);
    const rise = dot(way, here.gradient);
    const next = stepAlong(f, x, here, way, rise);
    if (!next) {
      // The curvature that was gathered may mislead; the second refusal from a fresh start is the top.
      if (round === 0 || isIdentity(inverse)) return { x, value: here.value, isThere: steepest < 1e-3 };
      inverse = identity(x.length);
      continue;
    }
    const step = next.x.map((value, i) => value - (x[i] as number));
    const turn = next.height.gradient.map((value, i) => (here.gradient[i] as number) - value);
    if (dot(step, turn) > 1e-14) update(inverse, step, turn);
    x = next.x;
    here = next.height;
  }
  return { x, value: here.value, isThere: false };
}

function stepAlong(
  f: (x: Float64Array) => Height,
  x: Float64Array,
  here: Height,
  way: Float64Array,
  rise: number,
): { x: Float64Array; height: Height } | null {
  // No parameter moves by more than 2 at once: log-likelihoods here are in units of a logit.
  const longest = Math.max(...way.map(Math.abs));
  for (let length = Math.min(1, 2 / longest); length > 1e-10; length /= 2) {
    const there = x.map((value, i) => value + length * (way[i] as number));
    const height = f(there);
    if (height.value >= here.value + 1e-4 * length * rise) return { x: there, height };
  }
  return null;
}

function identity(size: number): Symmetric {
  const matrix = zeros(size);
  for (let i = 0; i < size; i += 1) addAt(matrix, i, i, 1);
  return matrix;
}

const isIdentity = (matrix: Symmetric): boolean =>
  matrix.cells.every((value, k) => value === (k % (matrix.size + 1) === 0 ? 1 : 0));

const times = (matrix: Symmetric, vector: Float64Array): Float64Array =>
  vector.map((_, i) => dot(matrix.cells.subarray(i * matrix.size, (i + 1) * matrix.size), vector));

/** The inverse curvature after a step that turned the gradient so much. */
function update(inverse: Symmetric, step: Float64Array, turn: Float64Array): void {
  const { size } = inverse;
  const along = dot(step, turn);
  const turned = times(inverse, turn);
  const more = 1 + dot(turn, turned) / along;
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < size; j += 1) {
      const [si, sj, ti, tj] = [step[i], step[j], turned[i], turned[j]] as [number, number, number, number];
      inverse.cells[i * size + j] = at(inverse, i, j) + (more * si * sj - si * tj - ti * sj) / along;
    }
}
