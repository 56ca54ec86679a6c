import { type DateOrder, type DecimalMark, isMissing, momentIn, numberIn } from "../reading/cell-value";
import type { ColumnType } from "../reading/table";

type Kind = { type: ColumnType; decimalMark: DecimalMark };

/** A cell as it is put in order: what fits the column's type first, then other text, then what is missing. */
type Key = { rank: 0 | 1 | 2; value: number; text: string };

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * The places of the cells (counted from 0) in the order of what they say: numbers by size with the table's decimal
 * mark, dates by time, everything else as text in which figures count as numbers. What is missing comes last whichever
 * way the order runs, and equals keep the order of the file.
 */
export function orderOf(cells: (string | null)[], kind: Kind, isDescending: boolean): number[] {
  const dates = kind.type === "date" || kind.type === "datetime" ? dateOrderOf(cells) : null;
  const keys = cells.map((cell) => keyOf((cell ?? "").trim(), kind, dates));
  const way = isDescending ? -1 : 1;
  return keys
    .map((_, place) => place)
    .sort((a, b) => {
      const [x, y] = [keys[a] as Key, keys[b] as Key];
      return x.rank - y.rank || way * (x.value - y.value || collator.compare(x.text, y.text)) || a - b;
    });
}

function keyOf(cell: string, { type, decimalMark }: Kind, dates: DateOrder | null): Key {
  if (isMissing(cell)) return { rank: 2, value: 0, text: "" };
  const isNumeric = type === "integer" || type === "number";
  const value = isNumeric ? numberIn(cell, decimalMark) : dates ? (momentIn(cell, dates)?.at ?? null) : null;
  if (value !== null) return { rank: 0, value, text: "" };
  return { rank: isNumeric || dates ? 1 : 0, value: 0, text: cell };
}

/** The order of day and month that more of the cells can have; the day first where both fit. */
function dateOrderOf(cells: (string | null)[]): DateOrder {
  const fits = (order: DateOrder) => cells.filter((cell) => momentIn((cell ?? "").trim(), order) !== null).length;
  return fits("mdy") > fits("dmy") ? "mdy" : "dmy";
}
