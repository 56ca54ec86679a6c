import { mayEdit, type Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { bytesText, isId } from "~/kernel/text";
import { type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { storeFile } from "~/platform/storage/files.server";
import { CATALOGUE_LIMITS } from "../catalogue/model";

/** Reads a catalogue and brings in what it lists. */
export const importCatalogue = job<{ runId: string }>("import-catalogue");

export type ImportFrom = { organisationId: string } & ({ address: string } | { fileName: string; bytes: Uint8Array });

const NOT_YOURS = "Only owners and editors of the organisation can import its catalogue.";

/** Starts bringing in a catalogue from an address or a file. Imports of one organisation run one after another. */
export async function startImport(from: ImportFrom, viewer: Viewer): Promise<Result<{ id: string }>> {
  const { organisationId } = from;
  if (!mayEdit(viewer, organisationId)) return refuse("not-yours", NOT_YOURS);
  if ("bytes" in from && from.bytes.byteLength > CATALOGUE_LIMITS.bytes)
    return refuse(
      "file-too-large",
      `This file has ${bytesText(from.bytes.byteLength)}; Palio reads catalogues of up to ${bytesText(CATALOGUE_LIMITS.bytes)}.`,
    );
  if ("bytes" in from && from.bytes.byteLength === 0) return refuse("empty", "This file is empty.");
  const place = "bytes" in from ? { fileName: from.fileName.slice(-200) || "catalogue" } : { address: from.address };
  const fileSha256 = "bytes" in from ? await storeFile(from.bytes, "application/octet-stream") : null;
  return transaction(async (tx) => {
    const source = await sourceAt({ organisationId, ...place }, tx);
    return startRun({ sourceId: source.id, startedById: viewer.id, fileSha256 }, tx);
  });
}

/** Reads a source that lies at an address once more, now. */
export function readAgain(sourceId: string, viewer: Viewer): Promise<Result<{ id: string }>> {
  return transaction(async (tx) => {
    if (!isId(sourceId)) found(null);
    const source = found(
      await tx.source.findUnique({ where: { id: sourceId }, select: { organisationId: true, address: true } }),
    );
    if (!mayEdit(viewer, source.organisationId)) return refuse("not-yours", NOT_YOURS);
    if (!source.address)
      return refuse("no-address", "This catalogue came as a file. Choose the file again to read it.");
    return startRun({ sourceId, startedById: viewer.id, fileSha256: null }, tx);
  });
}

type Start = { sourceId: string; startedById: string | null; fileSha256: string | null };

/** Begins a run of a source, one at a time. */
export async function startRun({ sourceId, startedById, fileSha256 }: Start, tx: Tx): Promise<Result<{ id: string }>> {
  await tx.$queryRaw`SELECT 1 FROM source WHERE id = ${sourceId}::uuid FOR UPDATE`;
  const source = await tx.source.findUniqueOrThrow({
    where: { id: sourceId },
    select: {
      ...{ organisationId: true, address: true, fileName: true },
      runs: { where: { state: { in: ["waiting", "running"] } }, take: 1, select: { id: true } },
    },
  });
  if (source.runs.length > 0)
    return refuse("under-way", "This catalogue is being read already; wait until that is done, or stop it.");
  const { organisationId, address, fileName } = source;
  const run = await tx.importRun.create({
    data: { organisationId, sourceId, startedById, address, fileName, fileSha256 },
    select: { id: true },
  });
  await enqueue(importCatalogue, { runId: run.id }, tx, { queue: `import:${organisationId}` });
  return ok(run);
}

type Place = { organisationId: string; address?: string; fileName?: string };

/** The source of that address or file name, made where it is new. */
async function sourceAt(place: Place, tx: Tx): Promise<{ id: string }> {
  await tx.source.createMany({ data: [place], skipDuplicates: true });
  return tx.source.findFirstOrThrow({ where: place, select: { id: true } });
}
