import vm from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CopyToRead, snippetsOf } from "~/datasets/snippets";

const copy: CopyToRead = {
  url: "https://palio.example/snapshots/1",
  fileName: "drains.csv",
  sha256: "ab".repeat(32),
  kind: "csv",
  encoding: "windows-1252",
  delimiter: ";",
  decimalMark: ",",
  dateOrder: "dmy",
  columns: [
    { name: "id", type: "text" },
    { name: "quota_m", type: "number" },
    { name: "surveyed", type: "date" },
  ],
};
const code = (of: CopyToRead, id: string): string => snippetsOf(of).find((snippet) => snippet.id === id)?.code ?? "";

test("code is built from the encoding, the delimiter and the decimal mark that were found", () => {
  expect(code(copy, "python")).toBe(
    'import pandas as pd\n\nrows = pd.read_csv(\n    "https://palio.example/snapshots/1",\n    sep=";",\n    encoding="windows-1252",\n    decimal=",",\n    parse_dates=["surveyed"],\n    dayfirst=True,\n)',
  );
  expect(code(copy, "r")).toContain('locale = locale(encoding = "windows-1252", decimal_mark = ",")');
  expect(code(copy, "sql")).toContain("decimal_separator = ','");
  expect(code(copy, "javascript")).toContain('new TextDecoder("windows-1252")');
});

test("what is usual is not said: UTF-8, points and commas need no more than the address", () => {
  const plain = { ...copy, encoding: "utf-8", delimiter: ",", decimalMark: ".", columns: [] };
  for (const { code: text } of snippetsOf(plain)) expect(text).not.toMatch(/encoding|decimal|dayfirst|TextDecoder/);
});

test("every kind of file has code in every language, with its address in it", () => {
  for (const kind of ["csv", "geojson", "json", "parquet", "xlsx"] as const)
    for (const { code: text } of snippetsOf({ ...copy, kind })) expect(text).toContain(copy.url);
});

test("the download is checked against the checksum of the copy", () => {
  expect(code(copy, "curl")).toContain(`echo '${copy.sha256}  drains.csv' | sha256sum --check`);
});

test("no name of a file or column breaks out of its quotation marks", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (fileName, name) => {
      const hostile = { ...copy, fileName, columns: [{ name, type: "number" as const }] };
      const javascript = code(hostile, "javascript")
        .replace(/^import .*$/m, "")
        .replace(/\bawait\b/g, "");
      expect(() => new vm.Script(javascript)).not.toThrow();
      const [first = "", second = ""] = code(hostile, "curl")
        .replaceAll("'\\''", "")
        .split(/\necho /);
      expect(first.match(/'/g)).toHaveLength(4);
      expect(second.match(/'/g)).toHaveLength(2);
    }),
  );
});
