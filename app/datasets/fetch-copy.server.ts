import type { Result } from "~/kernel/result";
import { db, now, type Tx } from "~/platform/database.server";
import { fetchPublic } from "~/platform/fetch.server";
import { type HeldFile, holdFile, writeSnapshot } from "./copies.server";
import { MOST_FILE_BYTES, readFile } from "./read-file.server";

/**
 * Fetches what lies at a distribution's address. Where the bytes are those of the newest copy nothing is written but
 * the time; where they cannot be read the sentence that says why stands on the dataset's page.
 */
export async function fetchCopy({ distributionId }: { distributionId: string }): Promise<void> {
  const distribution = await db.distribution.findUnique({
    where: { id: distributionId },
    select: { url: true, format: true },
  });
  if (!distribution?.url) return;
  const held = await heldFrom(distribution.url, distribution.format);
  await db.$transaction(async (tx) => {
    // Two runs of one job write one copy: the second waits here and finds the first one's.
    await tx.$queryRaw`SELECT 1 FROM distribution WHERE id = ${distributionId}::uuid FOR UPDATE`;
    if (held.ok) await keepIfNew(distributionId, held.value, tx);
    await tx.distribution.update({
      where: { id: distributionId },
      data: {
        copyTriedAt: await now(tx),
        copyError: held.ok ? null : held.refusal.message,
        ...(held.ok && distribution.format === ""
          ? { format: held.value.reading.kind === "csv" ? "CSV" : "GeoJSON" }
          : {}),
      },
    });
  });
}

async function heldFrom(url: string, promised: string): Promise<Result<HeldFile>> {
  const fetched = await fetchPublic(url, MOST_FILE_BYTES);
  if (!fetched.ok) return fetched;
  const { bytes, type, url: last } = fetched.value;
  const file = { fileName: fileNameOf(last) || fileNameOf(url), mediaType: type, bytes };
  const reading = await readFile(file, promised);
  return reading.ok ? { ok: true, value: await holdFile(file, reading.value) } : reading;
}

async function keepIfNew(distributionId: string, held: HeldFile, tx: Tx): Promise<void> {
  const newest = await tx.snapshot.findFirst({
    where: { distributionId },
    orderBy: { fetchedAt: "desc" },
    select: { sha256: true },
  });
  if (newest?.sha256 !== held.sha256) await writeSnapshot(distributionId, held, tx);
}

/** The last part of an address's path as a file's name. */
function fileNameOf(url: string): string {
  const last = new URL(url).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
