import { hash, randomBytes } from "node:crypto";
import { ok, type Result, refuse } from "~/kernel/result";
import { base64, base64Bytes } from "./base64";
import { isSigned, KEY_BYTES, publicKeyOf, SIGNATURE_BYTES, signBytes } from "./ed25519";

// C2SP signed-note: a text, an empty line, and a line for each signature.

/** Whose signatures are looked for: a name, the first four bytes of a hash as eight hex digits, 32 bytes. */
export type VerifierKey = { name: string; id: string; publicKey: Uint8Array };
export type SignerKey = { name: string; id: string; seed: Uint8Array };

/** The kind of signature that Palio makes and checks. */
const ED25519 = 1;
const MOST_SIGNATURES = 100;
const MOST_BYTES = 1_000_000;

const isName = (name: string): boolean => name !== "" && !/[\s\u0085+]/.test(name);

/** The id of a key: SHA-256(name ‖ newline ‖ kind ‖ public key), its first four bytes. */
const keyId = (name: string, publicKey: Uint8Array): string =>
  hash("sha256", Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), publicKey]), "hex").slice(0, 8);

/** A key as people hand it on: NAME+ID+BASE64. */
export function readVerifierKey(text: string): Result<VerifierKey> {
  const [, name = "", id, encoded = ""] = /^([^+]*)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const bytes = base64Bytes(encoded);
  if (!isName(name) || bytes?.length !== 1 + KEY_BYTES || bytes[0] !== ED25519)
    return refuse("not-a-key", "A key reads NAME+ID+KEY, as the record's page shows it.");
  const publicKey = bytes.subarray(1);
  if (keyId(name, publicKey) !== id)
    return refuse("other-key-id", "The key does not fit its id: a character of it has changed.");
  return ok({ name, id, publicKey });
}

export const verifierKeyText = ({ name, id, publicKey }: VerifierKey): string =>
  `${name}+${id}+${base64(Buffer.concat([Buffer.of(ED25519), publicKey]))}`;

/** A key that signs, as its owner keeps it: PRIVATE+KEY+NAME+ID+BASE64. */
export function readSignerKey(text: string): Result<SignerKey> {
  const [, name = "", id, encoded = ""] = /^PRIVATE\+KEY\+([^+]*)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const bytes = base64Bytes(encoded);
  if (!isName(name) || bytes?.length !== 1 + KEY_BYTES || bytes[0] !== ED25519)
    return refuse("not-a-key", "A key that signs reads PRIVATE+KEY+NAME+ID+KEY.");
  const seed = bytes.subarray(1);
  if (keyId(name, publicKeyOf(seed)) !== id) return refuse("other-key-id", "The key that signs does not fit its id.");
  return ok({ name, id, seed });
}

export const signerKeyText = ({ name, id, seed }: SignerKey): string =>
  `PRIVATE+KEY+${name}+${id}+${base64(Buffer.concat([Buffer.of(ED25519), seed]))}`;

export function newSignerKey(name: string, seed: Uint8Array = randomBytes(KEY_BYTES)): SignerKey {
  if (!isName(name)) throw new RangeError("the name of a key has no spaces and no plus");
  return { name, id: keyId(name, publicKeyOf(seed)), seed };
}

export function verifierKeyOf({ name, id, seed }: SignerKey): VerifierKey {
  return { name, id, publicKey: publicKeyOf(seed) };
}

/** A text, which ends in a newline, with a signature of each key below it, in their order. */
export function signedNote(text: string, ...keys: SignerKey[]): string {
  if (!isText(text)) throw new RangeError("the text of a note ends in a newline and has no control characters");
  const lines = keys.map(({ name, id, seed }) => {
    const signature = Buffer.concat([Buffer.from(id, "hex"), signBytes(Buffer.from(text), seed)]);
    return `— ${name} ${base64(signature)}\n`;
  });
  return `${text}\n${lines.join("")}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const isText = (text: string): boolean => text.endsWith("\n") && !/[\u0000-\u0009\u000b-\u001f]/.test(text);

/** A line of a note's signatures: whose, by which key's id, and what follows the id. */
export type Signature = { name: string; id: string; bytes: Uint8Array };

export function readSignature(line: string): Signature | null {
  const [, name = "", encoded = ""] = /^— ([^ ]*) (.*)$/.exec(line) ?? [];
  const bytes = base64Bytes(encoded);
  if (!isName(name) || !bytes || bytes.length < 5) return null;
  return { name, id: Buffer.from(bytes.subarray(0, 4)).toString("hex"), bytes: bytes.subarray(4) };
}

/** What the signatures of a note are under: all up to the last empty line. */
export const noteText = (note: string): string => note.slice(0, note.lastIndexOf("\n\n") + 1);

const malformed = (why: string) => refuse("not-a-note", `This is not a signed note: ${why}.`);

/**
 * The text of a note that at least one of the keys has signed. Signatures of other keys are passed over; a bad one of
 * a known key spoils the note.
 */
export function openNote(note: string, keys: readonly VerifierKey[]): Result<string> {
  if (Buffer.byteLength(note) > MOST_BYTES) return malformed("it is longer than a million bytes");
  const at = note.lastIndexOf("\n\n");
  if (at < 0) return malformed("no empty line stands before the signatures");
  const text = noteText(note);
  if (!isText(text)) return malformed("it holds control characters");
  const lines = note.slice(at + 2).split("\n");
  if (lines.pop() !== "" || lines.length === 0) return malformed("its last line does not end");
  if (lines.length > MOST_SIGNATURES) return malformed("it has more than a hundred signatures");
  const signatures = lines.map(readSignature);
  if (signatures.some((signature) => signature === null)) return malformed("a line of its signatures cannot be read");
  const known = signatures.flatMap((signature) => {
    const key = keys.find(({ name, id }) => name === signature?.name && id === signature.id);
    return key && signature ? [{ key, signature }] : [];
  });
  if (known.length === 0) return refuse("not-signed", "None of the keys that are known here has signed the note.");
  const message = Buffer.from(text);
  for (const { key, signature } of known) {
    if (signature.bytes.length !== SIGNATURE_BYTES || !isSigned({ message, signature: signature.bytes, ...key }))
      return refuse("bad-signature", `The signature of ${key.name} does not fit the text.`);
  }
  return ok(text);
}
