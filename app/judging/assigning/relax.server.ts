import type { Core } from "./core";
import { type Aim, lowest, type Master } from "./master.server";
import { type Duals, leastCost, price } from "./price";
import type { Run } from "./problem";

/** The best of a linear program over every open pair, or what is known of it when time ran out. */
export type Relaxed = {
  /** What is never exceeded: the sum, or the floor. */
  bound: number;
  isSolved: boolean;
  /** Pairs taken at least in part, with their shares. */
  taken: { code: number; share: number }[];
  floor: number;
  /** The duals that give the bound; null where there are none. */
  duals: Duals | null;
};

/** How many pairs of one entry enter at once. */
const ENTERING = 12;

/** Column generation: solve over few pairs, price all, take in what helps, until nothing does. */
export function relax(
  core: Core,
  master: Master,
  { aim, open, run }: { aim: Aim; open: Uint8Array; run: Run },
): Relaxed {
  const weight = aim.of === "sum" ? 1 : 0;
  master.seek(aim, open);
  let best: Relaxed = {
    bound: Number.POSITIVE_INFINITY,
    isSolved: false,
    taken: [],
    floor: Number.NEGATIVE_INFINITY,
    duals: null,
  };
  while (master.solve(run.deadline)) {
    const { shares, floor, duals } = master.solution();
    const { entering, slack } = price(core, open, duals, { weight, held: master.held, most: ENTERING });
    const bound = boundOf(core, aim, duals, slack);
    const taken = master.codes.flatMap((code, place) =>
      (shares[place] as number) > 1e-7 ? [{ code, share: shares[place] as number }] : [],
    );
    const isBetter = bound <= best.bound;
    best = { ...best, taken, floor, ...(isBetter ? { bound, duals } : {}) };
    // A floor that is as high as it may be needs no more pairs.
    const isSolved = entering.length === 0 || (aim.of === "floor" && floor >= aim.atMost - 1e-7 * core.scale);
    run.onProgress({ step: aim.of === "sum" ? "largest sum" : "highest floor", pairs: master.codes.length, gap: null });
    if (isSolved)
      return { ...best, isSolved, bound: aim.of === "floor" && entering.length > 0 ? aim.atMost : best.bound };
    master.add(entering);
  }
  return best;
}

function boundOf(core: Core, aim: Aim, duals: Duals, slack: number): number {
  const given = (entry: number) => (Number.isNaN(core.base[entry] as number) ? 0 : (core.base[entry] as number));
  const floor = aim.of === "sum" ? (aim.floor ?? lowest(core)) : 0;
  const cost = leastCost(core, duals, slack, (entry) => (floor - given(entry)) / core.scale);
  if (aim.of === "sum") return -cost * core.scale;
  const ofFloor = duals.floor.reduce((a, b) => a + b, 0) - 1;
  return -cost * core.scale - ofFloor * (ofFloor > 0 ? lowest(core) : aim.atMost);
}

/** A first set of pairs: those of a plan, and the best of each entry and of each juror. */
export function firstPairs(
  core: Core,
  open: Uint8Array,
  { plan, most }: { plan: number[]; most: number },
): Set<number> {
  const { entries, jurors, gain } = core;
  const pairs = new Set(plan);
  const best = (codes: number[], room: number) => {
    codes.sort((a, b) => (gain[b] as number) - (gain[a] as number) || a - b);
    for (const code of codes.slice(0, room)) pairs.add(code);
  };
  for (let entry = 0; entry < entries; entry++) {
    if ((core.need[entry] as number) === 0) continue;
    const own: number[] = [];
    for (let code = entry * jurors; code < (entry + 1) * jurors; code++) if (open[code]) own.push(code);
    best(own, Math.max(most, 2 * (core.need[entry] as number)));
  }
  for (let juror = 0; juror < jurors; juror++) {
    const own: number[] = [];
    for (let code = juror; code < entries * jurors; code += jurors)
      if (open[code] && (core.need[Math.floor(code / jurors)] as number) > 0) own.push(code);
    best(own, core.most[juror] as number);
  }
  return pairs;
}
