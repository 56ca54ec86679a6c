import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { readCsv } from "~/datasets/reading/csv";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function table(text: string | Uint8Array) {
  const read = readCsv(typeof text === "string" ? bytes(text) : text);
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value;
}

const codes = (text: string | Uint8Array): string[] => table(text).warnings.map((warning) => warning.code);

test("a plain table is read with its columns, rows and types", () => {
  const read = table("name,visits,open,since\nPark,12,true,2020-01-31\nPool,7,false,2019-12-01\n");
  expect(read).toMatchObject({
    encoding: "utf-8",
    delimiter: ",",
    decimalMark: ".",
    rowCount: 2,
    warnings: [],
    bbox: [],
  });
  expect(read.columns.map((column) => column.type)).toEqual(["text", "integer", "boolean", "date"]);
  expect(read.columns[1]).toMatchObject({ missing: 0, distinct: 2, min: 7, max: 12, misfits: 0 });
  expect(read.columns[3]).toMatchObject({ min: "2019-12-01", max: "2020-01-31" });
  expect(read.preview).toEqual([
    ["Park", "12", "true", "2020-01-31"],
    ["Pool", "7", "false", "2019-12-01"],
  ]);
});

test("a byte order mark is no part of the first column's name", () => {
  expect(table("\ufeffid;place\n1;A\n").columns[0]?.name).toBe("id");
});

test("decimal-comma coordinates in Latin-1 give a box and numbers", () => {
  const text = "estación;lat;long\nMuñoz;-34,58313308;-58,39245207\nNúñez;-34,59258881;-58,37482179\n";
  const read = table(iconv.encode(text, "latin1"));
  expect(read).toMatchObject({ encoding: "iso-8859-1", delimiter: ";", decimalMark: "," });
  expect(read.columns[0]?.name).toBe("estación");
  expect(read.bbox).toEqual([-58.392452, -34.592589, -58.374822, -34.583133]);
});

test("a euro sign or curly quotes in an 8-bit file make it windows-1252", () => {
  const read = table(iconv.encode("café;price\n“Größe”;5 €\n“Straße”;7 €\n", "windows-1252"));
  expect(read.encoding).toBe("windows-1252");
  expect(read.preview[0]).toEqual(["“Größe”", "5 €"]);
});

test("Cyrillic and Japanese files are read in their own encodings", () => {
  const russian = "название;адрес\n".concat(
    "Городская библиотека;улица Пушкина\nЦентральный парк;проспект Мира\n".repeat(10),
  );
  expect(table(iconv.encode(russian, "windows-1251")).preview[0]).toEqual(["Городская библиотека", "улица Пушкина"]);
  const japanese =
    "名前,住所,備考\n中央図書館,東京都千代田区,本の貸し出しをしています\n市民プール,横浜市西区,夏のあいだだけ開いています\n";
  expect(table(iconv.encode(japanese, "shift_jis")).preview[0]?.slice(0, 2)).toEqual(["中央図書館", "東京都千代田区"]);
  const polish = "ulica;miasto\nŻółwia;Kraków\nŁódzka;Gdańsk\nWęgierska;Świnoujście\nDługa;Poznań\n";
  expect(table(iconv.encode(polish, "windows-1250")).preview[0]).toEqual(["Żółwia", "Kraków"]);
});

test("UTF-16 with or without a byte order mark is read", () => {
  const text = "id\tplace\n1\tPärnu\n2\tVõru\n";
  for (const encoded of [iconv.encode(text, "utf-16le", { addBOM: true }), iconv.encode(text, "utf-16le")]) {
    expect(table(encoded)).toMatchObject({ encoding: "utf-16le", delimiter: "\t", rowCount: 2 });
  }
});

test("a UTF-8 file with a few damaged bytes stays UTF-8 and says so", () => {
  const whole = bytes(`name,city\n${"Zoë,Zürich\n".repeat(20)}`);
  const damaged = new Uint8Array([...whole, 0xff, 0x2c, 0x41, 0x0a]);
  expect(table(damaged)).toMatchObject({ encoding: "utf-8", rowCount: 21 });
  expect(codes(damaged)).toContain("damaged-characters");
});

test("tabs, bars and Excel's own sep= line are understood", () => {
  expect(table("a\tb\n1\t2\n").delimiter).toBe("\t");
  expect(table("a|b\n1|2\n").delimiter).toBe("|");
  expect(table("sep=;\na;b\n1;2\n")).toMatchObject({ delimiter: ";", rowCount: 1 });
});

test("the delimiter can be stated where the sniffer would be wrong", () => {
  const read = readCsv(bytes("a;b\n1,5;2\n"), { delimiter: ";" });
  expect(read.ok && read.value.columns.length).toBe(2);
});

test("quoted line breaks stay in their cell and count as one row", () => {
  const read = table('id,text\n1,"two\nlines"\n2,"three\r\nlines\r\nhere"\n');
  expect(read.rowCount).toBe(2);
  expect(read.preview[1]?.[1]).toBe("three\r\nlines\r\nhere");
  expect(read.warnings).toEqual([]);
});

test("a quote that is never closed costs its own line only, and is named with it", () => {
  const read = table('a,b\n1,"x\n2,3\n4,5\n');
  expect(read.rowCount).toBe(3);
  expect(read.preview).toEqual([
    ["1", '"x'],
    ["2", "3"],
    ["4", "5"],
  ]);
  expect(read.warnings[0]).toMatchObject({ code: "literal-quotes", line: 2 });
});

test("a stray quote that another row's quote closes does not swallow the rows between", () => {
  const read = table('a,b,c\n1,"5 inch,2\n2,3,4\n5,6,7\n7,8,9\n1,"y",2\n');
  expect(read.rowCount).toBe(5);
  expect(read.preview[4]).toEqual(["1", "y", "2"]);
  expect(read.warnings.map((warning) => warning.code)).toContain("literal-quotes");
});

test("a quote that is never closed in a large file is left quickly", () => {
  const started = performance.now();
  const read = table(`a,b\n1,"x\n${"2,3\n".repeat(600_000)}`);
  expect(read.rowCount).toBe(600_001);
  expect(performance.now() - started).toBeLessThan(15_000);
});

test("inch marks inside a cell are plain characters", () => {
  expect(table('pipe,n\n5" steel,1\n').preview[0]).toEqual(['5" steel', "1"]);
});

test("rows of other lengths are read, padded, and warned about once with the first line", () => {
  const read = table("a,b\n1,2\n3\n4,5,6\n");
  expect(read.preview).toEqual([
    ["1", "2"],
    ["3", ""],
    ["4", "5"],
  ]);
  expect(read.columns[1]).toMatchObject({ missing: 1 });
  expect(read.warnings).toEqual([
    { code: "ragged-rows", message: "2 rows have more or fewer cells than the 2 columns of the first line.", line: 3 },
  ]);
});

test("an empty cell behind the last delimiter is not another length", () => {
  expect(table("a,b\n1,2,\n3,4,\n").warnings).toEqual([]);
});

test("columns without a name or with another's name get one of their own", () => {
  const read = table("No.,,No.\n1,2,3\n");
  expect(read.columns.map((column) => column.name)).toEqual(["No.", "column 2", "No. (2)"]);
  expect(codes("No.,,No.\n1,2,3\n")).toEqual(["unnamed-columns", "repeated-names"]);
});

test("a first line of numbers is data; a first line of years is a header", () => {
  expect(table("1,2.5\n3,4.5\n")).toMatchObject({ rowCount: 2, warnings: [{ code: "no-header" }] });
  expect(table("2019,2020\n3,4\n")).toMatchObject({ rowCount: 1, warnings: [] });
});

test("windows, old Mac and mixed line ends and blank lines are all line ends", () => {
  expect(table("a,b\r\n1,2\r\n\r\n3,4").rowCount).toBe(2);
  expect(table("a,b\r1,2\r3,4\r").rowCount).toBe(2);
  expect(table("a,b\r\n1,2\n3,4\r\n").rowCount).toBe(2);
});

test("a header alone is a table without rows", () => {
  expect(codes("a,b\n")).toEqual(["no-rows"]);
});

test("latitude and longitude in one cell give the box", () => {
  const read = table("name;Coordonnées géographiques\nA;48.865983, 2.275725\nB;48.878370277021, 2.440523876268\n");
  expect(read.columns[1]?.type).toBe("geometry");
  expect(read.bbox).toEqual([2.275725, 48.865983, 2.440524, 48.87837]);
  expect(read.shapes).toHaveLength(2);
});

test("a pair in brackets has its longitude first", () => {
  expect(table('id,coordonneesXY\n1,"[7.48710500,48.345345]"\n').bbox).toEqual([
    7.487105, 48.345345, 7.487105, 48.345345,
  ]);
});

test("coordinates off the Earth and 0, 0 do not stretch the box", () => {
  const text = "lat,lon\n45.1,9.1\n0,0\n999,9.2\n45.2,9.3\n";
  expect(table(text).bbox).toEqual([9.1, 45.1, 9.3, 45.2]);
  expect(codes(text)).toContain("impossible-coordinates");
});

test("the preview holds 20,000 rows, 100 columns and 500 characters of a cell", () => {
  const wide = `${Array.from({ length: 120 }, (_, index) => `c${index}`).join(",")}\n`;
  const row = `${"x".repeat(600)}${",1".repeat(119)}\n`;
  const read = table(wide + row.repeat(250));
  expect(read.rowCount).toBe(250);
  expect(read.columns).toHaveLength(120);
  expect(read.preview).toHaveLength(250);
  expect(read.preview[0]).toHaveLength(100);
  expect(read.preview[0]?.[0]).toHaveLength(500);
});

test("a cell that is cut never ends in half a character, nor holds a NUL", () => {
  const read = table(`a,b\n${"x".repeat(499)}😀,1\n`);
  expect(read.preview[0]?.[0]).toBe("x".repeat(499));
});

test("more than 2,000 columns are refused in words", () => {
  const read = readCsv(bytes(`${"a,".repeat(2500)}a\n`));
  expect(read).toMatchObject({ ok: false, refusal: { code: "too-many-columns" } });
});

test("more than 100 MB are refused in words, without being read", () => {
  const read = readCsv(new Uint8Array(100_000_001));
  expect(read).toMatchObject({ ok: false, refusal: { code: "file-too-large" } });
  expect(!read.ok && read.refusal.message).toMatch(/100 MB/);
});

test("an empty file, a picture and a line of more than 1 MB are refused in words", () => {
  expect(readCsv(new Uint8Array())).toMatchObject({ ok: false, refusal: { code: "empty-file" } });
  const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 1, 2, 3]);
  expect(readCsv(picture)).toMatchObject({ ok: false, refusal: { code: "not-text" } });
  expect(readCsv(bytes("x".repeat(1_500_000)))).toMatchObject({ ok: false, refusal: { code: "record-too-long" } });
});

test("what stands before a row of more than 1 MB is kept, with a warning", () => {
  const read = table(`a,b\n1,2\n3,${"x".repeat(1_500_000)}\n5,6\n`);
  expect(read.rowCount).toBe(1);
  expect(read.warnings[0]).toMatchObject({ code: "record-too-long", line: 3 });
});

test("more rows, or more text, than are kept are read and not kept", () => {
  const many = table(`a\n${"1\n".repeat(20_500)}`);
  expect([many.rowCount, many.preview.length]).toEqual([20_500, 20_000]);
  const long = table(`a\n${`${"x".repeat(499)}\n`.repeat(17_000)}`);
  expect(long.rowCount).toBe(17_000);
  expect(long.preview.join("").length).toBeLessThan(8_001_000);
});
