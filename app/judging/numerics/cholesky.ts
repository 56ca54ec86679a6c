/** A symmetric matrix by its full square, row by row. `width` is the size rounded up to a multiple of 4. */
export type Square = { size: number; width: number; cells: Float64Array };

/** Rows and columns that are worked on together, so that they stay in the processor's cache. */
const TILE = 96;

/** All zeros but ones on the diagonal beyond `size`, which factorises like any other part and touches nothing. */
export function square(size: number): Square {
  const width = Math.ceil(size / 4) * 4;
  const cells = new Float64Array(width * width);
  for (let i = size; i < width; i++) cells[i * width + i] = 1;
  return { size, width, cells };
}

type Product = { into: Float64Array; left: Float64Array; right: Float64Array; width: number };
type Tiles = { i: number; j: number; k: number };

/** into[I, J] −= left[I, K] · right[J, K]ᵀ for one tile of each, four rows by two columns at a time. */
function subtractProduct({ into, left, right, width }: Product, { i: i0, j: j0, k: k0 }: Tiles): void {
  const [iEnd, jEnd, kEnd] = [i0, j0, k0].map((from) => Math.min(from + TILE, width)) as [number, number, number];
  for (let i = i0; i < iEnd; i += 4) {
    const a0 = i * width;
    const a1 = a0 + width;
    const a2 = a1 + width;
    const a3 = a2 + width;
    for (let j = j0; j < jEnd; j += 2) {
      const b0 = j * width;
      const b1 = b0 + width;
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      let s20 = 0;
      let s21 = 0;
      let s30 = 0;
      let s31 = 0;
      for (let k = k0; k < kEnd; k++) {
        const x = right[b0 + k] as number;
        const y = right[b1 + k] as number;
        let row = left[a0 + k] as number;
        s00 += row * x;
        s01 += row * y;
        row = left[a1 + k] as number;
        s10 += row * x;
        s11 += row * y;
        row = left[a2 + k] as number;
        s20 += row * x;
        s21 += row * y;
        row = left[a3 + k] as number;
        s30 += row * x;
        s31 += row * y;
      }
      into[a0 + j] = (into[a0 + j] as number) - s00;
      into[a0 + j + 1] = (into[a0 + j + 1] as number) - s01;
      into[a1 + j] = (into[a1 + j] as number) - s10;
      into[a1 + j + 1] = (into[a1 + j + 1] as number) - s11;
      into[a2 + j] = (into[a2 + j] as number) - s20;
      into[a2 + j + 1] = (into[a2 + j + 1] as number) - s21;
      into[a3 + j] = (into[a3 + j] as number) - s30;
      into[a3 + j + 1] = (into[a3 + j + 1] as number) - s31;
    }
  }
}

type Rows = { from: number; to: number };

/** Each of these rows of x within the tile from `t`: x · L[T, T]ᵀ = what stands there. */
function solveRows({ into, right: lower, width }: Omit<Product, "left">, t: number, { from, to }: Rows): void {
  const end = Math.min(t + TILE, width);
  for (let i = from; i < to; i++) {
    const row = i * width;
    for (let j = t; j < end; j++) {
      const other = j * width;
      let sum = into[row + j] as number;
      for (let k = t; k < j; k++) sum -= (into[row + k] as number) * (lower[other + k] as number);
      into[row + j] = sum / (lower[other + j] as number);
    }
  }
}

/** False where the matrix is not positive definite. */
function factoriseDiagonal({ cells, width }: Square, t: number): boolean {
  const end = Math.min(t + TILE, width);
  for (let i = t; i < end; i++) {
    const row = i * width;
    for (let j = t; j <= i; j++) {
      const other = j * width;
      let sum = cells[row + j] as number;
      for (let k = t; k < j; k++) sum -= (cells[row + k] as number) * (cells[other + k] as number);
      if (i === j && !(sum > 0)) return false;
      cells[row + j] = i === j ? Math.sqrt(sum) : sum / (cells[other + j] as number);
    }
  }
  return true;
}

/**
 * Cholesky's factor L of a positive definite matrix, LLᵀ, in place of its lower triangle: column of tiles by column of
 * tiles (Golub and Van Loan 2013, "Matrix Computations", 4.2.6). False, with the work half done, where the matrix is
 * not positive definite.
 */
export function isFactorised(matrix: Square): boolean {
  const { cells, width } = matrix;
  const product = { into: cells, left: cells, right: cells, width };
  for (let j = 0; j < width; j += TILE) {
    for (let i = j; i < width; i += TILE) for (let k = 0; k < j; k += TILE) subtractProduct(product, { i, j, k });
    if (!factoriseDiagonal(matrix, j)) return false;
    solveRows(product, j, { from: Math.min(j + TILE, width), to: width });
  }
  return true;
}

/** The same for a matrix that has to be positive definite: throws where it is not. */
export function factorise(matrix: Square): void {
  if (!isFactorised(matrix)) throw new RangeError("the matrix is not positive definite");
}

/** log |LLᵀ|. */
export function logDeterminant({ size, width, cells }: Square): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += Math.log(cells[i * width + i] as number);
  return 2 * sum;
}

/** Lx = b in place. */
function solveLower({ size, width, cells }: Square, x: Float64Array): void {
  for (let i = 0; i < size; i++) {
    const row = i * width;
    let sum = x[i] as number;
    for (let j = 0; j < i; j++) sum -= (cells[row + j] as number) * (x[j] as number);
    x[i] = sum / (cells[row + i] as number);
  }
}

/** LLᵀx = b in place. */
export function solve(lower: Square, x: Float64Array): void {
  const { size, width, cells } = lower;
  solveLower(lower, x);
  for (let i = size - 1; i >= 0; i--) {
    const row = i * width;
    const value = (x[i] as number) / (cells[row + i] as number);
    x[i] = value;
    for (let j = 0; j < i; j++) x[j] = (x[j] as number) - (cells[row + j] as number) * value;
  }
}

/** (LLᵀ)⁻¹, both triangles, in place of L. */
export function invert(lower: Square): void {
  const { cells, width } = lower;
  // The inverse of Lᵀ: its rows are the columns of L⁻¹, so that every product below runs along rows.
  const upper = new Float64Array(width * width);
  for (let i = 0; i < width; i++) upper[i * width + i] = 1;
  const product = { into: upper, left: upper, right: cells, width };
  for (let i = 0; i < width; i += TILE) {
    for (let j = 0; j <= i; j += TILE) {
      for (let k = j; k < i; k += TILE) subtractProduct(product, { i: j, j: i, k });
      solveRows(product, i, { from: j, to: Math.min(j + TILE, width) });
    }
  }
  cells.fill(0);
  const whole = { into: cells, left: upper, right: upper, width };
  for (let i = 0; i < width; i += TILE)
    for (let j = 0; j <= i; j += TILE) for (let k = i; k < width; k += TILE) subtractProduct(whole, { i, j, k });
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      const value = -(cells[i * width + j] as number);
      cells[i * width + j] = value;
      cells[j * width + i] = value;
    }
  }
}
