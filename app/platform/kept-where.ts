import { hash } from "node:crypto";

// The places outside this machine that the operator names to keep the record's checkpoints.

/** Who cosigns checkpoints: by which name and Ed25519 key (32 bytes; its id in eight hex digits), asked at which address. */
export type Witness = { name: string; id: string; publicKey: Uint8Array; address: string };

/** The kind of key that cosigns with the time (C2SP tlog-cosignature, cosignature/v1). */
const COSIGNS = 4;

/** An address that may be shown to everyone: nothing in it is a secret. */
export function isShownAddress(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password, search, hash: fragment } = new URL(text);
  return username === "" && password === "" && search === "" && fragment === "";
}

/** "NAME+ID+KEY ADDRESS", the key as C2SP signed-note writes it; null where it is not that, or the id is of another key. */
export function witnessIn(text: string): Witness | null {
  const [, name = "", id = "", encoded = "", address = ""] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z\d+/]{44})\s+(\S+)$/.exec(text) ?? [];
  const key = Buffer.from(encoded, "base64");
  if (key.length !== 33 || key[0] !== COSIGNS || !isShownAddress(address)) return null;
  const known = hash("sha256", Buffer.concat([Buffer.from(`${name}\n`), key]), "hex").slice(0, 8);
  return known === id ? { name, id, publicKey: key.subarray(1), address: address.replace(/\/+$/, "") } : null;
}

/** All witnesses of a setting; null where one of them cannot be read, or two have one name. */
export function witnessesIn(texts: string[]): Witness[] | null {
  const read = texts.map(witnessIn).filter((witness) => witness !== null);
  return read.length === texts.length && new Set(read.map(({ name }) => name)).size === read.length ? read : null;
}

/** "owner/name" on GitHub. */
export function repositoryIn(text: string): { owner: string; name: string } | null {
  const [, owner, name] = /^([A-Za-z\d][A-Za-z\d-]*)\/([\w.-]+)$/.exec(text) ?? [];
  return owner && name && !/^\.\.?$/.test(name) ? { owner, name } : null;
}
