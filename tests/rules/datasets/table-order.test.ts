import fc from "fast-check";
import { expect, test } from "vitest";
import { orderOf } from "~/datasets/table/order";
import { sortedBy, tableAsked, tableFields } from "~/datasets/table/table-asked";

const sorted = (cells: string[], type: "number" | "date" | "text", isDescending = false) =>
  orderOf(cells, { type, decimalMark: "," }, isDescending).map((at) => cells[at]);

test("numbers are put in order by size, with the decimal mark of the table, and what is missing comes last", () => {
  expect(sorted(["10,5", "", "9,75", "–", "1.000"], "number")).toEqual(["9,75", "10,5", "1.000", "", "–"]);
  expect(sorted(["10,5", "", "9,75"], "number", true)).toEqual(["10,5", "9,75", ""]);
});

test("dates are put in order by time, in the order of day and month that fits more of them", () => {
  expect(sorted(["4/30/2018", "4/2/2018", "12/31/2017"], "date")).toEqual(["12/31/2017", "4/2/2018", "4/30/2018"]);
  expect(sorted(["02-01-13", "01-12-13"], "date")).toEqual(["02-01-13", "01-12-13"]);
});

test("a cell that does not fit its column stands after those that do", () => {
  expect(sorted(["many", "3", "2"], "number")).toEqual(["2", "3", "many"]);
});

test("text is put in order as people read it: figures count, case and accents do not", () => {
  expect(sorted(["gauge 10", "Gauge 9", "élan", "zebra"], "text")).toEqual(["élan", "Gauge 9", "gauge 10", "zebra"]);
});

test("whatever the cells, every row keeps one place, and equals keep the order of the file", () => {
  const cells = fc.array(fc.oneof(fc.string(), fc.constantFrom("1", "1,5", "", "NULL", "2020-01-01", "x")));
  fc.assert(
    fc.property(cells, fc.constantFrom("number" as const, "date" as const, "text" as const), (all, type) => {
      const order = orderOf(all, { type, decimalMark: "," }, false);
      expect([...order].sort((a, b) => a - b)).toEqual(all.map((_, at) => at));
      for (const [index, at] of order.entries()) {
        const next = order[index + 1];
        if (next !== undefined && all[at] === all[next]) expect(at).toBeLessThan(next);
      }
    }),
  );
});

test("an address that asks for a table's rows says the same when it is written again", () => {
  const asked = tableAsked(new URLSearchParams("file=2&page=3&sort=mm&order=down&find=g1&in=gauge&code=r"));
  const fields = Object.entries(tableFields(asked)).filter(([, value]) => value);
  expect(tableAsked(new URLSearchParams(fields.map(([key, value]) => [key, String(value)])))).toEqual(asked);
});

test("an address that points at a row asks for the page that it stands on", () => {
  expect(tableAsked(new URLSearchParams("row=51"))).toMatchObject({ row: 51, page: 3 });
  expect(tableAsked(new URLSearchParams("row=50"))).toMatchObject({ row: 50, page: 2 });
  expect(tableAsked(new URLSearchParams("row=51&sort=mm"))).toMatchObject({ row: null, page: 1 });
});

test("pressing a column's name sorts up, then down, then not at all, from the first page on", () => {
  const start = { ...tableAsked(new URLSearchParams("page=4")) };
  const up = sortedBy(start, "mm");
  expect(up).toMatchObject({ sort: "mm", isDescending: false, page: 1 });
  const down = sortedBy(up, "mm");
  expect(down).toMatchObject({ sort: "mm", isDescending: true });
  expect(sortedBy(down, "mm")).toMatchObject({ sort: null });
});
