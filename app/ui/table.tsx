import type { Key, ReactNode } from "react";

export type Column<Row> = {
  name: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures stand at the end of the column and line up. */
  numeric?: boolean;
  /** The cell that names its row. */
  head?: boolean;
  /** What stands before the cell where the table folds; nothing for the first cell. */
  folded?: string;
};

type TableProps<Row> = {
  caption?: ReactNode;
  columns: Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => Key;
  /** On a narrow screen: "fold" into labelled lines, or "scroll" where columns must be compared. */
  narrow?: "fold" | "scroll";
  label?: string;
};

export function Table<Row>({ caption, columns, rows, keyOf, narrow = "fold", label }: TableProps<Row>) {
  const table = (
    <table className={narrow === "fold" ? "t fold" : "t"}>
      {caption && <caption>{caption}</caption>}
      <thead>
        <tr>
          {columns.map((column, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns are written out by the page and never reordered
            <th key={i} scope="col" className={column.numeric ? "n" : undefined}>
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <Cell key={i} column={column}>
                {column.cell(row)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return narrow === "scroll" ? <Scroll label={label ?? "Table"}>{table}</Scroll> : table;
}

function Cell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  const className = column.numeric ? "n" : undefined;
  if (column.head) {
    return (
      <th scope="row" className={className}>
        {children}
      </th>
    );
  }
  return (
    <td className={className} data-k={column.folded}>
      {children}
    </td>
  );
}

/** Scrolls sideways where the columns matter; reachable by keyboard. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** Onward and back through a list that is paged by keyset; the ends say that they are ends. */
export function Pager({
  previous,
  first,
  next,
  label,
  children,
}: {
  previous?: string | null;
  /** The first page, in place of the one before, where a list only goes on. */
  first?: string | null;
  next?: string | null;
  label: string;
  /** Between the two: "Entries 2,271 to 2,320 of 4,102". */
  children?: ReactNode;
}) {
  if (!previous && !first && !next) return null;
  const back = previous ? (
    <a href={previous}>← Previous</a>
  ) : first ? (
    <a href={first}>← From the beginning</a>
  ) : (
    <span className="none">The first page</span>
  );
  return (
    <nav className="pager" aria-label={label}>
      {back}
      {children && <span>{children}</span>}
      {next ? <a href={next}>Next →</a> : <span className="none">The last page</span>}
    </nav>
  );
}

/** A place with nothing in it yet: what it is for, and what to do first. */
export function Empty({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      {children && <div>{children}</div>}
      {action && <div className="acts">{action}</div>}
    </div>
  );
}

/**
 * Searching and filtering by a GET form, so that the address can be shared. `children` are further filters
 * (`FilterSelect`, hidden inputs); `clear` is the address without any.
 */
export function SearchForm({
  action,
  value,
  name = "q",
  label,
  placeholder,
  submit = "Search",
  clear,
  children,
}: {
  action: string;
  value?: string | null;
  name?: string;
  label: string;
  placeholder?: string;
  submit?: string;
  clear?: string | null;
  children?: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search element would be one more box around the form
    <form method="get" action={action} className="filters" role="search">
      <div className="field search">
        <label htmlFor={`search-${name}`}>{label}</label>
        <input
          className="in"
          type="search"
          id={`search-${name}`}
          name={name}
          defaultValue={value ?? ""}
          placeholder={placeholder}
          autoComplete="off"
        />
      </div>
      {children}
      <button type="submit" className="btn">
        {submit}
      </button>
      {clear && (
        <a className="clear" href={clear}>
          Clear
        </a>
      )}
    </form>
  );
}

/** One filter of a search form. An empty value means all. */
export function FilterSelect({
  name,
  label,
  value,
  all = "All",
  options,
}: {
  name: string;
  label: string;
  value?: string | null;
  all?: string | null;
  options: { value: string; label: string }[];
}) {
  return (
    <div className="field">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <select className="in" id={`filter-${name}`} name={name} defaultValue={value ?? ""}>
        {all !== null && <option value="">{all}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
