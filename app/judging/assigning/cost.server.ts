import { ok, type Result, refused } from "~/kernel/result";
import { assign } from "./assign.server";
import type { Pair, Plan, Problem } from "./problem";
import { whyNotPossible } from "./read-problem";
import { differenceOf, pairsOf } from "./repair.server";

/** What a chair may wish: a pair that must stand, one that must not, or a juror in another's place. */
export type Wish =
  | { kind: "pin"; entry: number; juror: number }
  | { kind: "forbid"; entry: number; juror: number }
  | { kind: "move"; entry: number; from: number; to: number };

/** What a wish takes from the sum and from the smallest sum, how many pairs change, and the plan that it leads to. */
export type Cost = { sum: number; min: number; changes: number; plan: Plan };

/** The cost of a wish beside the plan without it, both planned afresh, before anybody says yes. */
export async function costOf(problem: Problem, before: Plan, wish: Wish): Promise<Result<Cost>> {
  const wished = withWish(problem, wish);
  const refusal = whyNotPossible(wished);
  if (refusal) return refused(refusal);
  const after = await assign(wished);
  if (!after.ok) return after;
  const { taken } = differenceOf(pairsOf(before.assignment), after.value.assignment);
  const { sum, min } = after.value;
  return ok({ sum: before.sum - sum, min: before.min - min, changes: taken.length, plan: after.value });
}

/** The problem with a wish in it; a pair that is pinned already stays pinned once. */
export function withWish(problem: Problem, wish: Wish): Problem {
  if (wish.kind === "move") {
    const freed = withWish(problem, { kind: "forbid", entry: wish.entry, juror: wish.from });
    return withWish(freed, { kind: "pin", entry: wish.entry, juror: wish.to });
  }
  const isOther = ([entry, juror]: Pair) => entry !== wish.entry || juror !== wish.juror;
  const others = problem.pinned.filter(isOther);
  if (wish.kind === "pin") return { ...problem, pinned: [...others, [wish.entry, wish.juror]] };
  const forbidden = Uint8Array.from(problem.forbidden);
  forbidden[wish.entry * problem.jurors.length + wish.juror] = 1;
  return { ...problem, forbidden, pinned: others };
}
