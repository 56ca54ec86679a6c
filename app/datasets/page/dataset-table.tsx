import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { Pager, Scroll } from "~/ui/table";
import type { ColumnFacts } from "../reading/table";
import { isNumeric, missingShare } from "./column-words";

type Preview = {
  columns: ColumnFacts[];
  rowCount: number;
  rows: { number: number; cells: string[] }[];
  previewRows: number;
  page: number;
  pages: number;
};

const MOST_COLUMNS = 100;
const LONGEST = 80;

/** The first rows of a copy, 25 a page, under the columns with their types and what is missing. */
export function PreviewTable({ preview, slug, file }: { preview: Preview; slug: string; file: number }) {
  const { columns, rowCount, rows, previewRows, page, pages } = preview;
  const shown = columns.slice(0, MOST_COLUMNS);
  const to = (number: number) => `${paths.dataset(slug, { file, page: number })}#table`;
  if (rows.length === 0) return <p className="quiet">The file has a header and no rows.</p>;
  return (
    <>
      <Scroll label="Preview of the data">
        <table className="t grid-table">
          <thead>
            <tr>
              {shown.map((column) => (
                <th key={column.name} scope="col" className={isNumeric(column) ? "n" : undefined}>
                  <code>{column.name}</code>
                  <br />
                  {column.type}
                  {missingText(column, rowCount)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ number, cells }) => (
              <tr key={number}>
                {shown.map((column, i) => (
                  <td key={column.name} className={isNumeric(column) ? "n" : undefined}>
                    <Cell text={cells[i] ?? ""} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {columns.length > MOST_COLUMNS && (
        <p className="why">
          The first {MOST_COLUMNS} of {count(columns.length, "column")}. The file has them all.
        </p>
      )}
      <Pager
        label="Pages of the preview"
        previous={page > 1 ? to(page - 1) : null}
        next={page < pages ? to(page + 1) : null}
      >
        Rows {(rows[0]?.number ?? 0).toLocaleString("en")} to {(rows.at(-1)?.number ?? 0).toLocaleString("en")} of{" "}
        {previewRows < rowCount ? `the first ${previewRows}` : rowCount.toLocaleString("en")}
      </Pager>
    </>
  );
}

function missingText(column: ColumnFacts, rows: number): string {
  const share = missingShare(column, rows);
  return share ? `, ${share} missing` : "";
}

/** A cell is text, whatever it looks like. */
function Cell({ text }: { text: string }) {
  if (text.trim() === "") return <span className="faint">missing</span>;
  if (text.length <= LONGEST) return text;
  return <span title={text}>{text.slice(0, LONGEST).trimEnd()}…</span>;
}
