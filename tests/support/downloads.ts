import { createHash } from "node:crypto";
import { db } from "~/platform/database.server";
import { loader as snapshotLoader } from "~/routes/snapshots.$id";
import { anUploadedDataset } from "./data-world";
import { aCity, aPublishedChallenge, type City } from "./world";

/** A copy as its route answers, with any headers. */
export const download = (id: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> =>
  snapshotLoader({
    request: new Request(`http://localhost/snapshots/${id}`, { method, headers }),
    params: { id },
    context: { nonce: "", reference: "" },
  });

export const bytesIn = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

/** A checksum field as RFC 9530 writes it. */
export const digestOf = (bytes: Uint8Array): string =>
  `sha-256=:${createHash("sha256").update(bytes).digest("base64")}:`;

/** A CSV of about so many bytes, with a line of its own in it. */
export function aTableOf(bytes: number, mark: string): string {
  const rows = ["id;name;value"];
  for (let size = 14, row = 0; size < bytes; row++) {
    const line = `${row};${mark} ${row % 97};${(row * 7919) % 10_007}`;
    rows.push(line);
    size += line.length + 1;
  }
  return `${rows.join("\n")}\n`;
}

/** What the teams of a published challenge were promised: an uploaded table, pinned. */
export async function aPinnedTable(text: string): Promise<{ snapshotId: string; sha256: string }> {
  const city = await aCity();
  const { datasetId } = await anUploadedDataset(city, { text });
  return pinOf(city, datasetId);
}

/** Publishes a challenge with the dataset and returns the copy that was pinned. */
export async function pinOf(city: City, datasetId: string): Promise<{ snapshotId: string; sha256: string }> {
  const data = { datasets: [{ datasetId, role: "required" as const, note: "" }] };
  const challenge = await aPublishedChallenge(city, {}, { data });
  const { snapshot } = await db.pinnedSnapshot.findFirstOrThrow({
    where: { challengeId: challenge.id },
    select: { snapshot: { select: { id: true, sha256: true } } },
  });
  return { snapshotId: snapshot.id, sha256: snapshot.sha256 };
}
