import { createHash } from "node:crypto";
import { bls12_381 } from "@noble/curves/bls12-381.js";

/**
 * A drand network of the scheme bls-unchained-g1-rfc9380: its hash and its public key (a point of G2) in lower-case hex,
 * the seconds from one beacon to the next, and the second, since 1970, of the first, which has the number 1.
 */
export type Chain = { hash: string; publicKey: string; period: number; genesis: number };

/** The network of the League of Entropy whose beacons anyone can look up; pinned, so that nobody is asked what its key is. */
export const QUICKNET: Chain = {
  hash: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
  publicKey:
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
  period: 3,
  genesis: 1_692_803_367,
};

/** The number of the first beacon at or after an instant; 1 before the network began. */
export const beaconAfter = ({ genesis, period }: Chain, at: Date): number =>
  Math.max(1, Math.ceil((at.getTime() / 1000 - genesis) / period) + 1);

/** When a beacon is due. */
export const timeOfBeacon = ({ genesis, period }: Chain, round: number): Date =>
  new Date((genesis + (round - 1) * period) * 1000);

/** SHA-256 of the number as eight bytes, big end first: the message of an unchained beacon. */
function messageOf(round: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(round));
  return createHash("sha256").update(bytes).digest();
}

/** RFC 9380's name for hashing into G1; drand's scheme before this one, with G2's name in its place, is not read. */
const DOMAIN = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
const { shortSignatures } = bls12_381;
const { Point: KeyPoint } = bls12_381.G2;

/**
 * Whether a signature, 96 digits of lower-case hex, is the network's own for a beacon. False too for what is no
 * signature at all: malformed hex, a point off the curve, outside its subgroup, at infinity, or written in a second way.
 */
export function isBeacon({ publicKey }: Chain, round: number, signature: string): boolean {
  if (!Number.isSafeInteger(round) || round < 1) return false;
  if (!/^[0-9a-f]{96}$/.test(signature) || !/^[0-9a-f]{192}$/.test(publicKey)) return false;
  try {
    const point = shortSignatures.Signature.fromHex(signature);
    const key = KeyPoint.fromHex(publicKey);
    if (point.toHex(true) !== signature || point.is0() || key.is0()) return false;
    return shortSignatures.verify(point, shortSignatures.hash(messageOf(round), DOMAIN), key);
  } catch {
    return false;
  }
}

/** The randomness of a beacon, 64 digits of hex: SHA-256 of the bytes of its signature. */
export const randomnessOf = (signature: string): string =>
  createHash("sha256").update(Buffer.from(signature, "hex")).digest("hex");
