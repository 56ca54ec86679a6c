import { createHash } from "node:crypto";

/** Minutes from the announcement of a draw to its beacon, at least. */
export const LEAD_MINUTES = 10;

/**
 * The seed of a draw: SHA-256 over the bytes of the randomness and of the announcement's entry hash, all three as 64
 * digits of lower-case hex. Two draws of one beacon so have two seeds.
 */
export const seedOf = (randomness: string, announced: string): string =>
  createHash("sha256")
    .update(Buffer.from(randomness + announced, "hex"))
    .digest("hex");
