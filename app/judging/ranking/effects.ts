import { type Equations, eachRow } from "./equations";
import type { Fit } from "./reml";
import { ownInverse } from "./slope";

/**
 * The effects of one term and how uncertain they are: Henderson's equations (1975, "Best linear unbiased estimation and
 * prediction under a selection model"), whose inverse times the error's variance is the covariance C of what is
 * estimated less what is true. It holds the uncertainty of the mean and of all other effects, not that of the variances.
 */
export type Effects = {
  estimates: Float64Array;
  /** The diagonal of C. */
  variances: Float64Array;
  /** One column of C. */
  covariancesWith(level: number): Float64Array;
};

export function effectsOf(fit: Fit, term: number): Effects {
  const { equations, variance, ratios } = fit;
  const { prepared, left } = equations;
  const scale = variance * (ratios[term] as number);
  const root = Math.sqrt(ratios[term] as number);
  if (term === prepared.eliminated) return eliminatedEffects(fit, { scale, root });
  const { cells, width } = left;
  const offset = prepared.offsets[term] as number;
  const { levels } = prepared.design.terms[term] as { levels: number };
  return {
    estimates: fit.solution.kept.slice(offset, offset + levels).map((value) => root * value),
    variances: Float64Array.from({ length: levels }, (_, i) => scale * (cells[(offset + i) * (width + 1)] as number)),
    covariancesWith: (level) => {
      const from = (offset + level) * width + offset;
      return cells.slice(from, from + levels).map((value) => scale * value);
    },
  };
}

function eliminatedEffects({ equations, solution }: Fit, { scale, root }: { scale: number; root: number }): Effects {
  const variances = new Float64Array(equations.diagonal.length);
  eachRow(equations, (level, row) => {
    variances[level] = scale * ownInverse(equations, level, row);
  });
  return {
    estimates: solution.eliminated.map((value) => root * value),
    variances,
    covariancesWith: (level) => {
      const column = inverseColumn(equations, level);
      const own = equations.diagonal[level] as number;
      const covariances = new Float64Array(variances.length);
      eachRow(equations, (other, { n, at, values }) => {
        let form = 0;
        for (let a = 0; a < n; a++) form += (values[a] as number) * (column[at[a] as number] as number);
        covariances[other] = (scale * root * root * form) / (own * (equations.diagonal[other] as number));
      });
      covariances[level] = variances[level] as number;
      return covariances;
    },
  };
}

/** The inverse times one eliminated level's columns. */
function inverseColumn(equations: Equations, wanted: number): Float64Array {
  const { cells, width, size } = equations.left;
  const column = new Float64Array(size);
  eachRow(
    equations,
    (_, { n, at, values }) => {
      for (let a = 0; a < n; a++) {
        const from = (at[a] as number) * width;
        const value = values[a] as number;
        for (let j = 0; j < size; j++) column[j] = (column[j] as number) + value * (cells[from + j] as number);
      }
    },
    { from: wanted, to: wanted + 1 },
  );
  return column;
}

/** The fixed effects, each with its standard error. */
export function fixedEffects({ equations, solution, variance }: Fit): { estimate: number; sd: number }[] {
  const { prepared, left } = equations;
  const { fixedAt, size } = prepared;
  return Array.from({ length: size - fixedAt }, (_, c) => ({
    estimate: solution.kept[fixedAt + c] as number,
    sd: Math.sqrt(variance * (left.cells[(fixedAt + c) * (left.width + 1)] as number)),
  }));
}
