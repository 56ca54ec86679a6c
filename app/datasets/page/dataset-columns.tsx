import { count } from "~/kernel/text";
import { Histogram, TopValues } from "~/ui/plots";
import type { ColumnFacts, ColumnSpread } from "../reading/table";
import { boundText, columnSentence } from "./column-words";

const MOST = 60;

type Columns = {
  columns: ColumnFacts[];
  rowCount: number;
  /** What is said of a column by its name. */
  notes: Record<string, string>;
  /** Where a problem with a column is reported. */
  toReport: (column: string) => string;
};

/** Each column with its type, how its values lie, and what is missing. */
export function ColumnList({ columns, rowCount, notes, toReport }: Columns) {
  return (
    <>
      <div className="cols">
        {columns.slice(0, MOST).map((column) => (
          <ColumnCard
            key={column.name}
            column={column}
            rows={rowCount}
            note={notes[column.name]}
            report={toReport(column.name)}
          />
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

type Card = { column: ColumnFacts; rows: number; note: string | undefined; report: string };

function ColumnCard({ column, rows, note, report }: Card) {
  const { name, type, min, max, top, missing, spread } = column;
  const filled = Math.max(1, rows - missing);
  // Five values of thousands, each as rare as the rest, tell nothing.
  const isTelling = !spread && (top[0]?.count ?? 0) / filled >= 0.01;
  return (
    <div className="col">
      <h3>
        {name} <span>{type}</span>
      </h3>
      {spread ? (
        <Spread spread={spread} name={name} />
      ) : (
        min !== null && max !== null && min !== max && <Range of={[min, max]} />
      )}
      {isTelling && <TopValues values={top.map(({ value, count: n }) => ({ value, share: (n / filled) * 100 }))} />}
      {note && <p className="col-note">{note}</p>}
      <p>{columnSentence(column, rows)}</p>
      <p>
        <a href={report} rel="nofollow">
          Report a problem<span className="visually-hidden"> with {name}</span>
        </a>
      </p>
    </div>
  );
}

const Range = ({ of: [min, max] }: { of: [number | string, number | string] }) => (
  <p className="axis">
    <span>{boundText(min)}</span>
    <span>to</span>
    <span>{boundText(max)}</span>
  </p>
);

function Spread({ spread: { from, to, median, counts, isSampled }, name }: { spread: ColumnSpread; name: string }) {
  const words = `How ${name} lies between ${boundText(from)} and ${boundText(to)}: half of it up to ${boundText(median)}.`;
  return (
    <>
      <Histogram counts={counts} label={words} />
      <p className="axis">
        <span>{boundText(from)}</span>
        <span>median {boundText(median)}</span>
        <span>{boundText(to)}</span>
      </p>
      {isSampled && <p className="visually-hidden">Drawn from a sample of its values.</p>}
    </>
  );
}
