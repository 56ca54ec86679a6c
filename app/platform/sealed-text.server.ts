import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { config } from "./config.server";

const CIPHER = "aes-256-gcm";
const NONCE = 12;
const TAG = 16;

/** Each purpose has a key of its own under the site's secret, so that what was sealed for one opens for no other. */
const keyFor = (purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", config().secret, "", `palio:sealed-text:${purpose}`, 32));

/** Encrypts a text under the site's secret: base64url of nonce, tag and cipher text. */
export function sealText(text: string, purpose: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, keyFor(purpose), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

/** The text that was sealed; null where a bit of it, the purpose or the site's secret is another. */
export function openText(sealed: string, purpose: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < NONCE + TAG) return null;
  const decipher = createDecipheriv(CIPHER, keyFor(purpose), bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
