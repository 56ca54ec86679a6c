import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import iconv from "iconv-lite";
import { ok, type Result, refuse } from "~/kernel/result";
import type { ReadingWarning } from "./table";

/** A file's text as UTF-8 bytes without byte order mark, and the encoding it was in (IANA name, lower case). */
export type DecodedText = { utf8: Uint8Array; encoding: string; warnings: ReadingWarning[] };

const SAMPLE_BYTES = 64_000;

/** Decodes text of unknown encoding. Refuses what is not text; never throws. */
export function decodeText(bytes: Uint8Array): Result<DecodedText> {
  const utf16 = utf16Of(bytes);
  if (utf16) return transcoded(bytes, utf16, []);
  if (bytes.subarray(0, 8_000).includes(0)) {
    return refuse("not-text", "This file is not text: it holds bytes that no text has. Publish it as CSV in UTF-8.");
  }
  if (isUtf8(bytes)) return ok({ utf8: withoutMark(bytes), encoding: "utf-8", warnings: [] });
  const sample = linesBeyondAscii(bytes);
  const broken = brokenUtf8(sample);
  if (broken > 0) {
    const message = "Some characters are damaged: the file is UTF-8 with bytes that are not. They are shown as �.";
    return transcoded(bytes, "utf-8", [{ code: "damaged-characters", message }]);
  }
  return transcoded(bytes, guessedEncoding(sample), []);
}

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

function transcoded(bytes: Uint8Array, encoding: string, warnings: ReadingWarning[]): Result<DecodedText> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = iconv.decode(source, encoding, { stripBOM: true });
  return ok({ utf8: Buffer.from(text, "utf-8"), encoding, warnings });
}

/** UTF-16 by its mark, or by every second byte of its first thousand being zero. */
function utf16Of(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, 1000);
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at += 1) if (sample[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const many = sample.length * 0.3;
  const [even = 0, odd = 0] = zeros;
  if (sample.length < 4) return null;
  return odd > many && even < many / 10 ? "utf-16le" : even > many && odd < many / 10 ? "utf-16be" : null;
}

/** Up to 64 kB of the lines that hold bytes beyond ASCII: only they tell one 8-bit encoding from another. */
function linesBeyondAscii(bytes: Uint8Array): Uint8Array {
  const sample = Buffer.alloc(SAMPLE_BYTES);
  let filled = 0;
  let at = 0;
  while (at < bytes.length && filled < SAMPLE_BYTES) {
    if ((bytes[at] as number) < 0x80) {
      at += 1;
      continue;
    }
    const start = Math.max(bytes.lastIndexOf(10, at) + 1, at - 2_000);
    const newline = bytes.indexOf(10, at);
    const end = Math.min(newline < 0 ? bytes.length : newline + 1, at + 2_000);
    const line = bytes.subarray(start, Math.min(end, start + SAMPLE_BYTES - filled));
    sample.set(line, filled);
    filled += line.length;
    at = end;
  }
  return sample.subarray(0, filled);
}

/** Damaged bytes in a text that is otherwise UTF-8, else 0: there, more than ten characters are whole for each. */
function brokenUtf8(sample: Uint8Array): number {
  let [whole, broken] = [0, 0];
  for (const character of new TextDecoder("utf-8").decode(sample)) {
    if (character === "\ufffd") broken += 1;
    else if (character > "\u007f") whole += 1;
  }
  return whole > broken * 10 ? broken : 0;
}

/**
 * chardet's guess. On the short texts that city tables are it mistakes Western files for Central European or Turkish
 * ones, so another encoding must beat the Western one by 5 points, and make another text of the bytes.
 */
function guessedEncoding(sample: Uint8Array): string {
  const western = sample.some((byte) => byte >= 0x80 && byte <= 0x9f) ? "windows-1252" : "iso-8859-1";
  const guesses = chardet.analyse(sample).map(({ name, confidence }) => ({ name: name.toLowerCase(), confidence }));
  const usable = guesses.filter(({ name }) => iconv.encodingExists(name) && !/^(?:utf-|ascii)/.test(name));
  const best = usable[0];
  const rival = usable.find(({ name }) => name === "iso-8859-1" || name === "windows-1252");
  if (!best || best === rival || (rival && best.confidence < rival.confidence + 5)) return western;
  const bytes = Buffer.from(sample);
  return iconv.decode(bytes, best.name) === iconv.decode(bytes, western) ? western : best.name;
}
