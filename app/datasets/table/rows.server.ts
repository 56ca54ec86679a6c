import { db, Prisma } from "~/platform/database.server";
import type { DecimalMark } from "../reading/cell-value";
import { type ColumnFacts, LIMITS } from "../reading/table";
import { orderOf } from "./order";
import { ROWS_A_PAGE, type TableAsked } from "./table-asked";

export type Row = { number: number; cells: string[] };

/** One page of the rows that were asked for. `held` are the rows kept to look through, `found` those that fit. */
export type RowsFound = { rows: Row[]; held: number; found: number; page: number; pages: number };

type Held = { id: string; columns: Pick<ColumnFacts, "name" | "type">[]; decimalMark: DecimalMark };

/**
 * A page of a copy's rows, searched and sorted among those that are held (the first 20,000 at most). Two statements,
 * whatever is asked; a page that is not there is the last one, a column that is not there is not asked for.
 */
export async function rowsFound({ id, columns, decimalMark }: Held, asked: TableAsked): Promise<RowsFound> {
  const place = (name: string | null) =>
    columns.slice(0, LIMITS.previewColumns).findIndex((column) => column.name === name);
  const by = place(asked.sort);
  const column = columns[by];
  const fits = fitting(asked.find, place(asked.within));
  const [all] = await db.$queryRaw<{ held: number; found: number; numbers: number[] | null; cells: string[] | null }[]>`
    SELECT count(*)::int AS held, count(*) FILTER (WHERE ${fits})::int AS found, ${
      column
        ? Prisma.sql`array_agg(number ORDER BY number) FILTER (WHERE ${fits}) AS numbers,
            array_agg(cells[${by + 1}::int] ORDER BY number) FILTER (WHERE ${fits}) AS cells`
        : Prisma.sql`NULL AS numbers, NULL AS cells`
    }
    FROM snapshot_row WHERE snapshot_id = ${id}::uuid`;
  const { held, found, numbers, cells } = all ?? { held: 0, found: 0, numbers: null, cells: null };
  const pages = Math.max(1, Math.ceil(found / ROWS_A_PAGE));
  const page = Math.min(asked.page, pages);
  const from = (page - 1) * ROWS_A_PAGE;
  const wanted =
    column && numbers && cells
      ? orderOf(cells, { type: column.type, decimalMark }, asked.isDescending)
          .slice(from, from + ROWS_A_PAGE)
          .map((at) => numbers[at] as number)
      : null;
  const rows = await db.$queryRaw<Row[]>`
    SELECT number, cells FROM snapshot_row WHERE snapshot_id = ${id}::uuid AND ${
      wanted
        ? Prisma.sql`number = ANY(${wanted}::int[]) ORDER BY array_position(${wanted}::int[], number)`
        : Prisma.sql`${fits} ORDER BY number OFFSET ${from} LIMIT ${ROWS_A_PAGE}`
    }`;
  return { rows, held, found, page, pages };
}

/** Rows in which a cell, or the cell of one column (counted from 0), holds the words; case does not matter. */
function fitting(find: string, column: number): Prisma.Sql {
  if (find === "") return Prisma.sql`true`;
  const text = column < 0 ? Prisma.sql`array_to_string(cells, chr(31))` : Prisma.sql`cells[${column + 1}::int]`;
  return Prisma.sql`strpos(lower(${text}), lower(${find})) > 0`;
}
