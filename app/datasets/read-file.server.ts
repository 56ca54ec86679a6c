import type { Result } from "~/kernel/result";
import { refuse } from "~/kernel/result";
import { bytesText } from "~/kernel/text";
import { readTable } from "./reading/read-table";
import type { ArrivedFile } from "./reading/sniff";
import type { TableReading } from "./reading/table";

/** Reading blocks the server's one thread, so files stay small until a worker thread reads them. */
export const MOST_FILE_BYTES = 20_000_000;

/** The one place where the server reads a table. `promised` is the catalogue's format, or "". */
export async function readFile(file: ArrivedFile, promised = ""): Promise<Result<TableReading>> {
  if (file.bytes.byteLength > MOST_FILE_BYTES)
    return refuse(
      "file-too-large",
      `This file has ${bytesText(file.bytes.byteLength)}; for now Palio reads files of up to ${bytesText(MOST_FILE_BYTES)}. Publish it in parts, or in a smaller extract.`,
    );
  return readTable(file, promised);
}
