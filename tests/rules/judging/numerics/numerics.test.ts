import fc from "fast-check";
import { expect, test } from "vitest";
import { climb } from "~/judging/numerics/climb";
import { fQuantile } from "~/judging/numerics/f-distribution";
import { hermiteRule, integral } from "~/judging/numerics/quadrature";
import { at, choleskyOf, inverseOf, solved } from "~/judging/numerics/symmetric";

test("a rule of n nodes integrates the moments of the normal curve up to 2n − 1 exactly", () => {
  for (const count of [1, 2, 5, 10, 15, 21, 31]) {
    const { nodes, weights } = hermiteRule(count);
    let moment = Math.sqrt(Math.PI);
    for (let power = 0; power <= Math.min(2 * count - 1, 12); power += 2) {
      const sum = nodes.reduce((total, node, i) => total + (weights[i] as number) * node ** power, 0);
      expect(sum / moment).toBeCloseTo(1, 11);
      moment *= (power + 1) / 2;
    }
  }
});

test("adaptive quadrature finds a normal curve wherever it lies, and its points hold its mean and variance", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: 0.01, max: 20, noNaN: true }),
      (mean, sd) => {
        const { log, points } = integral((u) => {
          const z = (u - mean) / sd;
          return { value: -0.5 * z * z, slope: -z / sd, bend: -1 / sd ** 2 };
        }, 10);
        expect(log).toBeCloseTo(Math.log(sd * Math.sqrt(2 * Math.PI)), 9);
        const found = points.reduce((sum, { u, share }) => sum + share * u, 0);
        expect(found).toBeCloseTo(mean, 7);
        expect(points.reduce((sum, { u, share }) => sum + share * (u - found) ** 2, 0) / sd ** 2).toBeCloseTo(1, 7);
      },
    ),
  );
});

test("a symmetric positive definite system is solved and inverted; any other is none", () => {
  const matrix = { size: 3, cells: Float64Array.from([4, 1, 2, 1, 3, 0, 2, 0, 5]) };
  const lower = choleskyOf(matrix);
  if (!lower) throw new Error("it is positive definite");
  const x = solved(lower, [1, 2, 3]);
  for (const [i, wanted] of [1, 2, 3].entries())
    expect([0, 1, 2].reduce((sum, j) => sum + at(matrix, i, j) * (x[j] as number), 0)).toBeCloseTo(wanted, 12);
  const inverse = inverseOf(lower);
  expect([0, 1, 2].reduce((sum, j) => sum + at(matrix, 1, j) * at(inverse, j, 1), 0)).toBeCloseTo(1, 12);
  expect(choleskyOf({ size: 2, cells: Float64Array.from([1, 2, 2, 1]) })).toBeNull();
  expect(choleskyOf({ size: 2, cells: Float64Array.from([1, 1, 1, 1]) })).toBeNull();
});

test("Fisher's F has its tabled bounds", () => {
  expect(fQuantile(0.95, 1, 10)).toBeCloseTo(4.9646, 4);
  expect(fQuantile(0.95, 5, 15)).toBeCloseTo(2.9013, 4);
  expect(fQuantile(0.99, 10, 20)).toBeCloseTo(3.3682, 4);
});

test("the climb finds the top of a bent valley", () => {
  const { x, isThere } = climb(
    ([a = 0, b = 0]) => ({
      value: -((1 - a) ** 2) - 100 * (b - a * a) ** 2,
      gradient: Float64Array.from([2 * (1 - a) + 400 * a * (b - a * a), -200 * (b - a * a)]),
    }),
    Float64Array.from([-1.2, 1]),
  );
  expect(isThere).toBe(true);
  for (const value of x) expect(value).toBeCloseTo(1, 4);
});
