import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { codingsOf, plainBytes, Stopped, tooLarge } from "./body.server";
import type { Answer } from "./door.server";

/** What a copy that is held already was marked with; sent along, a server may answer "not modified". */
export type Marks = { etag?: string | null; lastModified?: string | null };

/** How far a reading is: bytes after decompression, of how many where the server says so. */
export type Progress = { bytes: number; of: number | null };

type Head = { status: number; type: string; url: string; etag: string | null; lastModified: string | null };

/** The bytes of an answer in memory. `type` is the media type without its parameters, "" where none is stated. */
export type Fetched = Head & { bytes: Uint8Array };

/**
 * An answer as a temporary file, which the caller removes; or no file, because the bytes are those that were marked.
 * `bytes` counts after decompression and `sha256` (hexadecimal) is of those bytes; `url` is where redirects ended.
 */
export type FetchedFile =
  | (Head & { unchanged: true })
  | (Head & { unchanged: false; path: string; bytes: number; sha256: string; remove(): Promise<void> });

/** An answer to what was sent; any status is one. */
export type Said = { status: number; type: string; text: string };

/** An answer's head alone. `bytes` is the size the server states, if it does. */
export type LookedAt = Head & { bytes: number | null; unchanged: boolean };

export const conditional = ({ etag, lastModified }: Marks): Record<string, string> => ({
  ...(etag ? { "if-none-match": etag } : {}),
  ...(lastModified ? { "if-modified-since": lastModified } : {}),
});

export const headOf = ({ status, url, header }: Answer): Head => ({
  status,
  url,
  type: (header("content-type").split(";")[0] ?? "").trim().toLowerCase(),
  etag: header("etag") || null,
  lastModified: header("last-modified") || null,
});

/** Closes an answer whose body nobody wants, however long it is. */
export const dismiss = ({ body }: Answer): void => void body.on("error", () => {}).destroy();

/** The body of a good answer, decompressed. */
function bytesOf(answer: Answer, mostBytes: number): AsyncIterable<Uint8Array> {
  if (answer.status >= 200 && answer.status <= 299) return anyBytesOf(answer, mostBytes);
  dismiss(answer);
  throw new Stopped("bad-answer", `The address answered ${answer.status}.`);
}

/** The body of any answer, decompressed. Refuses at once what states a size over the cap. */
function anyBytesOf(answer: Answer, mostBytes: number): AsyncIterable<Uint8Array> {
  try {
    if ((statedBytes(answer) ?? 0) > mostBytes) throw tooLarge(mostBytes);
    return plainBytes(answer.body, { codings: codingsOf(answer.header("content-encoding")), mostBytes });
  } catch (error) {
    dismiss(answer);
    throw error;
  }
}

export function statedBytes({ header }: Pick<Answer, "header">): number | null {
  const length = /\/(\d{1,15})$/.exec(header("content-range"))?.[1] ?? header("content-length");
  return /^\d{1,15}$/.test(length) ? Number(length) : null;
}

export async function intoMemory(answer: Answer, mostBytes: number): Promise<Fetched> {
  const parts: Uint8Array[] = [];
  for await (const part of bytesOf(answer, mostBytes)) parts.push(part);
  return { ...headOf(answer), bytes: Buffer.concat(parts) };
}

/** Any answer as the text it is, be it good or not. */
export async function whatWasSaid(answer: Answer, mostBytes: number): Promise<Said> {
  const parts: Uint8Array[] = [];
  for await (const part of anyBytesOf(answer, mostBytes)) parts.push(part);
  const { status, type } = headOf(answer);
  return { status, type, text: Buffer.concat(parts).toString("utf8") };
}

/** Writes the body into a new file at `file`; where that fails on the way the file is gone again. */
export async function intoFile(
  answer: Answer,
  { mostBytes, file, onProgress }: { mostBytes: number; file: string; onProgress?: (at: Progress) => void },
): Promise<FetchedFile> {
  if (answer.status === 304) {
    dismiss(answer);
    return { ...headOf(answer), unchanged: true };
  }
  const parts = bytesOf(answer, mostBytes);
  const remove = () => rm(file, { force: true });
  const of = answer.header("content-encoding") === "" ? statedBytes(answer) : null;
  const hash = createHash("sha256");
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const part of parts) {
      hash.update(part);
      bytes += part.byteLength;
      onProgress?.({ bytes, of });
      yield part;
    }
  }
  try {
    // Opened before anything is read: a stream that opens it itself may do so after the file was taken away again.
    const opened = await open(file, "wx", 0o600);
    await pipeline(counted, opened.createWriteStream());
  } catch (error) {
    dismiss(answer);
    await remove();
    throw error;
  }
  return { ...headOf(answer), unchanged: false, path: file, bytes, sha256: hash.digest("hex"), remove };
}
