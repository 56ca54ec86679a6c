import { readFile } from "node:fs/promises";
import path from "node:path";
import { rangeHashes } from "./integrator/range-hashes.server";
import { newestCheckpoint, newestKey } from "./integrator/signed-files.server";
import { inclusionPath } from "./log/merkle";
import { proofText } from "./log/proof";

/** That an entry stands in the record: its place, how many entries were signed with it, the proof (tlog-proof), the key. */
export type SignedReceipt = { index: number; size: number; proof: string; key: string };

type Entry = { index: bigint | null; leaf: string };

/**
 * The receipts of entries, all under the newest checkpoint, each with its entry in it: one file that is checked without
 * the record. Null until all of them are signed, which takes seconds.
 */
export async function signedReceipts(entries: Entry[]): Promise<SignedReceipt[] | null> {
  const [signed, key] = await Promise.all([newestCheckpoint(), newestKey()]);
  if (!signed || !key) return null;
  const size = Number(signed.size);
  const all = entries.flatMap(({ index, leaf }) =>
    index === null || index >= signed.size
      ? []
      : [{ index: Number(index), leaf, way: inclusionPath({ index: Number(index), size }) }],
  );
  const hashes = await rangeHashes(
    all.flatMap(({ way }) => way),
    size,
  );
  if (!hashes || all.length < entries.length) return null;
  return all.map(({ index, leaf, way }) => {
    const own = hashes.splice(0, way.length);
    const proof = proofText({ index, hashes: own, checkpoint: signed.note, extra: Buffer.from(leaf) });
    return { index, size, key, proof };
  });
}

export const signedReceipt = async (entry: Entry): Promise<SignedReceipt | null> =>
  (await signedReceipts([entry]))?.[0] ?? null;

/** The verifier and what shows its verdict, as they are served, in one piece that a page can carry inside itself. */
export async function checkingScript(): Promise<string> {
  const [verifier, check] = await Promise.all(
    ["verify-record.js", "check-receipt.js"].map((name) => readFile(path.resolve("public", name), "utf8")),
  );
  return `${verifier}\n${check?.replace(/^import .*$/m, "")}`;
}
