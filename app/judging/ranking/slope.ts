import { type Equations, eachRow, type Row, solveFor, type Term, takeInverse } from "./equations";
import { type Point, squaresOf } from "./point";

export type Slope = { gradient: number[]; information: number[][] };

/** First derivatives of the deviance by the ratios, and the average information; takes the inverse. */
export function slopeAt({ prepared, ratios, variance, solution, equations }: Point): Slope {
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
