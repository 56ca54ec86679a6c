import { mayEdit, type Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { isoDay } from "~/kernel/time";
import { db, now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { sha256 } from "~/platform/secret.server";
import { withIncoming } from "~/platform/storage/incoming.server";
import { formatNameOf, type HeldFile, holdFile, writeSnapshot } from "./copies.server";
import { profileFile } from "./profile/profile-file.server";
import { LIMITS, refuseTooLarge } from "./reading/table";

/** A file as a browser sent it. */
export type Upload = { fileName: string; mediaType: string; bytes: Uint8Array };

/** Reads what was uploaded from a file on the way in, as everything else is read. */
export async function heldUpload({ fileName, mediaType, bytes }: Upload): Promise<Result<HeldFile>> {
  if (bytes.byteLength > LIMITS.fileBytes) return refuseTooLarge(bytes.byteLength);
  return withIncoming(bytes, async (path) => {
    const reading = await profileFile({ path, fileName, mediaType });
    if (!reading.ok) return reading;
    return ok(await holdFile({ path, fileName, bytes: bytes.byteLength, sha256: sha256(bytes) }, reading.value));
  });
}

const FILE = {
  id: true,
  title: true,
  dataset: {
    select: { id: true, title: true, organisationId: true, organisation: { select: { timeZone: true } } },
  },
  snapshots: { orderBy: { fetchedAt: "desc" }, take: 1, select: { sha256: true, fileName: true, fetchedAt: true } },
} as const;

/** The file of a dataset that was uploaded and lies nowhere else; 404 where it has an address, or where there is none. */
export async function uploadedFile(slug: string, tx: Tx | typeof db = db) {
  const { snapshots, ...file } = found(
    await tx.distribution.findFirst({
      where: { url: null, dataset: { slug, sourceId: null }, snapshots: { some: {} } },
      orderBy: { position: "asc" },
      select: FILE,
    }),
  );
  return { ...file, newest: found(snapshots[0] ?? null) };
}

/**
 * Takes a newer file of a dataset that was uploaded: one more copy in its history. What a challenge pinned stays as it
 * was promised. Refuses what cannot be read, and the file that is held already.
 */
export async function takeNewerFile(
  { slug, ...upload }: Upload & { slug: string },
  viewer: Viewer,
): Promise<Result<{ rowCount: number }>> {
  const { id, dataset } = await uploadedFile(slug);
  if (!mayEdit(viewer, dataset.organisationId))
    return refuse("not-yours", "Only owners and editors of the organisation can give its data a newer file.");
  const held = await heldUpload(upload);
  if (!held.ok) return held;
  return transaction(async (tx) => {
    // Two uploads of one file write one copy: the second waits here and finds the first one's.
    await tx.$queryRaw`SELECT 1 FROM distribution WHERE id = ${id}::uuid FOR UPDATE`;
    const { newest } = await uploadedFile(slug, tx);
    const { reading, sha256: hash } = held.value;
    if (newest.sha256 === hash)
      return refuse("same-file", "This is the file that is held already, to the byte. Nothing has changed.");
    await writeSnapshot(id, held.value, tx);
    await tx.distribution.update({ where: { id }, data: { format: formatNameOf(reading.kind) } });
    const modified = isoDay(await now(tx));
    await tx.dataset.update({ where: { id: dataset.id }, data: { modified } });
    return ok({ rowCount: reading.rowCount });
  });
}
