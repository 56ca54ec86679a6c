import type { Highs, Model, ModelData } from "highs";
import type { Core } from "./core";
import { type Floors, lowest } from "./floors";
import type { Duals, Scene } from "./price";
import { columnsOf, type Rows, rowsOf } from "./program";

/** What the program is to make large: the sum over the floors, or the floor itself up to a height. */
export type Aim = "sum" | { atMost: number };

/**
 * A linear program over some of the pairs, to which pairs are added. With floors, the rows of sums keep each entry's
 * sum at or above the variable `t`. It starts from where its last solution stood. Its memory lies outside the reach of
 * the garbage collector: `dispose` gives it back.
 */
export class Master {
  readonly held: Uint8Array;
  readonly codes: number[] = [];
  private readonly model: Model;
  private readonly first: number;
  private readonly height: number;
  private weight = 1;

  constructor(
    private readonly highs: Highs,
    private readonly scene: Scene,
  ) {
    const { core, floors } = scene;
    this.held = new Uint8Array(core.entries * core.jurors);
    this.first = floors ? 1 : 0;
    const rows = rowsOf(core, floors, 0);
    // Where a floor is sought, its levels give way as far as it is not reached.
    if (floors)
      for (let row = rows.lower.length - floors.least.length; row < rows.lower.length; row++)
        rows.lower[row] = (rows.lower[row] as number) - (floors.slope * floors.floor) / core.scale;
    this.height = rows.lower.length;
    this.model = highs.createModel(emptyProgram(core, floors, rows));
    this.model.options.set({ output_flag: false, simplex_strategy: 1, presolve: "off", solver: "simplex" });
  }

  dispose(): void {
    this.model.dispose();
  }

  /** Takes pairs in that are not held yet. */
  add(candidates: Iterable<number>): void {
    const codes: number[] = [];
    for (const code of candidates) {
      if (this.held[code] || !this.scene.open[code]) continue;
      this.held[code] = 1;
      codes.push(code);
      this.codes.push(code);
    }
    if (codes.length === 0) return;
    this.model.addCols({
      cost: this.costs(codes),
      lower: new Float64Array(codes.length),
      upper: new Float64Array(codes.length).fill(1),
      matrix: columnsOf(this.scene.core, this.scene.floors, codes, this.height),
    });
  }

  private costs(codes: number[]): Float64Array {
    const { gain, scale } = this.scene.core;
    return Float64Array.from(codes, (code) => (-this.weight * (gain[code] as number)) / scale);
  }

  /** Sets what is sought. */
  seek(aim: Aim): void {
    const { core, floors } = this.scene;
    this.weight = aim === "sum" ? 1 : 0;
    if (this.codes.length > 0)
      this.model.changeColsCost(
        { kind: "range", from: this.first, to: this.first + this.codes.length - 1 },
        this.costs(this.codes),
      );
    if (!floors) return;
    this.model.changeColCost(0, aim === "sum" ? 0 : -1);
    const [low, high] = aim === "sum" ? [floors.floor, floors.floor] : [lowest(core), aim.atMost];
    this.model.changeColBounds(0, low / core.scale, high / core.scale);
  }

  /** Solves over the pairs that are held; false where time ran out first, or where they allow no solution. */
  solve(deadline: number): "solved" | "impossible" | "late" {
    const seconds = (deadline - performance.now()) / 1000;
    if (seconds <= 0) return "late";
    this.model.zeroAllClocks();
    this.model.options.set("time_limit", Math.min(seconds, 1e9));
    const { modelStatus } = this.model.run();
    const { optimal, timeLimit, interrupted, infeasible } = this.highs.constants.modelStatus;
    if (modelStatus === optimal) return "solved";
    if (modelStatus === infeasible) return "impossible";
    if (modelStatus === timeLimit || modelStatus === interrupted) return "late";
    throw new Error(`The linear program ended with status ${modelStatus}.`);
  }

  /** Where the last solution stands: pairs with their shares between 0 and 1, `t`, and the duals of the rows. */
  solution(): { shares: Float64Array; floor: number; duals: Duals } {
    const { colValue, rowDual } = this.model.getSolution();
    const { core, floors } = this.scene;
    const { entries, jurors } = core;
    const pressing = (from: number, to: number) => rowDual.subarray(from, to).map((dual) => Math.max(0, dual));
    const [sums, levels] = [entries + jurors, entries + jurors + entries];
    return {
      shares: colValue.subarray(this.first),
      floor: floors ? (colValue[0] as number) * core.scale : Number.NEGATIVE_INFINITY,
      duals: {
        entry: rowDual.subarray(0, entries),
        juror: rowDual.subarray(entries, sums),
        floor: floors ? pressing(sums, levels) : new Float64Array(),
        level: floors ? pressing(levels, this.height) : new Float64Array(),
      },
    };
  }
}

/** All rows, and no column but `t`. */
function emptyProgram(core: Core, floors: Floors | null, { lower, upper }: Rows): ModelData {
  const sums = core.entries + core.jurors;
  const asking = floors ? [...core.base.keys()].filter((entry) => !Number.isNaN(core.base[entry])) : [];
  const levels = floors ? [...floors.least.keys()] : [];
  const first = floors ? 1 : 0;
  return {
    ...{ numCols: first, numRows: lower.length, rowLower: lower, rowUpper: upper },
    ...{ colCost: new Float64Array(first), colLower: new Float64Array(first), colUpper: new Float64Array(first) },
    matrix: {
      format: "csc",
      ...{ numRows: lower.length, numCols: first },
      starts: floors ? [0, asking.length + levels.length] : [0],
      indices: [...asking.map((entry) => sums + entry), ...levels.map((level) => sums + core.entries + level)],
      values: [...asking.map(() => -1), ...levels.map(() => -(floors?.slope ?? 0))],
    },
  };
}
