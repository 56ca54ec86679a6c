import { ok, type Result, refuse } from "~/kernel/result";
import { middleRanks } from "./kendall";
import type { ScoreTable } from "./score-table";

/** What may be compared: only whether scores are equal, their order, their distance, or their proportion. */
export type Metric = "nominal" | "ordinal" | "interval" | "ratio";

type Pairs = (values: number[]) => number;

/** With more different scores than this, comparing each with each takes too long. */
const MOST_RATIO_VALUES = 20_000;

/**
 * Krippendorff's α (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability): 1 − observed over expected
 * disagreement, over the entries that two jurors or more scored. 1 where jurors agree wholly, 0 where they agree as
 * chance would, below where less. Scores may be missing.
 */
export function krippendorffAlpha(table: ScoreTable, metric: Metric): Result<number> {
  const given = table.cells.map((row) => row.filter((cell) => cell !== null)).filter((row) => row.length > 1);
  const all = given.flat();
  if (all.length === 0) return refuse("no-pairs", "No entry was scored by two jurors, so there is nothing to compare.");
  const wrong = metric === "ratio" ? whyNotRatio(all) : null;
  if (wrong) return refuse("no-ratio", wrong);
  const units = metric === "ordinal" ? asRanks(given) : given;
  const expected = disagreement[metric](units.flat());
  if (expected === 0) return refuse("all-equal", "All scores are equal, so there is nothing to agree about.");
  const observed = units.reduce((sum, unit) => sum + disagreement[metric](unit) / (unit.length - 1), 0);
  return ok(1 - ((all.length - 1) * observed) / expected);
}

function whyNotRatio(values: number[]): string | null {
  if (values.some((value) => value < 0)) return "Proportions need scores that are not below zero.";
  return new Set(values).size > MOST_RATIO_VALUES
    ? `Proportions are compared for up to ${MOST_RATIO_VALUES.toLocaleString("en")} different scores.`
    : null;
}

/**
 * The ordinal distance of c and k is the number of scores between them, half of theirs included: the distance of their
 * middle ranks.
 */
function asRanks(units: number[][]): number[][] {
  const { ranks } = middleRanks(units.flat());
  let place = 0;
  return units.map((unit) => unit.map(() => ranks[place++] as number));
}

/** Σ of the squared distance over all unordered pairs of the values. */
const squaredDistances: Pairs = (values) => {
  if (values.every((value) => value === values[0])) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.length * values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
};

const disagreement: Record<Metric, Pairs> = {
  nominal: (values) => {
    const equal = [...countsOf(values).values()].reduce((sum, times) => sum + times * times, 0);
    return (values.length ** 2 - equal) / 2;
  },
  ordinal: squaredDistances,
  interval: squaredDistances,
  ratio: (values) => {
    const counts = [...countsOf(values)];
    let sum = 0;
    for (const [i, [a, times]] of counts.entries())
      for (let j = 0; j < i; j += 1) {
        const [b, others] = counts[j] as [number, number];
        sum += times * others * ((a - b) / (a + b)) ** 2;
      }
    return sum;
  },
};

function countsOf(values: number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
