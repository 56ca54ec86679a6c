import { count } from "~/kernel/text";
import { TopValues } from "~/ui/plots";
import type { ColumnFacts } from "../reading/table";
import { boundText, columnSentence } from "./column-words";

const MOST = 60;

/** Each column with its type, its commonest values or its range, and what is missing. */
export function ColumnList({ columns, rowCount }: { columns: ColumnFacts[]; rowCount: number }) {
  return (
    <>
      <div className="cols">
        {columns.slice(0, MOST).map((column) => (
          <ColumnCard key={column.name} column={column} rows={rowCount} />
        ))}
      </div>
      {columns.length > MOST && (
        <p className="why">
          The first {MOST} of {count(columns.length, "column")}.
        </p>
      )}
    </>
  );
}

function ColumnCard({ column, rows }: { column: ColumnFacts; rows: number }) {
  const { name, type, min, max, top, missing } = column;
  const filled = Math.max(1, rows - missing);
  // Five values of thousands, each as rare as the rest, tell nothing.
  const isTelling = (top[0]?.count ?? 0) / filled >= 0.01;
  return (
    <div className="col">
      <h3>
        {name} <span>{type}</span>
      </h3>
      {min !== null && max !== null && min !== max && (
        <p className="axis">
          <span>{boundText(min)}</span>
          <span>to</span>
          <span>{boundText(max)}</span>
        </p>
      )}
      {isTelling && <TopValues values={top.map(({ value, count: n }) => ({ value, share: (n / filled) * 100 }))} />}
      <p>{columnSentence(column, rows)}</p>
    </div>
  );
}
