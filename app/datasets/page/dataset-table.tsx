import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { FilterSelect, Pager, Scroll, SearchForm } from "~/ui/table";
import { type ColumnFacts, LIMITS } from "../reading/table";
import type { RowsFound } from "../table/rows.server";
import { ROWS_A_PAGE, sortedBy, type TableAsked, tableFields } from "../table/table-asked";
import { isNumeric, missingShare } from "./column-words";

type TableProps = {
  slug: string;
  columns: ColumnFacts[];
  rowCount: number;
  table: RowsFound;
  asked: TableAsked;
  /** Where a problem with a row is reported. */
  toReport: (row: number) => string;
};

const LONGEST = 80;

/** The rows of a copy, 25 a page, searched and sorted by address, under the columns with their types. */
export function DataTable({ slug, columns, rowCount, table, asked, toReport }: TableProps) {
  const to = (other: TableAsked) => `${paths.dataset(slug, tableFields(other))}#table`;
  const shown = columns.slice(0, LIMITS.previewColumns);
  if (table.held === 0) return <p className="quiet">The file has a header and no rows.</p>;
  return (
    <>
      <RowSearch slug={slug} columns={shown} asked={asked} />
      {table.found === 0 ? (
        <p className="quiet">
          No row holds “{asked.find}”{asked.within ? ` in ${asked.within}` : ""}.{" "}
          <a href={to({ ...asked, find: "", within: null, page: 1 })}>Show every row</a>
        </p>
      ) : (
        <Scroll label="Rows of the data">
          <table className="t grid-table">
            <thead>
              <tr>
                <th scope="col" className="n">
                  <span className="visually-hidden">Row</span>
                </th>
                {shown.map((column) => (
                  <ColumnHead key={column.name} column={column} rows={rowCount} asked={asked} to={to} />
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ number, cells }) => (
                <tr key={number} className={number === asked.row ? "here" : undefined}>
                  <th scope="row" className="n">
                    <a
                      href={toReport(number)}
                      rel="nofollow"
                      title={`Report a problem with row ${number.toLocaleString("en")}`}
                    >
                      {number.toLocaleString("en")}
                      <span className="visually-hidden">, report a problem with it</span>
                    </a>
                  </th>
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
      )}
      {columns.length > shown.length && (
        <p className="why">
          The first {shown.length} of {count(columns.length, "column")}. The file has them all.
        </p>
      )}
      <Pager
        label="Pages of rows"
        previous={table.page > 1 ? to({ ...asked, page: table.page - 1 }) : null}
        next={table.page < table.pages ? to({ ...asked, page: table.page + 1 }) : null}
      >
        {placeOf(table, asked, rowCount)}
      </Pager>
    </>
  );
}

/** "Rows 26 to 50 of 74,464", "26 to 50 of 312 rows with “rain”, among the first 20,000 of 74,464". */
function placeOf({ page, rows, found, held }: RowsFound, { find }: TableAsked, rowCount: number): string {
  const from = (page - 1) * ROWS_A_PAGE + 1;
  const range = `${from.toLocaleString("en")} to ${(from + rows.length - 1).toLocaleString("en")}`;
  const among = held < rowCount ? `the first ${held.toLocaleString("en")} of ${rowCount.toLocaleString("en")}` : "";
  if (find) return `${range} of ${count(found, "row")} with “${find}”${among ? `, among ${among}` : ""}`;
  return `Rows ${range} of ${among || held.toLocaleString("en")}`;
}

function RowSearch({ slug, columns, asked }: { slug: string; columns: ColumnFacts[]; asked: TableAsked }) {
  const { file, sort, order, code } = tableFields(asked);
  const kept = { file, sort, order, code };
  return (
    <SearchForm
      action={`${paths.dataset(slug)}#table`}
      name="find"
      value={asked.find}
      label="Find rows with"
      submit="Find"
      clear={asked.find ? `${paths.dataset(slug, kept)}#table` : null}
    >
      <FilterSelect
        name="in"
        label="In"
        all="any column"
        value={asked.within}
        options={columns.map(({ name }) => ({ value: name, label: name }))}
      />
      {Object.entries(kept).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
    </SearchForm>
  );
}

type HeadProps = { column: ColumnFacts; rows: number; asked: TableAsked; to: (asked: TableAsked) => string };

/** A column's name sorts by it; its arrow and `aria-sort` say how the rows stand now. */
function ColumnHead({ column, rows, asked, to }: HeadProps) {
  const isSorted = asked.sort === column.name;
  const way = isSorted ? (asked.isDescending ? "descending" : "ascending") : undefined;
  return (
    <th scope="col" className={isNumeric(column) ? "n" : undefined} aria-sort={way}>
      <a href={to(sortedBy(asked, column.name))} rel="nofollow" className="sort">
        <code>{column.name}</code>
        {way && <span aria-hidden="true"> {way === "ascending" ? "↑" : "↓"}</span>}
      </a>
      <br />
      {column.type}
      {missingText(column, rows)}
    </th>
  );
}

function missingText(column: ColumnFacts, rows: number): string {
  const share = missingShare(column, rows);
  return share ? `, ${share} missing` : "";
}

/** A cell is text, whatever it looks like; only a whole http(s) address can be followed. */
function Cell({ text }: { text: string }) {
  const trimmed = text.trim();
  if (trimmed === "") return <span className="faint">missing</span>;
  const shown = text.length <= LONGEST ? text : `${text.slice(0, LONGEST).trimEnd()}…`;
  if (/^https?:\/\/\S+$/i.test(trimmed) && text.length < LIMITS.cellCharacters && URL.canParse(trimmed))
    return (
      <a href={trimmed} rel="nofollow noopener noreferrer" title={text.length > LONGEST ? text : undefined}>
        {shown}
      </a>
    );
  return text.length <= LONGEST ? shown : <span title={text}>{shown}</span>;
}
