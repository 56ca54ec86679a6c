import { type Core, coreOf } from "./core";
import { Flow } from "./flow";
import { loadsOf, type Problem } from "./problem";

/** Entries that each juror gets at least and at most; null: as even as conflicts allow. */
export type Loads = { least: number | null; most: number | null };

/**
 * The same bounds for every juror. Where they are not given, the most is as low as it can be, and the least as high as
 * it can be with it; pinned pairs stand in any case. Bounds that are given and cannot be held stay as they are, for the
 * solver to explain.
 */
export function withLoads(problem: Problem, { least, most }: Loads): Problem {
  const pins = loadsOf(
    problem.entries.map((_, entry) => problem.pinned.filter(([of]) => of === entry).map(([, juror]) => juror)),
    problem.jurors.length,
  );
  const core = coreOf({ ...problem, minLoad: pins, maxLoad: pins.map(() => problem.entries.length) });
  const fits = (low: number, high: number): boolean => isPossible(core, pins, { low, high });
  const asked = problem.reviews.reduce((sum, wish) => sum + wish, 0);
  const average = asked / Math.max(1, problem.jurors.length);
  const highest = most ?? firstWhere(Math.ceil(average), problem.entries.length, (high) => fits(least ?? 0, high));
  const lowest = least ?? lastWhere(Math.min(Math.floor(average), highest), (low) => fits(low, highest));
  return {
    ...problem,
    minLoad: pins.map((own) => Math.max(own, Math.min(lowest, Math.max(highest, own)))),
    maxLoad: pins.map((own) => Math.max(own, highest)),
  };
}

function isPossible(core: Core, pins: Int32Array, { low, high }: { low: number; high: number }): boolean {
  const beyond = (load: number) => core.jurorAt.map((juror) => Math.max(0, load - (pins[juror] as number)));
  const [least, most] = [beyond(Math.min(low, high)), beyond(high)];
  const flow = new Flow(core);
  flow.fill(least);
  if (least.some((load, juror) => (flow.load[juror] as number) < load)) return false;
  flow.fill(most);
  return flow.lacks.every((lacks) => lacks === 0);
}

/** The first number from `low` up to `high` where it is so, which it is from there on; `high` where there is none. */
function firstWhere(low: number, high: number, isSo: (number: number) => boolean): number {
  let [from, to] = [low, Math.max(low, high)];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isSo(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The last number from nought up to `high` where it is so; 0 where there is none. */
const lastWhere = (high: number, isSo: (number: number) => boolean): number =>
  Math.max(0, firstWhere(0, high + 1, (number) => number > high || !isSo(number)) - 1);
