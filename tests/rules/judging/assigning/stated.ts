import type { Answer, Pair, Plan, Problem } from "~/judging/assigning/problem";
import { readProblem, type Stated, type Wanted } from "~/judging/assigning/read-problem";

const wanted: Wanted = { mode: "sum", seed: "1", seconds: null, connected: false };

/** A problem as a test states it: no conflicts and no least loads unless it says so. */
export function problemOf(stated: Stated, wishes: Partial<Wanted> = {}): Problem {
  const problem = readProblem(stated, { ...wanted, ...wishes });
  if (!problem.ok) throw new Error(problem.refusal.message);
  return problem.value;
}

/** What is said of a stated problem that cannot be read. */
export function complaint(stated: unknown): string {
  const problem = readProblem(stated, wanted);
  return problem.ok ? "nothing" : problem.refusal.message;
}

export function planIn(answer: Answer): Plan {
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.value;
}

/** Every promise that a plan makes, whatever it is worth. */
export function brokenPromises(
  { entries, jurors, forbidden, reviews, minLoad, maxLoad, pinned }: Problem,
  { assignment }: Plan,
): string[] {
  const loads = jurors.map(() => 0);
  const broken: string[] = [];
  for (const [entry, row] of assignment.entries()) {
    if (row.length !== reviews[entry]) broken.push(`${entries[entry]} has ${row.length} reviews`);
    if (new Set(row).size !== row.length) broken.push(`${entries[entry]} has a juror twice`);
    for (const juror of row) {
      loads[juror] = (loads[juror] as number) + 1;
      if (forbidden[entry * jurors.length + juror]) broken.push(`${jurors[juror]} scores ${entries[entry]}`);
    }
  }
  for (const [juror, load] of loads.entries())
    if (load < (minLoad[juror] as number) || load > (maxLoad[juror] as number))
      broken.push(`${jurors[juror]} has ${load}`);
  for (const [entry, juror] of pinned)
    if (!assignment[entry]?.includes(juror)) broken.push(`${jurors[juror]} is not pinned`);
  return broken;
}

const subsets = (items: number[], size: number): number[][] =>
  size === 0
    ? [[]]
    : items.flatMap((item, index) => subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));

/** Every plan that keeps all promises, by trying all: for tiny problems only. */
export function everyPlan({ jurors, entries, forbidden, reviews, minLoad, maxLoad, pinned }: Problem): number[][][] {
  const width = jurors.length;
  const isPinned = ([entry, juror]: Pair, at: number, row: number[]) => entry !== at || row.includes(juror);
  const choices = entries.map((_, entry) =>
    subsets(
      jurors.map((_, juror) => juror).filter((juror) => !forbidden[entry * width + juror]),
      reviews[entry] as number,
    ).filter((row) => pinned.every((pair) => isPinned(pair, entry, row))),
  );
  const plans: number[][][] = [];
  const walk = (rows: number[][], loads: number[]) => {
    if (rows.length === entries.length) {
      if (loads.every((load, juror) => load >= (minLoad[juror] as number))) plans.push(rows);
      return;
    }
    for (const row of choices[rows.length] ?? []) {
      const next = loads.map((load, juror) => load + (row.includes(juror) ? 1 : 0));
      if (next.every((load, juror) => load <= (maxLoad[juror] as number))) walk([...rows, row], next);
    }
  };
  walk(
    [],
    jurors.map(() => 0),
  );
  return plans;
}
