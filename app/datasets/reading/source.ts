import iconv from "iconv-lite";

/** The bytes of a file wherever they lie: asked for in pieces, so that no more than a piece has to be in memory. */
export type ByteSource = {
  size: number;
  /** The bytes from `from` up to, but not at, `to`; fewer at the end. */
  read(from: number, to: number): Buffer;
};

export const sourceOf = (bytes: Uint8Array): ByteSource => {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { size: all.length, read: (from, to) => all.subarray(from, to) };
};

/** A source without the bytes before `start`. */
export const from = (source: ByteSource, start: number): ByteSource =>
  start === 0 ? source : { size: source.size - start, read: (a, b) => source.read(a + start, b + start) };

export const PIECE = 1 << 16;

/** The source piece by piece, each with the offset that it begins at. */
export function* piecesOf(
  source: ByteSource,
  start = 0,
  end = source.size,
): Generator<[piece: Buffer, offset: number]> {
  for (let offset = start; offset < end; ) {
    const piece = source.read(offset, Math.min(offset + PIECE, end));
    if (piece.length === 0) return;
    yield [piece, offset];
    offset += piece.length;
  }
}

/** Writes a source again in UTF-8; where to is the caller's business. */
export type Transcode = (source: ByteSource, encoding: string) => ByteSource;

/** UTF-8 in memory, for files that are in memory. */
export const transcodeInMemory: Transcode = (source, encoding) =>
  sourceOf(Buffer.concat([...utf8PiecesOf(source, encoding)]));

/** A source of any encoding as pieces of UTF-8, without its byte order mark. */
export function* utf8PiecesOf(source: ByteSource, encoding: string): Generator<Buffer> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  for (const [piece] of piecesOf(source)) yield Buffer.from(decoder.write(piece), "utf-8");
  yield Buffer.from(decoder.end() ?? "", "utf-8");
}
