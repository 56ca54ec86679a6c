import readWorkbook from "read-excel-file/node";
import { type Result, refuse } from "~/kernel/result";
import { bytesText } from "~/kernel/text";
import { readRows } from "./rows";
import type { TableReading } from "./table";

const MOST_BYTES = 12_000_000;

/** Reads the first sheet of an Excel workbook; its first row is the header. Refuses (`file-too-large`, `not-xlsx`). */
export async function readXlsx(bytes: Uint8Array): Promise<Result<TableReading>> {
  if (bytes.length > MOST_BYTES)
    return refuse(
      "file-too-large",
      `This workbook has ${bytesText(bytes.length)}; Palio reads workbooks of up to ${bytesText(MOST_BYTES)}. Publish the table as CSV.`,
    );
  try {
    const sheets = await readWorkbook(Buffer.from(bytes));
    const [first, ...others] = sheets;
    const [header = [], ...rows] = first?.data ?? [];
    const message = `The workbook has ${others.length + 1} sheets; the first, “${first?.sheet}”, was read.`;
    const warnings = others.length > 0 ? [{ code: "more-sheets", message }] : [];
    return readRows({ kind: "xlsx", names: header.map((cell) => String(cell ?? "")), rows, warnings });
  } catch {
    return refuse("not-xlsx", "This is not a workbook that can be read. Publish the table itself as CSV.");
  }
}
