import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readDcatUs } from "~/datasets/catalogue/dcat-us";
import { readLicence } from "~/datasets/catalogue/licence";
import { plainText } from "~/datasets/catalogue/plain-text";
import { mapOf } from "~/datasets/map";
import { personalWarnings } from "~/datasets/personal";
import { plainNumberIn } from "~/datasets/reading/cell-value";
import { readCsv } from "~/datasets/reading/csv";
import { readRecords } from "~/datasets/reading/csv-records";
import { readGeoJson } from "~/datasets/reading/geojson";
import { readJson } from "~/datasets/reading/json-rows";
import { readTable } from "~/datasets/reading/read-table";
import { simplified } from "~/datasets/reading/shapes";
import { type ByteSource, sourceOf } from "~/datasets/reading/source";
import type { Shape } from "~/datasets/reading/table";
import { summaryOf } from "~/datasets/summary";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Text that looks like a table made by someone in a hurry. */
const messy = fc
  .array(
    fc.constantFrom(
      '"',
      ",",
      ";",
      "\n",
      "\r\n",
      "\r",
      "\t",
      "1",
      "-1,5",
      "x",
      "é",
      "2020-01-01",
      "NULL",
      " ",
      "😀",
      "\0",
    ),
    {
      maxLength: 300,
    },
  )
  .map((parts) => parts.join(""));

test("no bytes make reading throw, and what was read can be stored and shown", async () => {
  const file = fc.oneof(fc.uint8Array({ maxLength: 2_000 }), messy.map(encode), fc.json().map(encode));
  await fc.assert(
    fc.asyncProperty(file, fc.constantFrom("a.csv", "a.geojson", "a"), async (bytes, fileName) => {
      for (const read of [
        await readTable({ fileName, mediaType: "", bytes }),
        readCsv(bytes),
        readGeoJson(bytes),
        readJson(bytes),
      ]) {
        if (!read.ok) {
          expect(read.refusal.message).toMatch(/\.$/);
          continue;
        }
        const stored = JSON.stringify(read.value);
        expect(stored).not.toMatch(/\\u0000|\\ud[89a-f]/);
        expect(read.value.preview.length).toBeLessThanOrEqual(read.value.rowCount);
        expect(summaryOf(read.value)).toMatch(/\.$/);
        personalWarnings(read.value);
      }
    }),
    { numRuns: 500 },
  );
});

test("a table written as CSV is read again cell by cell", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", "Ω", "7", " ", ",", ";", '"', "\n"), maxLength: 12 });
  const rows = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 20 }));
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(",", ";", "\t", "|"),
      fc.constantFrom("\n", "\r\n"),
      (table, delimiter, newline) => {
        const width = table[0]?.length ?? 2;
        const header = Array.from({ length: width }, (_, index) => `column_${"abcde"[index]}`);
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const csv = [header, ...table].map((row) => row.map(quoted).join(delimiter)).join(newline);
        const read = readCsv(encode(csv), { delimiter });
        if (!read.ok) throw new Error(read.refusal.message);
        fc.pre(!read.value.warnings.some((warning) => warning.code === "literal-quotes"));
        expect(read.value.columns.map((column) => column.name)).toEqual(header);
        expect(read.value.preview).toEqual(table);
        expect(read.value.rowCount).toBe(table.length);
      },
    ),
    { numRuns: 300 },
  );
});

test("counts add up: missing, distinct and misfits never exceed the rows", () => {
  fc.assert(
    fc.property(messy, (text) => {
      const read = readCsv(encode(text));
      if (!read.ok) return;
      for (const column of read.value.columns) {
        const present = read.value.rowCount - column.missing;
        expect(present).toBeGreaterThanOrEqual(0);
        expect(column.distinct).toBeLessThanOrEqual(present);
        expect(column.misfits * 20).toBeLessThanOrEqual(present);
        expect(column.type === "empty").toBe(present === 0);
      }
    }),
    { numRuns: 300 },
  );
});

test("no document makes a catalogue throw, and no address but http gets through", () => {
  const field = fc.constantFrom(
    "title",
    "identifier",
    "description",
    "spatial",
    "modified",
    "license",
    "contactPoint",
    "distribution",
    "landingPage",
    "keyword",
    "publisher",
  );
  const dataset = fc.dictionary(field, fc.oneof(fc.jsonValue(), fc.webUrl(), fc.emailAddress()), { maxKeys: 8 });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.record({ dataset: fc.array(dataset, { maxLength: 5 }) })), (document) => {
      const read = readDcatUs(document);
      if (!read.ok) return;
      for (const { landingPage, distributions } of read.value.datasets) {
        for (const url of [landingPage, ...distributions.map((one) => one.url)]) {
          if (url !== null) expect(url).toMatch(/^https?:\/\//);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("no text makes a licence or a description throw, and an unclear licence is never open", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), messy), (raw) => {
      const { open, id, confidence } = readLicence(raw);
      if (confidence === "unclear") expect([id, open]).toEqual([null, null]);
      expect(plainText(raw, 50).length).toBeLessThanOrEqual(50);
    }),
    { numRuns: 500 },
  );
});

test("simplified shapes stay in their box and their budget, and draw without a hole in the numbers", () => {
  const position = fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -90, max: 90, noNaN: true }),
  );
  const ring = fc.array(position, { minLength: 1, maxLength: 60 });
  const shape = fc.record({
    kind: fc.constantFrom<Shape["kind"]>("point", "line", "area"),
    rings: fc.array(ring, { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(shape, { minLength: 1, maxLength: 20 }), (shapes) => {
      const few = simplified(shapes, [-180, -90, 180, 90]);
      expect(JSON.stringify(few).length).toBeLessThanOrEqual(60_000);
      const map = mapOf(few, [-180, -90, 180, 90], 800);
      expect(JSON.stringify(map)).not.toMatch(/null,|NaN|Infinity/);
    }),
    { numRuns: 200 },
  );
});

test("a file read in pieces, wherever they are cut, tells the same as one read at once", () => {
  const text = fc.oneof(
    messy,
    fc.array(messy, { minLength: 1, maxLength: 30 }).map((parts) => parts.join("\n")),
  );
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 7 }), (csv, size) => {
      const bytes = encode(csv);
      const whole = sourceOf(bytes);
      const inPieces: ByteSource = {
        size: whole.size,
        read: (from, to) => whole.read(from, Math.min(to, from + size)),
      };
      const isSampled = bytes.length >= 8_000;
      fc.pre(!isSampled);
      // What a file is is told from its beginning; from there on pieces may be of any size.
      const patient: ByteSource = {
        size: whole.size,
        read: (from, to) => (to - from >= 1_000_000 || from === 0 ? whole.read(from, to) : inPieces.read(from, to)),
      };
      expect(readCsv(patient)).toEqual(readCsv(bytes));
    }),
    { numRuns: 300 },
  );
});

test("plain lines and quoted ones are cut as csv-parse cuts them, whatever their order", () => {
  const cell = fc.constantFrom(
    "",
    "a",
    "é 1",
    " x ",
    'say ""hi""',
    "two\nlines",
    "two\r\nlines",
    "a,b",
    "'",
    "long enough to be a piece",
  );
  const row = fc.array(fc.tuple(cell, fc.boolean()), { minLength: 1, maxLength: 4 });
  const broken = fc.constantFrom("\n", "\r\n", "\n\n");
  fc.assert(
    fc.property(fc.array(fc.tuple(row, broken), { maxLength: 40 }), fc.boolean(), (rows, isEnded) => {
      const quoted = (text: string, always: boolean) => (always || /[",\r\n]/.test(text) ? `"${text}"` : text);
      const whole = rows
        .map(([cells, end]) => cells.map(([text, always]) => quoted(text, always)).join(",") + end)
        .join("");
      const text = isEnded ? whole : whole.trimEnd();
      const read: string[][] = [];
      const source = { utf8: sourceOf(encode(text)), delimiter: ",", start: { offset: 0, line: 0 } };
      const troubles = readRecords(source, (cells) => void read.push(cells));
      expect(troubles).toEqual([]);
      const options = { relax_column_count: true, skip_empty_lines: true, record_delimiter: ["\r\n", "\n", "\r"] };
      expect(read).toEqual(parse(text, options));
    }),
    { numRuns: 500 },
  );
});

test("plain digits are read as Number reads them, to the last bit, and nothing else is plain", () => {
  const plain = fc.stringMatching(/^[+-]?(?:\d{1,15}|\d{1,8}\.\d{1,7})$/);
  fc.assert(fc.property(plain, (text) => Object.is(plainNumberIn(text), Number(text))));
  const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);
  fc.assert(
    fc.property(fc.oneof(fc.string(), double), (text) => {
      const read = plainNumberIn(text);
      return read === null || Object.is(read, Number(text));
    }),
  );
  for (const text of ["", ".", "-", "+", "1.", ".5", "1e3", "0x1f", "1.2.3", " 1", "1234567890123456", "Infinity"])
    expect(plainNumberIn(text)).toBeNull();
});
