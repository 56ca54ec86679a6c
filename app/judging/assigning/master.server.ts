import type { Highs, Model } from "highs";
import type { Core } from "./core";
import type { Duals } from "./price";

/** What the program is to make large: the sum with a floor under every entry (null for none), or the floor itself. */
export type Aim = { of: "sum"; floor: number | null } | { of: "floor"; atMost: number };

/**
 * A linear program over some of the pairs, to which pairs are added: one row for each entry and each juror, and, where
 * floors are asked for, one for each entry that keeps its sum at or above the variable `t`. It starts from where its
 * last solution stood. Its memory lies outside the reach of the garbage collector: `dispose` gives it back.
 */
export class Master {
  readonly held: Uint8Array;
  readonly codes: number[] = [];
  private readonly model: Model;
  private readonly first: number;

  constructor(
    private readonly highs: Highs,
    private readonly core: Core,
    private readonly hasFloors: boolean,
  ) {
    this.held = new Uint8Array(core.entries * core.jurors);
    this.first = hasFloors ? 1 : 0;
    this.model = highs.createModel(this.empty());
    this.model.options.set({ output_flag: false, simplex_strategy: 4, presolve: "off", solver: "simplex" });
  }

  dispose(): void {
    this.model.dispose();
  }

  private empty() {
    const { entries, jurors, need, least, most, base, scale } = this.core;
    const floors = this.hasFloors
      ? [...base].map((given) => (Number.isNaN(given) ? -this.highs.infinity : -given / scale))
      : [];
    const asking = floors.flatMap((floor, entry) => (Number.isFinite(floor) ? [entries + jurors + entry] : []));
    const numRows = entries + jurors + floors.length;
    return {
      ...{ numCols: this.first, numRows },
      colCost: this.hasFloors ? [0] : [],
      colLower: this.hasFloors ? [0] : [],
      colUpper: this.hasFloors ? [0] : [],
      rowLower: [...need, ...least, ...floors],
      rowUpper: [...need, ...most, ...floors.map(() => this.highs.infinity)],
      matrix: {
        format: "csc" as const,
        ...{ numRows, numCols: this.first },
        starts: this.hasFloors ? [0, asking.length] : [0],
        indices: asking,
        values: asking.map(() => -1),
      },
    };
  }

  /** Takes pairs in that are not held yet. */
  add(candidates: Iterable<number>): void {
    const codes: number[] = [];
    for (const code of candidates) {
      if (this.held[code]) continue;
      this.held[code] = 1;
      codes.push(code);
    }
    if (codes.length === 0) return;
    const { entries, jurors, gain, scale } = this.core;
    const each = this.hasFloors ? 3 : 2;
    const indices = new Int32Array(codes.length * each);
    const values = new Float64Array(codes.length * each).fill(1);
    for (const [place, code] of codes.entries()) {
      const entry = Math.floor(code / jurors);
      indices[place * each] = entry;
      indices[place * each + 1] = entries + (code % jurors);
      if (this.hasFloors) {
        indices[place * each + 2] = entries + jurors + entry;
        values[place * each + 2] = (gain[code] as number) / scale;
      }
      this.codes.push(code);
    }
    const numRows = entries + jurors + (this.hasFloors ? entries : 0);
    const starts = Int32Array.from({ length: codes.length + 1 }, (_, place) => place * each);
    this.model.addCols({
      cost: Float64Array.from(codes, (code) => -this.weight * ((gain[code] as number) / scale)),
      lower: new Float64Array(codes.length),
      upper: new Float64Array(codes.length).fill(1),
      matrix: { format: "csc", numRows, numCols: codes.length, starts, indices, values },
    });
  }

  private weight = 1;

  /** Sets what is sought, and over which of the pairs; closed ones stay in the program at nought. */
  seek(aim: Aim, open: Uint8Array): void {
    const { gain, scale } = this.core;
    this.weight = aim.of === "sum" ? 1 : 0;
    const columns = { kind: "range", from: this.first, to: this.first + this.codes.length - 1 } as const;
    const costs = Float64Array.from(this.codes, (code) => -this.weight * ((gain[code] as number) / scale));
    const upper = Float64Array.from(this.codes, (code) => (open[code] ? 1 : 0));
    if (this.codes.length > 0) {
      this.model.changeColsCost(columns, costs);
      this.model.changeColsBounds(columns, new Float64Array(upper.length), upper);
    }
    if (!this.hasFloors) return;
    this.model.changeColCost(0, aim.of === "floor" ? -1 : 0);
    const [low, high] =
      aim.of === "floor"
        ? [lowest(this.core), aim.atMost]
        : [aim.floor ?? lowest(this.core), aim.floor ?? lowest(this.core)];
    this.model.changeColBounds(0, low / scale, high / scale);
  }

  /** Solves over the pairs that are held; false where time ran out first. */
  solve(deadline: number): boolean {
    const seconds = (deadline - performance.now()) / 1000;
    if (seconds <= 0) return false;
    this.model.zeroAllClocks();
    this.model.options.set("time_limit", Math.min(seconds, 1e9));
    const { modelStatus } = this.model.run();
    const { optimal, timeLimit, interrupted } = this.highs.constants.modelStatus;
    if (modelStatus === timeLimit || modelStatus === interrupted) return false;
    if (modelStatus !== optimal) throw new Error(`The linear program ended with status ${modelStatus}.`);
    return true;
  }

  /** Where the last solution stands: pairs with their shares between 0 and 1, `t`, and the duals of the rows. */
  solution(): { shares: Float64Array; floor: number; duals: Duals } {
    const { colValue, rowDual } = this.model.getSolution();
    const { entries, jurors, scale } = this.core;
    return {
      shares: colValue.subarray(this.first),
      floor: this.hasFloors ? (colValue[0] as number) * scale : Number.NEGATIVE_INFINITY,
      duals: {
        entry: rowDual.subarray(0, entries),
        juror: rowDual.subarray(entries, entries + jurors),
        floor: this.hasFloors
          ? rowDual.subarray(entries + jurors).map((dual) => Math.max(0, dual))
          : new Float64Array(),
      },
    };
  }
}

/** Below what any entry gets. */
export const lowest = ({ base, need, scale }: Core): number => {
  const most = need.reduce((a, b) => Math.max(a, b), 0);
  return Math.min(0, ...[...base].filter((given) => !Number.isNaN(given))) - scale * (most + 1);
};
