import type { Refusal } from "~/kernel/result";

/**
 * A juror, or a criterion, whose levels all lie at one end of the scale: severity or difficulty then grows without end.
 * Null where there is none, or only one name.
 */
export function endlessFacet<Row extends { level: number }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  what: "Juror" | "Criterion",
): Refusal | null {
  let [lowest, highest] = [Infinity, -Infinity];
  const ranges = new Map<string, { low: number; high: number }>();
  for (const row of rows) {
    const { low, high } = ranges.get(nameOf(row)) ?? { low: row.level, high: row.level };
    ranges.set(nameOf(row), { low: Math.min(low, row.level), high: Math.max(high, row.level) });
    [lowest, highest] = [Math.min(lowest, row.level), Math.max(highest, row.level)];
  }
  if (ranges.size < 2 || lowest === highest) return null;
  for (const [name, { low, high }] of [...ranges].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (low === high && (low === lowest || low === highest)) {
      const end = low === lowest ? "lowest" : "highest";
      return {
        code: "endless",
        message: `${what} ${name} has only the ${end} level, so the model has no finite answer.`,
      };
    }
  return null;
}
