import { db } from "~/platform/database.server";
import { cosignaturesOf } from "../keeping/cosignatures.server";
import { base64 } from "../log/base64";
import { edgeRoot, type LogFile } from "../log/grow";
import { filesUpTo } from "./entries-in-turn.server";

/**
 * Every file of the record as its newest checkpoint signs it, out of the database alone: tiles and entries first, then
 * the key, the checkpoint last. Throws where there is no checkpoint, or where the entries are not those that it signs.
 */
export async function* signedFiles(): AsyncGenerator<LogFile> {
  const [signed, key] = await Promise.all([newestCheckpoint(), newestKey()]);
  if (!signed || !key) throw new Error("Nothing is signed yet: the record is written where jobs run.");
  const files = filesUpTo(Number(signed.size));
  let next = await files.next();
  for (; !next.done; next = await files.next()) yield next.value;
  if (base64(edgeRoot(next.value)) !== signed.root)
    throw new Error(
      "The entries in the database are not those that the newest checkpoint signs. Nothing was signed off.",
    );
  yield { path: "key", bytes: Buffer.from(`${key}\n`) };
  yield { path: "checkpoint", bytes: Buffer.from(signed.note) };
}

/** The newest checkpoint, under its note the lines of its witnesses as far as they have come; null before the first. */
export async function newestCheckpoint() {
  const signed = await db.recordCheckpoint.findFirst({
    orderBy: { id: "desc" },
    select: { size: true, root: true, note: true, signedAt: true },
  });
  return signed && { ...signed, note: signed.note + (await cosignaturesOf(signed.size)) };
}

/** The key that signs, as people hand it on; null before the first start of the integrator. */
export async function newestKey(): Promise<string | null> {
  const row = await db.recordKey.findFirst({ orderBy: { since: "desc" }, select: { key: true } });
  return row?.key ?? null;
}
