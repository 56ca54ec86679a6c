import { createHmac, hash, randomBytes, randomInt } from "node:crypto";
import { config } from "./config.server";

/** A 256-bit random name for links and sessions; only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** 32 random bytes, as 64 hexadecimal digits. */
export const newNonce = (): string => randomBytes(32).toString("hex");

/** Salts are drawn many at once: each draw is a call into the library below, whatever it draws. */
const AT_ONCE = 128;
const SALT_BYTES = 32;
let drawn = Buffer.alloc(0);

/** 32 random bytes that nothing else has. */
export function newSalt(): Buffer {
  if (drawn.length === 0) drawn = randomBytes(AT_ONCE * SALT_BYTES);
  const salt = drawn.subarray(0, SALT_BYTES);
  drawn = drawn.subarray(SALT_BYTES);
  return salt;
}

/** Six digits, uniformly drawn. */
export const newCode = (): string => randomInt(0, 1_000_000).toString().padStart(6, "0");

/** SHA-256 in lower-case hex. */
export const sha256 = (bytes: string | Uint8Array): string => hash("sha256", bytes, "hex");

/** HMAC-SHA-256 under the site's secret, for short secrets whose plain hash could be guessed from a stolen table. */
export const keyed = (text: string): string => createHmac("sha256", config().secret).update(text).digest("hex");
