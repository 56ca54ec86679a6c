import { expect, test } from "vitest";
import { factsOf } from "~/datasets/reading/column-facts";
import { addCell, newColumn } from "~/datasets/reading/column-tally";

/** Facts about one column with these cells, in a table with this delimiter. */
function factsAbout(cells: string[], delimiter = ",") {
  const column = newColumn("x", 5_000);
  for (const cell of cells) addCell(column, cell);
  const { columns, warnings, habits } = factsOf([column], delimiter);
  const [facts] = columns;
  if (!facts) throw new Error("no column");
  return { ...facts, warnings: warnings.map((warning) => warning.code), habits };
}

test.each([
  [["1", "-2", "+3"], "integer"],
  [["1", "2.5"], "number"],
  [["1e3", "2E-4"], "number"],
  [["1,234", "12,345,678"], "integer"],
  [["1 234 567", "1 000"], "integer"],
  [["1'234.50"], "number"],
  [["2020-01-31", "2020/02/28"], "date"],
  [["31.12.2020", "01.02.2021"], "date"],
  [["2020-01-31 23:59", "2020-02-01"], "datetime"],
  [["4/30/2018 11:59 PM"], "datetime"],
  [["2020-01-31T23:59:59.123Z"], "datetime"],
  [["oui", "NON"], "boolean"],
  [["Ja", "nein", "JA"], "boolean"],
  [["Y", "N"], "boolean"],
  [["POINT (9.1 45.4)", "POLYGON((0 0, 1 1, 1 0, 0 0))"], "geometry"],
  [['{"type":"Point","coordinates":[9,45]}'], "geometry"],
  [["", "NULL", "-", "–", "n/a"], "empty"],
  [["007", "12"], "text"],
  [["+49301234567", "+49301234568"], "text"],
  [["ja", "nein", "Stimmfreigabe"], "text"],
  [["N"], "text"],
  [["31.02.2020"], "text"],
  [["2020-13-01"], "text"],
  [["12:61"], "text"],
  [["1,2,3"], "text"],
  [["$6,705,543"], "text"],
])("cells such as %j are %s", (cells, type) => {
  expect(factsAbout(cells).type).toBe(type);
});

test("a decimal comma is a decimal comma, and thousands are thousands", () => {
  expect(factsAbout(["0,5", "1,25"])).toMatchObject({ type: "number", min: 0.5, max: 1.25 });
  expect(factsAbout(["1.234,5", "2.000.000,25"])).toMatchObject({ min: 1234.5, max: 2000000.25 });
  expect(factsAbout(["1,234.5", "2,000,000.25"])).toMatchObject({ min: 1234.5, max: 2000000.25 });
});

test("1,234 alone is a thousand between commas and a fraction between semicolons", () => {
  expect(factsAbout(["1,234"], ",")).toMatchObject({ type: "integer", max: 1234 });
  expect(factsAbout(["1,234"], ";")).toMatchObject({ type: "number", max: 1.234, habits: { decimalMark: "," } });
});

test("a day beyond the twelfth settles the order of the whole column", () => {
  expect(factsAbout(["4/5/2018", "4/30/2018"])).toMatchObject({ min: "2018-04-05", max: "2018-04-30", warnings: [] });
  expect(factsAbout(["4/5/2018", "30/4/2018"])).toMatchObject({ min: "2018-04-30", max: "2018-05-04", warnings: [] });
});

test("dates that could be read both ways are read day first, with a warning", () => {
  expect(factsAbout(["4/5/2018"])).toMatchObject({ min: "2018-05-04", warnings: ["ambiguous-dates"] });
});

test("years of two digits lie between 1970 and 2069", () => {
  expect(factsAbout(["01-01-70", "01-01-69"])).toMatchObject({ min: "1970-01-01", max: "2069-01-01" });
});

test("one odd cell in twenty does not change the type, two do", () => {
  const numbers = Array.from({ length: 19 }, (_, index) => String(index));
  expect(factsAbout([...numbers, "about 5"])).toMatchObject({ type: "integer", misfits: 1, warnings: ["misfits"] });
  expect(factsAbout([...numbers, "about 5", "many"]).type).toBe("text");
});

test("distinct values are exact up to 10,000 and estimated beyond, and said to be", () => {
  const values = Array.from({ length: 10_001 }, (_, index) => String(index));
  expect(factsAbout(values.slice(0, 10_000)).distinct).toBe(10_000);
  const facts = factsAbout(values);
  expect(facts).toMatchObject({ isDistinctEstimated: true, type: "integer", min: 0, max: 10_000, top: [] });
  expect(Math.abs(facts.distinct - 10_001)).toBeLessThan(500);
});

test("missing cells are counted apart from the distinct ones, and the commonest values come first", () => {
  const facts = factsAbout(["b", "a", "b", "", " NULL ", "c"]);
  expect(facts).toMatchObject({ missing: 2, distinct: 3 });
  expect(facts.top).toEqual([
    { value: "b", count: 2 },
    { value: "a", count: 1 },
    { value: "c", count: 1 },
  ]);
});

test("other columns of a table settle what one leaves open", () => {
  const [sure, open] = [newColumn("sure", 5_000), newColumn("open", 5_000)];
  addCell(sure, "0,5");
  addCell(open, "1,234");
  expect(factsOf([sure, open], ",").columns[1]).toMatchObject({ max: 1.234 });
});

test("numbers and dates say how they lie, in twenty intervals of one width", () => {
  const facts = factsAbout(["0", "0", "0,5", "10"], ";");
  expect(facts.spread).toMatchObject({ from: 0, to: 10, median: 0, isSampled: false });
  expect(facts.spread?.counts).toHaveLength(20);
  expect([facts.spread?.counts[0], facts.spread?.counts[1], facts.spread?.counts[19]]).toEqual([2, 1, 1]);
  const days = factsAbout(["2024-01-01", "2024-01-11", "2024-01-21"]).spread;
  expect(days).toMatchObject({ from: "2024-01-01", to: "2024-01-21", median: "2024-01-11" });
  expect(factsAbout(["7", "7"]).spread).toBeNull();
  expect(factsAbout(["a", "b"]).spread).toBeNull();
});

test("numbers have a mean, in the notation of their table, and nothing else has", () => {
  expect(factsAbout(["1", "2", "2", "NULL", "7"]).mean).toBe(3);
  expect(factsAbout(["1,5", "2,5"], ";").mean).toBe(2);
  expect(factsAbout(["2020-01-31", "2020-02-28"]).mean).toBeNull();
  expect(factsAbout(["a"]).mean).toBeNull();
});

test("values far beyond the others are outliers, and a column that is mostly one value has none", () => {
  const sizes = Array.from({ length: 99 }, (_, index) => String(100 + (index % 20)));
  expect(factsAbout([...sizes, "9999"]).outliers).toBeCloseTo(0.01, 5);
  expect(factsAbout([...Array<string>(80).fill("0"), "5", "9"]).outliers).toBe(0);
  expect(factsAbout(["a"]).outliers).toBeNull();
});

test("however many different values pass by, the estimate is near, and the same file gives the same sample", () => {
  const ids = Array.from({ length: 200_000 }, (_, index) => `R-${index}`);
  expect(Math.abs(factsAbout(ids).distinct - 200_000) / 200_000).toBeLessThan(0.05);
  const many = Array.from({ length: 120_000 }, (_, index) => `${index * 7}.5`);
  const facts = factsAbout(many);
  expect(Math.abs(facts.distinct - 120_000) / 120_000).toBeLessThan(0.05);
  expect(facts.spread).toEqual(factsAbout(many).spread);
  expect(facts.spread?.isSampled).toBe(true);
  const total = (facts.spread?.counts ?? []).reduce((sum, times) => sum + times, 0);
  expect(total).toBe(5_000);
  // Evenly spread values stay evenly spread in the sample: each twentieth holds about 250.
  for (const times of facts.spread?.counts ?? []) expect(Math.abs(times - 250)).toBeLessThan(100);
});
