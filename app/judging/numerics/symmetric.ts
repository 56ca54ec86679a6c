import { invert, isFactorised, type Square, solve, square } from "./cholesky";

/** A symmetric matrix, row after row. */
export type Symmetric = { size: number; cells: Float64Array };

export const zeros = (size: number): Symmetric => ({ size, cells: new Float64Array(size * size) });

/** Adds to the cell of row i and column j, and not to its mirror image. */
export function addAt({ size, cells }: Symmetric, i: number, j: number, value: number): void {
  cells[i * size + j] = (cells[i * size + j] as number) + value;
}

export const at = ({ size, cells }: Symmetric, i: number, j: number): number => cells[i * size + j] as number;

/** A pivot that is so much smaller than what it was made of is zero but for rounding. */
const LEAST_PIVOT = 1e-14;

/** Cholesky's factor of the matrix, of which the lower triangle alone is read; null where it is not positive definite. */
export function choleskyOf({ size, cells }: Symmetric): Square | null {
  const lower = square(size);
  const { width } = lower;
  for (let i = 0; i < size; i += 1) lower.cells.set(cells.subarray(i * size, (i + 1) * size), i * width);
  if (!isFactorised(lower)) return null;
  for (let i = 0; i < size; i += 1) {
    const pivot = lower.cells[i * width + i] as number;
    if (!(pivot * pivot > LEAST_PIVOT * Math.abs(cells[i * size + i] as number))) return null;
  }
  return lower;
}

/** x with L·Lᵀ·x = b. */
export function solved(lower: Square, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  solve(lower, x);
  return x;
}

/** The inverse of the matrix whose factor this is, which it takes the place of. */
export function inverseOf(lower: Square): Symmetric {
  invert(lower);
  const { size, width, cells } = lower;
  const inverse = zeros(size);
  for (let i = 0; i < size; i += 1) inverse.cells.set(cells.subarray(i * width, i * width + size), i * size);
  return inverse;
}
