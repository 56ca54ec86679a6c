import { pageAsked, wordsAsked } from "../asked";

/** What the address of a dataset's page asks of its table. Columns are named, so that an address outlives a new copy. */
export type TableAsked = {
  /** The file, counted from 1. */
  file: number;
  /** The page of rows, counted from 1. */
  page: number;
  sort: string | null;
  isDescending: boolean;
  /** Words that a cell has to hold; "" for every row. */
  find: string;
  /** The column to look in; null for all. */
  within: string | null;
  /** A row that is pointed at, counted from 1; null for none. */
  row: number | null;
  /** The language of the code shown; "" for the first. */
  code: string;
};

/** How many rows stand on one page. */
export const ROWS_A_PAGE = 25;

const columnAsked = (text: string | null): string | null => wordsAsked(text) || null;

/** Without an order or words of its own, an address that points at a row asks for the page that it stands on. */
export function tableAsked(search: URLSearchParams): TableAsked {
  const row = search.has("row") && !search.has("sort") && !search.has("find") ? pageAsked(search.get("row")) : null;
  return {
    file: pageAsked(search.get("file")),
    page: row === null ? pageAsked(search.get("page")) : Math.ceil(row / ROWS_A_PAGE),
    row,
    sort: columnAsked(search.get("sort")),
    isDescending: search.get("order") === "down",
    find: wordsAsked(search.get("find")),
    within: columnAsked(search.get("in")),
    code: /^[a-z]{1,12}$/.exec(search.get("code") ?? "")?.[0] ?? "",
  };
}

/** The fields of an address that asks for this; what is usual is left out. */
export const tableFields = ({ file, page, sort, isDescending, find, within, code }: TableAsked) => ({
  file: file > 1 ? file : null,
  sort,
  order: sort && isDescending ? "down" : null,
  find,
  in: find ? within : null,
  page: page > 1 ? page : null,
  code,
});

/** The first press of a column's name sorts upwards, the second downwards, the third not at all. */
export function sortedBy(asked: TableAsked, column: string): TableAsked {
  const first = { ...asked, page: 1, sort: column, isDescending: false };
  if (asked.sort !== column) return first;
  return asked.isDescending ? { ...first, sort: null } : { ...first, isDescending: true };
}
