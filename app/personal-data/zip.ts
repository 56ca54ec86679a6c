import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

/** A file of a zip: `isPacked` where packing it once more gains nothing. */
export type ZipFile = { name: string; isPacked?: boolean; bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

/** Zips files one after another, a piece at a time, so that none is ever whole in memory. */
export async function* zipped(files: AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const done: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    done.push(piece);
  });
  for await (const { name, isPacked, bytes } of files) {
    const file = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name);
    zip.add(file);
    for await (const piece of bytes) {
      file.push(piece);
      yield* done.splice(0);
    }
    file.push(new Uint8Array(), true);
    yield* done.splice(0);
  }
  zip.end();
  yield* done.splice(0);
}
