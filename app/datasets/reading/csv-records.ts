import { CsvError, type Options, Parser } from "csv-parse";
import { readLines } from "./csv-lines";
import { type ByteSource, PIECE, piecesOf } from "./source";
import { LIMITS } from "./table";

/** Where reading a text differed from what its quotes said. */
export type RecordTrouble = { code: "literal-quotes" | "record-too-long"; line: number };

/** Answers "stop" to end the reading after this record. `line` is the record's last line, counted from 1. */
export type OnRecord = (cells: string[], line: number) => "stop" | undefined;

/** So many lines with a stray quote are read one by one; a file with more has quotes that mean nothing. */
const RESCUES = 20;

class Stop extends Error {}
class Swallowed extends Error {}
class Patient extends Error {}

type Place = { offset: number; line: number };
type Reading = {
  utf8: ByteSource;
  delimiter: string;
  onRecord: OnRecord;
  onProgress: (bytes: number) => void;
  width: number;
  /** How many records the parser reads before plain lines are looked for again. */
  patience: number;
};

/**
 * Hands over each record of a UTF-8 text, in order, within the memory of one record. Plain lines are cut as they are;
 * csv-parse reads what is not plain, for longer each time, so that a text that is all like that goes through it once.
 * Where a quoted field swallows
 * the lines after it (a quote that is never closed, or closed by another row's quote), its line is read with literal
 * quotes and reading goes on behind it; from the twenty-first such line on all quotes are literal. A record of more
 * than 1 MB ends the reading. Blank lines are skipped; rows may differ in length. Never throws on any bytes.
 */
export function readRecords(
  text: { utf8: ByteSource; delimiter: string; start: Place },
  onRecord: OnRecord,
  onProgress: (bytes: number) => void = () => {},
): RecordTrouble[] {
  const { utf8 } = text;
  const reading: Reading = {
    ...{ utf8, delimiter: text.delimiter, onProgress, width: 0, patience: 1 },
    onRecord: (cells, line) => {
      reading.width ||= cells.length;
      return onRecord(cells, line);
    },
  };
  const troubles: RecordTrouble[] = [];
  const readable = readableBytes(utf8);
  let place = text.start;
  while (place.offset < readable) {
    const isLiteral = troubles.length >= RESCUES;
    const quote = isLiteral ? null : '"';
    const plain = passLines(reading, place, { quote, to: readable });
    if (plain.isStopped) return troubles;
    place = plain.place;
    if (place.offset >= readable) break;
    const end = pass(reading, place, { quote, to: readable, most: reading.patience });
    if (end.outcome === "patient") {
      reading.patience *= 2;
      place = end.place;
      continue;
    }
    if (end.outcome === "done") {
      const isCut = readable < utf8.size && !end.isStopped;
      return isCut ? [...troubles, { code: "record-too-long", line: end.place.line + 1 }] : troubles;
    }
    if (end.outcome === "too-long" && isLiteral) {
      return [...troubles, { code: "record-too-long", line: end.place.line + 1 }];
    }
    const to = endOfLine(utf8, end.place.offset);
    const line = pass(reading, end.place, { quote: null, to, most: Infinity });
    if (line.outcome === "too-long") return [...troubles, { code: "record-too-long", line: end.place.line + 1 }];
    if (line.outcome === "done" && line.isStopped) return troubles;
    if (line.place.line > end.place.line) troubles.push({ code: "literal-quotes", line: end.place.line + 1 });
    place = { offset: to, line: end.place.line + 1 };
  }
  return readable < utf8.size ? [...troubles, { code: "record-too-long", line: place.line + 1 }] : troubles;
}

/** The bytes before the first line that is longer than a record may be. */
function readableBytes(utf8: ByteSource): number {
  let start = 0;
  while (utf8.size - start > LIMITS.recordBytes) {
    const behind = behindLastBreak(utf8, start, start + LIMITS.recordBytes);
    if (behind === null) return start;
    start = behind;
  }
  return utf8.size;
}

/** The offset behind the last line break before `end`, looked for from there back to `start`; null where none is. */
function behindLastBreak(utf8: ByteSource, start: number, end: number): number | null {
  for (let to = end; to > start; to -= PIECE) {
    const from = Math.max(start, to - PIECE);
    const piece = utf8.read(from, to);
    const last = Math.max(piece.lastIndexOf(10), piece.lastIndexOf(13));
    if (last >= 0) return from + last + 1;
  }
  return null;
}

/** Hands over plain lines from a record's beginning on, up to the first line that is anything else. */
function passLines(
  { utf8, delimiter, ...reading }: Reading,
  from: Place,
  { quote, to }: { quote: '"' | null; to: number },
): { place: Place; isStopped: boolean } {
  const place = { ...from };
  while (place.offset < to) {
    const piece = utf8.read(place.offset, Math.min(place.offset + PIECE, to));
    const whole = piece.lastIndexOf(10) + 1;
    if (whole === 0) break;
    const text = piece.toString("utf-8", 0, whole);
    const end = readLines(text, { delimiter, quote }, (cells, lines) => reading.onRecord(cells, place.line + lines));
    const isWhole = end.characters === text.length;
    place.offset += isWhole ? whole : Buffer.byteLength(text.slice(0, end.characters));
    place.line += end.lines;
    reading.onProgress(place.offset);
    if (end.isStopped || !isWhole) return { place, isStopped: end.isStopped };
  }
  return { place, isStopped: false };
}

type PassEnd = { outcome: "done" | "patient" | "swallowed" | "too-long"; place: Place; isStopped: boolean };

/** csv-parse's parser, fed piece by piece in step: what it makes of a piece is handed over before the next one. */
class Records extends Parser {
  readonly #onRecord: (cells: string[]) => void;

  constructor(options: Options<string[]>, onRecord: (cells: string[]) => void) {
    super(options);
    this.#onRecord = onRecord;
  }

  override push(cells: string[] | null): boolean {
    if (cells !== null) this.#onRecord(cells);
    return true;
  }

  /** Throws what the parser finds wrong. */
  feed(piece: Buffer): void {
    this._transform(piece, "utf-8", thrown);
  }

  finish(): void {
    this._flush(thrown);
  }
}

const thrown = (error?: Error | null): void => {
  if (error) throw error;
};

/** One run of the parser; `place` is the end of the last record that it handed over. */
function pass(
  reading: Reading,
  from: Place,
  { quote, to, most }: { quote: '"' | null; to: number; most: number },
): PassEnd {
  const place = { ...from };
  const options: Options<string[]> = {
    delimiter: reading.delimiter,
    quote,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LIMITS.recordBytes,
  };
  let read = 0;
  const parser = new Records(options, (cells) => {
    const line = from.line + parser.info.lines;
    if (quote && line - place.line > 1 && hasSwallowed(cells, reading)) throw new Swallowed();
    place.offset = from.offset + parser.info.bytes;
    place.line = line;
    if (reading.onRecord(cells, line) === "stop") throw new Stop();
    read += 1;
    if (read >= most) throw new Patient();
  });
  try {
    for (const [piece, offset] of piecesOf(reading.utf8, from.offset, to)) {
      parser.feed(piece);
      reading.onProgress(offset + piece.length);
    }
    parser.finish();
    return { outcome: "done", place, isStopped: false };
  } catch (error) {
    if (error instanceof Stop) return { outcome: "done", place, isStopped: true };
    if (error instanceof Patient) return { outcome: "patient", place, isStopped: false };
    if (error instanceof Swallowed) return { outcome: "swallowed", place, isStopped: false };
    if (!(error instanceof CsvError)) throw error;
    const isSwallowed = quote !== null || error.code !== "CSV_MAX_RECORD_SIZE";
    return { outcome: isSwallowed ? "swallowed" : "too-long", place, isStopped: false };
  }
}

const BREAK = /\r\n|\n|\r/;

/**
 * True where a field holds lines that look like rows: at least three of them, four in five as wide as the header; or
 * where its quote did not end it (then it still begins with it) and the row was complete at the end of the line.
 */
function hasSwallowed(cells: string[], { delimiter, width }: Reading): boolean {
  const widthOf = (line: string) => line.split(delimiter).length;
  return cells.some((cell, index) => {
    if (width < 2 || !cell.includes(delimiter)) return false;
    const lines = cell.split(BREAK);
    if (lines.length > 1 && cell.startsWith('"') && widthOf(lines[0] ?? "") === width - index) return true;
    const inner = lines.slice(1, -1);
    return inner.length >= 3 && inner.filter((line) => widthOf(line) === width).length * 5 >= inner.length * 4;
  });
}

/** The offset behind the line break that ends the line at `offset`. */
function endOfLine(utf8: ByteSource, offset: number): number {
  for (const [piece, start] of piecesOf(utf8, offset)) {
    const [feed, back] = [piece.indexOf(10), piece.indexOf(13)];
    if (back >= 0 && (feed < 0 || back < feed)) {
      const next = utf8.read(start + back + 1, start + back + 2)[0];
      return start + back + (next === 10 ? 2 : 1);
    }
    if (feed >= 0) return start + feed + 1;
  }
  return utf8.size;
}
