/** A symmetric matrix, row after row. */
export type Symmetric = { size: number; cells: Float64Array };

export const zeros = (size: number): Symmetric => ({ size, cells: new Float64Array(size * size) });

/** Adds to the cell of row i and column j, and not to its mirror image. */
export function addAt({ size, cells }: Symmetric, i: number, j: number, value: number): void {
  cells[i * size + j] = (cells[i * size + j] as number) + value;
}

export const at = ({ size, cells }: Symmetric, i: number, j: number): number => cells[i * size + j] as number;

/**
 * The lower triangle L with L·Lᵀ equal to the matrix (Cholesky), of which the lower triangle alone is read. Null where
 * the matrix is not positive definite.
 */
export function choleskyOf({ size, cells }: Symmetric): Symmetric | null {
  const lower = Float64Array.from(cells);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = lower[i * size + j] as number;
      for (let k = 0; k < j; k += 1) sum -= (lower[i * size + k] as number) * (lower[j * size + k] as number);
      if (i > j) lower[i * size + j] = sum / (lower[j * size + j] as number);
      else if (sum > 1e-14 * Math.abs(cells[i * size + i] as number)) lower[i * size + i] = Math.sqrt(sum);
      else return null;
    }
    lower.fill(0, i * size + i + 1, (i + 1) * size);
  }
  return { size, cells: lower };
}

/** x with L·Lᵀ·x = b. */
export function solved({ size, cells }: Symmetric, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i += 1) {
    let sum = x[i] as number;
    for (let k = 0; k < i; k += 1) sum -= (cells[i * size + k] as number) * (x[k] as number);
    x[i] = sum / (cells[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    const value = (x[i] as number) / (cells[i * size + i] as number);
    x[i] = value;
    for (let k = 0; k < i; k += 1) x[k] = (x[k] as number) - (cells[i * size + k] as number) * value;
  }
  return x;
}

/** The inverse of the matrix whose Cholesky triangle this is. */
export function inverseOf(lower: Symmetric): Symmetric {
  const { size } = lower;
  const inverse = zeros(size);
  const unit = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    unit.fill(0);
    unit[i] = 1;
    inverse.cells.set(solved(lower, unit), i * size);
  }
  return inverse;
}
