import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import iconv from "iconv-lite";
import { ok, type Result, refuse } from "~/kernel/result";
import { type ByteSource, from, piecesOf, type Transcode, transcodeInMemory } from "./source";
import type { ReadingWarning } from "./table";

/** A file's text as UTF-8 bytes without byte order mark, and the encoding it was in (IANA name, lower case). */
export type DecodedText = { utf8: ByteSource; encoding: string; warnings: ReadingWarning[] };

const SAMPLE_BYTES = 64_000;

/** Decodes text of unknown encoding; a text that is UTF-8 already is passed on as it lies. Refuses what is not text. */
export function decodeText(source: ByteSource, transcode: Transcode = transcodeInMemory): Result<DecodedText> {
  const head = source.read(0, 8_000);
  const utf16 = utf16Of(head);
  if (utf16) return ok({ utf8: transcode(source, utf16), encoding: utf16, warnings: [] });
  if (head.includes(0)) {
    return refuse("not-text", "This file is not text: it holds bytes that no text has. Publish it as CSV in UTF-8.");
  }
  if (isWhollyUtf8(source)) return ok({ utf8: from(source, markLength(head)), encoding: "utf-8", warnings: [] });
  const sample = linesBeyondAscii(source);
  const broken = brokenUtf8(sample);
  if (broken > 0) {
    const message = "Some characters are damaged: the file is UTF-8 with bytes that are not. They are shown as �.";
    const warnings = [{ code: "damaged-characters", message }];
    return ok({ utf8: transcode(source, "utf-8"), encoding: "utf-8", warnings });
  }
  const encoding = guessedEncoding(sample);
  return ok({ utf8: transcode(source, encoding), encoding, warnings: [] });
}

const markLength = (head: Uint8Array): number => (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0);

/** Piece by piece; a character that a piece cuts in two is looked at with the next one. */
function isWhollyUtf8(source: ByteSource): boolean {
  let rest: Buffer = Buffer.alloc(0);
  for (const [piece] of piecesOf(source)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const whole = bytes.length - cutLength(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    rest = Buffer.from(bytes.subarray(whole));
  }
  return rest.length === 0;
}

/** How many bytes at the end begin a character that is not finished there. */
function cutLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
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
function linesBeyondAscii(source: ByteSource): Uint8Array {
  const sample = Buffer.alloc(SAMPLE_BYTES);
  let filled = 0;
  for (const [piece] of piecesOf(source)) {
    for (let at = 0; at < piece.length && filled < SAMPLE_BYTES; ) {
      if ((piece[at] as number) < 0x80) {
        at += 1;
        continue;
      }
      const start = Math.max(piece.lastIndexOf(10, at) + 1, at - 2_000);
      const newline = piece.indexOf(10, at);
      const end = Math.min(newline < 0 ? piece.length : newline + 1, at + 2_000);
      filled += piece.copy(sample, filled, start, end);
      at = end;
    }
    if (filled >= SAMPLE_BYTES) break;
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
