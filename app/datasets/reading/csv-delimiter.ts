import Papa from "papaparse";
import type { ByteSource } from "./source";

const CANDIDATES = [",", ";", "\t", "|"];
const SAMPLE_BYTES = 64_000;

/** The delimiter of a text, and how many bytes stand before its header (Excel's own `sep=;` line). */
export type Delimiter = { delimiter: string; headerAt: number };

/** Papaparse's guess from the first lines; a header that lacks the guessed delimiter overrules it. */
export function sniffDelimiter(utf8: ByteSource): Delimiter {
  const sample = new TextDecoder("utf-8").decode(utf8.read(0, SAMPLE_BYTES));
  const stated = /^"?sep=([,;|\t])"?\r?\n/i.exec(sample);
  if (stated?.[1]) return { delimiter: stated[1], headerAt: stated[0].length };
  const whole = utf8.size > SAMPLE_BYTES ? sample.slice(0, sample.lastIndexOf("\n") + 1) || sample : sample;
  const { meta } = Papa.parse<string[]>(whole, { preview: 1, skipEmptyLines: true, delimitersToGuess: CANDIDATES });
  const header = /[^\r\n]+/.exec(whole)?.[0] ?? "";
  if (header.includes(meta.delimiter)) return { delimiter: meta.delimiter, headerAt: 0 };
  const counted = CANDIDATES.map((delimiter) => ({ delimiter, times: header.split(delimiter).length - 1 }));
  const [commonest] = counted.sort((a, b) => b.times - a.times);
  return { delimiter: commonest && commonest.times > 0 ? commonest.delimiter : meta.delimiter, headerAt: 0 };
}
