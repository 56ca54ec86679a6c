import { closeSync, fstatSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { type ByteSource, type Transcode, utf8PiecesOf } from "../reading/source";

/** A file of this machine that is read where it lies; `close` it afterwards. */
export type FileSource = ByteSource & { close(): void };

export function fileSource(path: string): FileSource {
  const file = openSync(path, "r");
  return {
    size: fstatSync(file).size,
    read(from, to) {
      const bytes = Buffer.allocUnsafe(Math.max(0, to - from));
      return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
    },
    close: () => closeSync(file),
  };
}

/** Writes texts of other encodings again beside the file, in UTF-8; `clear` removes what was written. */
export function transcodeBeside(path: string): { transcode: Transcode; clear(): void } {
  const beside = `${path}.utf8`;
  let opened: FileSource | undefined;
  return {
    transcode(source, encoding) {
      const file = openSync(beside, "w");
      for (const piece of utf8PiecesOf(source, encoding)) writeSync(file, piece);
      closeSync(file);
      opened = fileSource(beside);
      return opened;
    },
    clear() {
      opened?.close();
      rmSync(beside, { force: true });
    },
  };
}
