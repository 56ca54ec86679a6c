import type { Highs } from "highs";
import type { Core } from "./core";
import { Master } from "./master.server";
import type { Scene } from "./price";
import type { Run } from "./problem";
import { firstPairs, relax } from "./relax.server";

/** Pairs, and what nothing exceeds: the sum at the floor that was reached, and the floor itself. */
export type Found = { codes: number[]; sumBound: number; floorBound: number };

/** How many of the best pairs of each entry the program starts with. */
const FIRST = 8;

/**
 * The largest sum. The rows of entries and jurors are those of a transport problem, whose matrix is totally unimodular:
 * a vertex of the linear program is a plan in whole pairs (Hoffman and Kruskal 1956), so its optimum is the optimum.
 */
export function largestSum(highs: Highs, core: Core, { plan, run }: { plan: number[]; run: Run }): Found {
  const scene: Scene = { core, open: core.open, floors: null, weight: 1 };
  const master = new Master(highs, scene);
  try {
    master.add(firstPairs(scene, { plan, most: FIRST }));
    const relaxed = relax(master, { aim: "sum", scene, run });
    const codes = relaxed.taken.filter(({ share }) => share > 0.5).map(({ code }) => code);
    // The pairs of a round that was finished, or, before the first one was, of the plan that showed that there is one.
    return { codes: codes.length > 0 ? codes : plan, sumBound: relaxed.bound, floorBound: Number.POSITIVE_INFINITY };
  } finally {
    master.dispose();
  }
}
