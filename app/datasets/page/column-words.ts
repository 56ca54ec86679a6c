import { count } from "~/kernel/text";
import type { ColumnFacts } from "../reading/table";

/** "3.2%", "under 0.1%"; nothing for none. */
export function missingShare({ missing }: Pick<ColumnFacts, "missing">, rows: number): string | null {
  if (missing === 0 || rows === 0) return null;
  const share = (missing / rows) * 100;
  return share < 0.1 ? "under 0.1%" : `${share >= 10 ? Math.round(share) : share.toFixed(1)}%`;
}

export const isNumeric = ({ type }: Pick<ColumnFacts, "type">): boolean => type === "integer" || type === "number";

/** A bound of a column's range as it is read: figures grouped, moments to the minute. */
export const boundText = (value: number | string): string =>
  typeof value === "number"
    ? value.toLocaleString("en", { maximumFractionDigits: 4, useGrouping: Math.abs(value) >= 10_000 })
    : value.slice(0, 16).replace("T", " ");

/** What a column holds, in a sentence or two: how many different values, what is missing, what does not fit. */
export function columnSentence(column: ColumnFacts, rows: number): string {
  const { distinct, isDistinctEstimated, missing, misfits, mean, type } = column;
  if (type === "empty") return rows === 0 ? "No row, so no value." : "Every cell is empty.";
  const filled = rows - missing;
  const parts = [
    isDistinctEstimated
      ? `About ${Number(distinct.toPrecision(2)).toLocaleString("en")} different values.`
      : distinct === filled && filled > 1
        ? `${count(filled, "value")}, each once.`
        : distinct === 1 && filled > 1
          ? "Always the same value."
          : `${count(distinct, "different value")}.`,
  ];
  // A copy that was read before means were told has none.
  if (typeof mean === "number" && distinct > 1) parts.push(`Mean ${boundText(mean)}.`);
  const share = missingShare(column, rows);
  if (share) parts.push(`${missing.toLocaleString("en")} missing, ${share}.`);
  if (misfits > 0) parts.push(`${count(misfits, "cell")} ${misfits === 1 ? "does" : "do"} not fit the type.`);
  return parts.join(" ");
}
