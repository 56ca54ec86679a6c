import { createHash } from "node:crypto";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import type { Chain } from "~/record/draw/beacon";

const { shortSignatures } = bls12_381;
const sha256 = (bytes: string | Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

/**
 * A drand network of the tests, whose key is made from a text, so that any beacon can be signed without a network.
 * `info` is what its /info would answer, for `palio verify --chain`.
 */
export function testChain(seedText: string) {
  // Below the order of the group, whose first byte is 0x73.
  const secret = Uint8Array.from(sha256(seedText));
  secret[0] = 0x01;
  const publicKey = shortSignatures.getPublicKey(secret).toHex(true);
  const [period, genesis, groupHash] = [3, 1_700_000_000, sha256(`group of ${seedText}`)];
  const times = Buffer.alloc(12);
  times.writeUInt32BE(period);
  times.writeBigInt64BE(BigInt(genesis), 4);
  const hash = sha256(Buffer.concat([times, Buffer.from(publicKey, "hex"), groupHash])).toString("hex");
  const chain: Chain = { hash, publicKey, period, genesis };
  const sign = (round: number): string => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(round));
    return shortSignatures.sign(shortSignatures.hash(sha256(bytes)), secret).toHex(true);
  };
  const info = {
    ...{ public_key: publicKey, period, genesis_time: genesis, hash, groupHash: groupHash.toString("hex") },
    ...{ schemeID: "bls-unchained-g1-rfc9380", metadata: { beaconID: "default" } },
  };
  return { chain, sign, info };
}
