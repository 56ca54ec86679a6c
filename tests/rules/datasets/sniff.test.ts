import { expect, test } from "vitest";
import { personalWarnings } from "~/datasets/personal";
import { readCsv } from "~/datasets/reading/csv";
import { readTable } from "~/datasets/reading/read-table";
import { sniffKind } from "~/datasets/reading/sniff";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  ["a.csv", "", "a,b\n1,2\n", "csv"],
  ["download", "text/csv; charset=utf-8", "a\n1\n", "csv"],
  ["download", "", "a;b\n1;2\n", "csv"],
  ["a.csv", "", "\ufeffa;b\n1;2\n", "csv"],
  ["a.geojson", "", '{"type":"FeatureCollection","features":[]}', "geojson"],
  ["a.csv", "text/csv", '{ "features": [], "type": "FeatureCollection" }', "geojson"],
  ["a", "", '{"coordinates":[1,2],"type":"Point"}', "geojson"],
  ["a.json", "", '[{"a":1}]', "json"],
  ["a.json", "", '{"type":"Topology","objects":{}}', "json"],
  ["a.csv", "text/csv", "  <!DOCTYPE html><html><body>Sign in</body></html>", "html"],
  ["a.csv", "text/csv", '<?xml version="1.0"?>\n<html xmlns="x">', "html"],
  ["a.csv", "", "PK\u0003\u0004 rest", "zip"],
  ["a.xlsx", "", "PK\u0003\u0004 rest", "zip"],
  ["a.parquet", "", "PAR1 rest", "parquet"],
  ["a.xlsx", "", "PK\u0003\u0004 [Content_Types].xml xl/workbook.xml", "xlsx"],
  ["a.kml", "", '<?xml version="1.0"?><kml>', "unknown"],
  ["a.csv", "", "%PDF-1.7 …", "unknown"],
  ["a.csv", "", "", "unknown"],
  ["a", "", "Not found", "unknown"],
])("%s (%s) beginning with %j is %s", (fileName, mediaType, text, kind) => {
  expect(sniffKind({ fileName, mediaType, bytes: bytes(text) })).toBe(kind);
});

test("a web page where CSV was promised is refused with that sentence", async () => {
  const page = { fileName: "export.csv", mediaType: "text/csv", bytes: bytes("<html><title>Moved</title></html>") };
  expect(await readTable(page, "CSV")).toEqual({
    ok: false,
    refusal: {
      code: "html",
      message: "The address answers with a web page where CSV was promised: it may have moved, or ask for a sign-in.",
    },
  });
});

test("compressed and unknown files are refused in words, tables are read by what they are", async () => {
  const zip = { fileName: "a.zip", mediaType: "", bytes: bytes("PK\u0003\u0004") };
  expect(await readTable(zip)).toMatchObject({ refusal: { code: "zip" } });
  const gzip = { fileName: "a.csv.gz", mediaType: "", bytes: new Uint8Array([0x1f, 0x8b, 8]) };
  expect(await readTable(gzip)).toMatchObject({ refusal: { code: "zip" } });
  const map = { fileName: "a.csv", mediaType: "", bytes: bytes('{"type":"FeatureCollection","features":[]}') };
  expect(await readTable(map)).toMatchObject({ ok: true, value: { kind: "geojson" } });
});

/** The codes of the warnings about a table of two columns. */
function personal(csv: string): string[] {
  const read = readCsv(bytes(csv));
  return read.ok ? personalWarnings(read.value).map((warning) => warning.code) : [];
}

test("columns named after people's data are warned about, in several languages", () => {
  expect(personal("id,E-Mail,contactPhone,first_name\n1,x,y,z\n")).toEqual([
    "personal-email",
    "personal-phone",
    "personal-name",
  ]);
  expect(personal("id;courriel;téléphone;prénom\n1;x;y;z\n")).toEqual([
    "personal-email",
    "personal-phone",
    "personal-name",
  ]);
});

test("values that look like addresses and numbers of people are warned about, whatever the column is called", () => {
  expect(personal("id,note\n1,call us\n2,ask jane@city.example please\n")).toEqual(["personal-email"]);
  expect(personal("id,reach\n1,+39 02 1234 5678\n2,(503) 823-4000\n")).toEqual(["personal-phone"]);
});

test("parks, streets, codes, dates and coordinates are not people", () => {
  expect(personal("name,street,postcode\nCentral Park,5th Avenue,02128\nSempione,Viale Alemagna,02124\n")).toEqual([]);
  expect(personal("date,lat,lon,district_name\n2020-01-02,45.123456,9.123456,Brera\n")).toEqual([]);
  expect(personal("hotel,telephone\nA,\nB,\n")).toEqual([]);
});
