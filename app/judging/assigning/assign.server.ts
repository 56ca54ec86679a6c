import loadHighs, { type Highs } from "highs";
import { ok, refuse } from "~/kernel/result";
import { connect } from "./connect";
import { assignmentOf, type Core, coreOf, worthIn } from "./core";
import { fairest } from "./fairest.server";
import { type Found, largestSum } from "./largest-sum.server";
import { type Answer, type Plan, type Problem, type Progress, type Run, worthOf } from "./problem";
import { feasibleFlow, shortageWords } from "./shortage";

/** A share of the largest similarity: what lies within it of a bound has reached it. */
const NEAR = 1e-6;

let loading: Promise<Highs> | undefined;

/** The solver, once for each thread: what a model takes of its memory is given back with the model. */
export const solver = (): Promise<Highs> => {
  loading ??= loadHighs();
  return loading;
};

/** Assigns in the thread that calls: for what is small, or where there is a thread for it (`assign-in-thread.server.ts`). */
export async function assign(problem: Problem, onProgress: (progress: Progress) => void = () => {}): Promise<Answer> {
  const deadline = problem.seconds === null ? Number.POSITIVE_INFINITY : performance.now() + problem.seconds * 1000;
  const highs = await solver();
  const core = coreOf(problem);
  const found = feasibleFlow(core);
  if (!("flow" in found)) return refuse("infeasible", shortageWords(found.shortage, core, problem));
  return ok(
    planOf(problem, core, best(highs, core, problem, { plan: found.flow.codes(), run: { deadline, onProgress } })),
  );
}

function best(highs: Highs, core: Core, { mode }: Problem, start: { plan: number[]; run: Run }): Found {
  // Where pins leave nothing to decide, there is one plan.
  if (start.plan.length === 0) return { codes: [], sumBound: 0, floorBound: worthIn(core, []).min };
  return mode === "fair" ? fairest(highs, core, start) : largestSum(highs, core, start);
}

/** The plan in the problem's own places, connected where that was asked for, with what is proven of it. */
export function planOf(problem: Problem, core: Core, { codes, sumBound, floorBound }: Found): Plan {
  const found = assignmentOf(core, codes, problem.pinned);
  const pinnedSum = problem.pinned.reduce(
    (sum, [entry, juror]) => sum + (problem.similarity[entry * problem.jurors.length + juror] as number),
    0,
  );
  const { assignment, connection } = connect(problem, found);
  const { sum, min } = worthOf(problem, assignment);
  const near = (distance: number) => (distance > NEAR * core.scale ? distance : 0);
  const gap = near(sumBound + pinnedSum - sum);
  const minGap = problem.mode === "fair" ? near(floorBound - min) : 0;
  return { assignment, sum, min, isOptimal: gap === 0 && minGap === 0, gap, minGap, connection };
}
