import { readFile } from "node:fs/promises";
import path from "node:path";
import { rangeHashes } from "./integrator/range-hashes.server";
import { newestCheckpoint, newestKey } from "./integrator/signed-files.server";
import { inclusionPath } from "./log/merkle";
import { proofText } from "./log/proof";

/** That an entry stands in the record: its place, how many entries were signed with it, the proof (tlog-proof), the key. */
export type SignedReceipt = { index: number; size: number; proof: string; key: string };

/**
 * The receipt of an entry under the newest checkpoint, with the entry in it: one file that is checked without the
 * record. Null until the entry is signed, which takes seconds.
 */
export async function signedReceipt(entry: { index: bigint | null; leaf: string }): Promise<SignedReceipt | null> {
  const [signed, key] = await Promise.all([newestCheckpoint(), newestKey()]);
  if (!signed || !key || entry.index === null || entry.index >= signed.size) return null;
  const [index, size] = [Number(entry.index), Number(signed.size)];
  const hashes = await rangeHashes(inclusionPath({ index, size }), size);
  if (!hashes) return null;
  return {
    index,
    size,
    key,
    proof: proofText({ index, hashes, checkpoint: signed.note, extra: Buffer.from(entry.leaf) }),
  };
}

/** The verifier and what shows its verdict, as they are served, in one piece that a page can carry inside itself. */
export async function checkingScript(): Promise<string> {
  const [verifier, check] = await Promise.all(
    ["verify-record.js", "check-receipt.js"].map((name) => readFile(path.resolve("public", name), "utf8")),
  );
  return `${verifier}\n${check?.replace(/^import .*$/m, "")}`;
}
