import { mayEdit, type Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { bytesText } from "~/kernel/text";
import { type Tx, transaction } from "~/platform/database.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { storeFile } from "~/platform/storage/files.server";

/** Reads a catalogue and brings in what it lists. */
export const importCatalogue = job<{ runId: string }>("import-catalogue");

export const MOST_CATALOGUE_BYTES = 20_000_000;

export type ImportFrom = { organisationId: string } & ({ address: string } | { fileName: string; bytes: Uint8Array });

/** Starts bringing in a catalogue from an address or a file. Imports of one organisation run one after another. */
export async function startImport(from: ImportFrom, viewer: Viewer): Promise<Result<{ id: string }>> {
  const { organisationId } = from;
  if (!mayEdit(viewer, organisationId))
    return refuse("not-yours", "Only owners and editors of the organisation can import its catalogue.");
  if ("bytes" in from && from.bytes.byteLength > MOST_CATALOGUE_BYTES)
    return refuse(
      "file-too-large",
      `This file has ${bytesText(from.bytes.byteLength)}; Palio reads catalogues of up to ${bytesText(MOST_CATALOGUE_BYTES)}.`,
    );
  if ("bytes" in from && from.bytes.byteLength === 0) return refuse("empty", "This file is empty.");
  const place = "bytes" in from ? { fileName: from.fileName.slice(-200) || "catalogue" } : { address: from.address };
  const fileSha256 = "bytes" in from ? await storeFile(from.bytes, "application/json") : null;
  return transaction(async (tx) => {
    const { id: sourceId } = await sourceAt({ organisationId, ...place }, tx);
    const run = await tx.importRun.create({
      data: { organisationId, sourceId, startedById: viewer.id, ...place, fileSha256 },
      select: { id: true },
    });
    await enqueue(importCatalogue, { runId: run.id }, tx, { queue: `import:${organisationId}` });
    return ok(run);
  });
}

type Place = { organisationId: string; address?: string; fileName?: string };

/** The source of that address or file name, made where it is new. */
async function sourceAt(place: Place, tx: Tx): Promise<{ id: string }> {
  await tx.source.createMany({ data: [place], skipDuplicates: true });
  return tx.source.findFirstOrThrow({ where: place, select: { id: true } });
}
