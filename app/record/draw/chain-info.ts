import { createHash } from "node:crypto";
import { z } from "zod";
import type { Chain } from "./beacon";

const hex = (digits: number) =>
  z
    .string()
    .regex(/^[0-9a-f]+$/i)
    .length(digits)
    .toLowerCase();

/** What a drand relay answers at /info. */
const Info = z.object({
  ...{ public_key: hex(192), hash: hex(64), groupHash: hex(64).optional() },
  period: z.int().positive().max(0xffffffff),
  genesis_time: z.int().nonnegative(),
  schemeID: z.literal("bls-unchained-g1-rfc9380"),
  metadata: z.object({ beaconID: z.string() }).optional(),
});

/**
 * A drand network as a relay tells of it at /info. Throws where that is something else, of another scheme, or where the
 * network’s hash is not that of what it stands for, which is known where the hash of its group is told.
 */
export function chainOf(info: string): Chain {
  const { public_key, period, genesis_time, hash, groupHash, metadata } = Info.parse(JSON.parse(info));
  // drand's chain/info.go, Info.Hash: the name of a network is in it unless that is the first one's.
  const id = metadata?.beaconID ?? "default";
  const numbers = Buffer.alloc(12);
  numbers.writeUInt32BE(period);
  numbers.writeBigInt64BE(BigInt(genesis_time), 4);
  const named = createHash("sha256")
    .update(Buffer.concat([numbers, Buffer.from(public_key + (groupHash ?? ""), "hex")]))
    .update(id === "default" ? "" : id)
    .digest("hex");
  if (groupHash !== undefined && named !== hash)
    throw new Error("the hash of a network is not that of its key and times");
  return { hash, publicKey: public_key, period, genesis: genesis_time };
}
