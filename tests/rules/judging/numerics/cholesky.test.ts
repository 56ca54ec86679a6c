import { expect, test } from "vitest";
import { factorise, invert, logDeterminant, type Square, solve, square } from "~/judging/numerics/cholesky";
import { seeded } from "~/kernel/random";

/** A positive definite matrix, and its whole square for checking. */
function made(size: number): { matrix: Square; whole: number[][] } {
  const random = seeded(`matrix ${size}`);
  const root = Array.from({ length: size }, () => Array.from({ length: size }, () => random() - 0.5));
  const whole = root.map((a, i) =>
    root.map((b, j) => a.reduce((sum, x, k) => sum + x * (b[k] as number), 0) + (i === j ? 1 : 0)),
  );
  const matrix = square(size);
  for (const [i, row] of whole.entries())
    for (const [j, value] of row.slice(0, i + 1).entries()) matrix.cells[i * matrix.width + j] = value;
  return { matrix, whole };
}

const SIZES = [1, 2, 3, 4, 5, 95, 96, 97, 203];

test("what is solved by the factor fulfils the equations, for sizes around those of the tiles", () => {
  for (const size of SIZES) {
    const { matrix, whole } = made(size);
    factorise(matrix);
    const x = Float64Array.from({ length: size }, (_, i) => i - size / 3);
    const b = Float64Array.from(whole, (row) => row.reduce((sum, value, j) => sum + value * (x[j] as number), 0));
    solve(matrix, b);
    for (let i = 0; i < size; i++) expect(b[i]).toBeCloseTo(x[i] as number, 8);
  }
});

test("the inverse times the matrix is one", () => {
  for (const size of SIZES) {
    const { matrix, whole } = made(size);
    factorise(matrix);
    invert(matrix);
    for (const i of [0, Math.floor(size / 2), size - 1])
      for (let j = 0; j < size; j++) {
        const cell = whole.reduce(
          (sum, row, k) => sum + (matrix.cells[i * matrix.width + k] as number) * (row[j] as number),
          0,
        );
        expect(cell).toBeCloseTo(i === j ? 1 : 0, 9);
      }
  }
});

test("the logarithm of the determinant is that of the pivots", () => {
  const matrix = square(2);
  matrix.cells.set([4, 0], 0);
  matrix.cells.set([2, 3], matrix.width);
  factorise(matrix);
  expect(logDeterminant(matrix)).toBeCloseTo(Math.log(4 * 3 - 2 * 2), 12);
});

test("a matrix that is not positive definite is refused", () => {
  const matrix = square(2);
  matrix.cells.set([1, 0], 0);
  matrix.cells.set([2, 1], matrix.width);
  expect(() => factorise(matrix)).toThrow(RangeError);
});
