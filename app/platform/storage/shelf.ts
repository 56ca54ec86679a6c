import type { Readable } from "node:stream";

/** Bytes from `start` up to and including `end`, counted from 0, as a Range header counts them. */
export type ByteRange = { start: number; end: number };

/**
 * Where stored bytes lie: a folder of this machine, or a bucket. Whoever reads a key sees all of what was put under
 * it or nothing, also when the process that puts it is killed on the way.
 */
export type Shelf = {
  /** The size, and a mark that is another one once somebody has written there again; null where nothing lies. */
  facts(key: string): Promise<{ bytes: number; mark: string } | null>;
  /** Puts what lies in a file of this machine, which stays. */
  put(key: string, file: { path: string; bytes: number; mediaType: string }): Promise<void>;
  read(key: string, range?: ByteRange): Promise<Readable>;
  /** Takes away what lies under a key; nothing where nothing does. */
  remove(key: string): Promise<void>;
  /** Takes away all that lies below a folder. */
  removeBelow(folder: string): Promise<void>;
  /** The place on this machine's disk; null where the bytes are elsewhere. */
  pathOf(key: string): string | null;
};
