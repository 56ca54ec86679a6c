import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";

/** Bytes of a public key, of a private key's seed, of a signature. */
export const KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

// What stands before the raw key in DER (RFC 8410).
const PRIVATE_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

const privateKey = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: "der", type: "pkcs8" });

/** The public key, 32 bytes, of a private key's seed, 32 bytes (RFC 8032, section 5.1.5). */
export const publicKeyOf = (seed: Uint8Array): Uint8Array =>
  createPublicKey(privateKey(seed)).export({ format: "der", type: "spki" }).subarray(PUBLIC_PREFIX.length);

export const signBytes = (message: Uint8Array, seed: Uint8Array): Uint8Array => sign(null, message, privateKey(seed));

/** The y of the eight points of small order, in hex, little end first, without the sign of x. */
const SMALL_ORDER = new Set([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]);

/** Whether a point is written in the one way of RFC 8032, and is none of the eight that fit any message. */
function isSoundPoint(point: Uint8Array): boolean {
  const y = Buffer.from(point);
  y.writeUInt8(y.readUInt8(KEY_BYTES - 1) & 0x7f, KEY_BYTES - 1);
  const isReduced = y.subarray(1, 31).some((byte) => byte !== 0xff) || y.readUInt8(31) < 0x7f || y.readUInt8(0) < 0xed;
  return isReduced && !SMALL_ORDER.has(y.toString("hex"));
}

/**
 * Whether a signature is good, by the strictest reading (RFC 8032, section 5.1.7, without the cofactor): points of
 * small order and points or scalars written in a second way are refused, so that every library that accepts less than
 * all comes to the same answer.
 */
export function isSigned(of: { message: Uint8Array; signature: Uint8Array; publicKey: Uint8Array }): boolean {
  const { message, signature, publicKey } = of;
  if (publicKey.length !== KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  if (!isSoundPoint(publicKey) || !isSoundPoint(signature.subarray(0, 32))) return false;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, publicKey]), format: "der", type: "spki" });
  return verify(null, message, key, signature);
}
