import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { bytesText } from "~/kernel/text";

/** Said instead of the bytes: the sentence is for people. */
export class Stopped extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** A compressed body may unfold to twenty times what came over the wire; the first megabyte is free. */
const MOST_RATIO = 20;
const FREE_BYTES = 1_000_000;
const MOST_CODINGS = 2;

export const tooLarge = (mostBytes: number): Stopped =>
  new Stopped("too-large", `The file is larger than ${bytesText(mostBytes)}.`);

/** "gzip, br" as its codings, in the order they were applied; refuses what cannot be undone here. */
export function codingsOf(header: string): string[] {
  const codings = header
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim().replace(/^x-/, ""))
    .filter((coding) => coding !== "" && coding !== "identity");
  const strange = codings.find((coding) => !["gzip", "deflate", "br"].includes(coding));
  if (strange) throw new Stopped("encoding", `The server sent the file as “${strange}”, which cannot be read here.`);
  if (codings.length > MOST_CODINGS) throw new Stopped("encoding", "The server compressed the file again and again.");
  return codings;
}

/**
 * The bytes of a body with its compression undone, piece by piece. Throws `Stopped` once more than `mostBytes` have
 * come, on the wire or unfolded, or the unfolded outgrow the wire twentyfold. Leaving early closes the connection.
 */
export async function* plainBytes(
  body: Readable,
  { codings, mostBytes }: { codings: string[]; mostBytes: number },
): AsyncGenerator<Uint8Array> {
  let wire = 0;
  let plain = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const part of body as AsyncIterable<Uint8Array>) {
      wire += part.byteLength;
      if (wire > mostBytes) throw tooLarge(mostBytes);
      yield part;
    }
  }
  try {
    // Undone in the reverse of the order in which they were applied (RFC 9110, 8.4).
    for await (const part of codings.reduceRight(undone, counted())) {
      plain += part.byteLength;
      if (plain > mostBytes) throw tooLarge(mostBytes);
      if (plain > FREE_BYTES && plain > MOST_RATIO * wire)
        throw new Stopped("too-dense", `The file unfolds to more than ${MOST_RATIO} times what was sent.`);
      yield part;
    }
  } finally {
    body.destroy();
  }
}

type Bytes = AsyncIterable<Uint8Array>;

function undone(source: Bytes, coding: string): Bytes {
  if (coding === "br") return through(source, createBrotliDecompress());
  return coding === "gzip" ? through(source, createGunzip()) : inflated(source);
}

/** A stream that fails passes its error on to whoever reads the end of the line, so the callback has nothing to do. */
const through = (source: Bytes, decoder: Transform): Bytes => pipeline(source, decoder, () => {});

/** "deflate" means zlib's wrapping (RFC 9110, 8.4.1.2), yet some servers send the raw stream: the first byte tells. */
async function* inflated(source: Bytes): AsyncGenerator<Uint8Array> {
  const parts = source[Symbol.asyncIterator]();
  const first = await parts.next();
  if (first.done) return;
  async function* again(): AsyncGenerator<Uint8Array> {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => parts };
  }
  const isWrapped = ((first.value[0] ?? 0) & 0x0f) === 8;
  yield* through(again(), isWrapped ? createInflate() : createInflateRaw());
}
