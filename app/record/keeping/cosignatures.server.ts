import { db } from "~/platform/database.server";
import { readCheckpoint } from "../log/checkpoint";
import { noteText } from "../log/note";

/** The lines of the witnesses under the checkpoint of a size, as far as they have come; each ends in a newline. */
export async function cosignaturesOf(size: bigint): Promise<string> {
  const rows = await db.checkpointCosignature.findMany({
    where: { size },
    orderBy: { witness: "asc" },
    select: { line: true },
  });
  return rows.map(({ line }) => `${line}\n`).join("");
}

/** A checkpoint's note with the lines of its witnesses after ours. */
export async function cosigned(note: string): Promise<string> {
  const read = readCheckpoint(noteText(note));
  return read.ok ? note + (await cosignaturesOf(BigInt(read.value.size))) : note;
}
