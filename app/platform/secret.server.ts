import { createHmac, hash, randomBytes, randomInt } from "node:crypto";
import { config } from "./config.server";

/** A 256-bit random name for links and sessions; only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** 32 random bytes, as 64 hexadecimal digits. */
export const newNonce = (): string => randomBytes(32).toString("hex");

/** Six digits, uniformly drawn. */
export const newCode = (): string => randomInt(0, 1_000_000).toString().padStart(6, "0");

/** SHA-256 in lower-case hex. */
export const sha256 = (bytes: string | Uint8Array): string => hash("sha256", bytes, "hex");

/** HMAC-SHA-256 under the site's secret, for short secrets whose plain hash could be guessed from a stolen table. */
export const keyed = (text: string): string => createHmac("sha256", config().secret).update(text).digest("hex");
