import { ok, type Result } from "~/kernel/result";
import { assign } from "./assign.server";
import { connect } from "./connect";
import { type Pair, type Plan, type Problem, type Progress, worthOf } from "./problem";

export type Repaired = {
  plan: Plan;
  /** Pairs that stood and stand no more, and pairs that are made instead. */
  given: Pair[];
  taken: Pair[];
};

/**
 * A plan that keeps as many of the standing pairs as it can, and among those plans the one with the largest sum: for a
 * juror who drops out (whose places are nought), or a new conflict. What is scored is pinned, and stays in any case.
 *
 * A standing pair is worth more than any exchange could gain: plans differ by cycles that meet each juror once, so that
 * one more pair kept is never outweighed by a cycle's differences of similarity.
 */
export async function repair(
  problem: Problem,
  standing: readonly Pair[],
  onProgress?: (progress: Progress) => void,
): Promise<Result<Repaired>> {
  const width = problem.jurors.length;
  const similarity = Float64Array.from(problem.similarity);
  for (const [entry, juror] of standing) {
    const code = entry * width + juror;
    similarity[code] = (problem.similarity[code] as number) + worthOfKeeping(problem);
  }
  const answer = await assign({ ...problem, similarity, mode: "sum", connected: false }, onProgress);
  if (!answer.ok) return answer;
  const { assignment, connection } = connect({ ...problem, mode: "sum" }, answer.value.assignment);
  const plan = { ...answer.value, ...worthOf(problem, assignment), assignment, connection };
  return ok({ plan, ...differenceOf(standing, assignment) });
}

function worthOfKeeping({ similarity, entries, jurors }: Problem): number {
  const highest = similarity.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const lowest = similarity.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return (highest - lowest || 1) * (Math.min(entries.length, jurors.length) + 2);
}

/** The pairs of a plan, entry by entry. */
export const pairsOf = (assignment: readonly (readonly number[])[]): Pair[] =>
  assignment.flatMap((row, entry) => row.map((juror): Pair => [entry, juror]));

/** What one plan gives up of another, and what it takes instead. */
export function differenceOf(standing: readonly Pair[], assignment: readonly (readonly number[])[]) {
  const stood = new Set(standing.map(([entry, juror]) => `${entry} ${juror}`));
  return {
    given: standing.filter(([entry, juror]) => !assignment[entry]?.includes(juror)),
    taken: pairsOf(assignment).filter(([entry, juror]) => !stood.has(`${entry} ${juror}`)),
  };
}
