import { lowest } from "./floors";
import type { Aim, Master } from "./master.server";
import { type Duals, leastCost, price, type Scene } from "./price";
import type { Run } from "./problem";

/** The best of a linear program over every open pair, or what is known of it when time ran out. */
export type Relaxed = {
  /** What is never exceeded: the sum, or the floor. */
  bound: number;
  isSolved: boolean;
  /** True where the pairs that were held allow no solution: others may. */
  isStuck: boolean;
  /** Pairs taken at least in part, with their shares. */
  taken: { code: number; share: number }[];
  /** The duals that give the bound; null where there are none. */
  duals: Duals | null;
};

/** How many pairs of one entry enter at once. */
const ENTERING = 12;

/** Column generation: solve over few pairs, price all, take in what helps, until nothing does. */
export function relax(master: Master, { aim, scene: given, run }: { aim: Aim; scene: Scene; run: Run }): Relaxed {
  const scene = { ...given, weight: aim === "sum" ? 1 : 0 };
  master.seek(aim);
  let best: Relaxed = { bound: Number.POSITIVE_INFINITY, isSolved: false, isStuck: false, taken: [], duals: null };
  while (true) {
    const state = master.solve(run.deadline);
    if (state !== "solved") return { ...best, isStuck: state === "impossible" };
    const { shares, floor, duals } = master.solution();
    const { entering, slack } = price(scene, duals, { held: master.held, most: ENTERING });
    const bound = boundOf(scene, aim, duals, slack);
    const taken = master.codes.flatMap((code, place) =>
      (shares[place] as number) > 1e-7 ? [{ code, share: shares[place] as number }] : [],
    );
    best = { ...best, taken, ...(bound <= best.bound ? { bound, duals } : {}) };
    run.onProgress({ step: aim === "sum" ? "largest sum" : "highest floor", pairs: master.codes.length, gap: null });
    // A floor that is as high as it may be needs no more pairs.
    if (aim !== "sum" && floor >= aim.atMost - 1e-7 * scene.core.scale)
      return { ...best, isSolved: true, bound: aim.atMost };
    if (entering.length === 0) return { ...best, isSolved: true };
    master.add(entering);
  }
}

function boundOf(scene: Scene, aim: Aim, duals: Duals, slack: number): number {
  const { core, floors } = scene;
  if (aim === "sum") return -leastCost(scene, duals, { slack, floor: floors?.floor ?? 0 }) * core.scale;
  const ofLevels = (floors?.slope ?? 0) * sumOf(duals.level);
  const ofFloor = sumOf(duals.floor) + ofLevels - 1;
  const cost = leastCost(scene, duals, { slack, floor: 0 }) * core.scale - ofLevels * (floors?.floor ?? 0);
  return -cost - ofFloor * (ofFloor > 0 ? lowest(core) : aim.atMost);
}

const sumOf = (numbers: Float64Array): number => numbers.reduce((a, b) => a + b, 0);

/** A first set of pairs: those of a plan, and the best of each entry and of each juror. */
export function firstPairs({ core, open }: Scene, { plan, most }: { plan: number[]; most: number }): Set<number> {
  const { entries, jurors, gain, need } = core;
  const pairs = new Set(plan);
  const best = (codes: number[], room: number) => {
    codes.sort((a, b) => (gain[b] as number) - (gain[a] as number) || a - b);
    for (const code of codes.slice(0, room)) pairs.add(code);
  };
  const isOpen = (code: number) => open[code] && (need[Math.floor(code / jurors)] as number) > 0;
  for (let entry = 0; entry < entries; entry++) {
    const own = Array.from({ length: jurors }, (_, juror) => entry * jurors + juror).filter(isOpen);
    best(own, Math.max(most, 2 * (need[entry] as number)));
  }
  for (let juror = 0; juror < jurors; juror++) {
    const own = Array.from({ length: entries }, (_, entry) => entry * jurors + juror).filter(isOpen);
    best(own, core.most[juror] as number);
  }
  return pairs;
}
