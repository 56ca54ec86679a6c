// @ts-check
// Checks a public record: a log of entries that anyone can verify (C2SP tlog-tiles, tlog-checkpoint, signed-note and
// tlog-proof; RFC 6962). This one file needs nothing else. It runs in a browser and in Node 20.19 or later:
//
//   node verify-record.js https://palio.example.org/record --key KEY --checkpoint kept.txt --receipt receipt.tlog-proof
//
// A record whose operator writes it anew and signs it again is whole by itself. Only a checkpoint or a receipt that
// somebody kept shows that: give it.

/** @typedef {Uint8Array} Hash 32 bytes. */
/** @typedef {{ name: string, id: string, publicKey: Uint8Array }} Key */
/** @typedef {{ origin: string, size: number, root: Hash }} Checkpoint */
/** @typedef {{ index: number, hashes: Hash[], checkpoint: string, extra: Uint8Array | null }} Receipt */
/** @typedef {{ begin: number, end: number }} Range Entries `begin` up to, but not including, `end`. */
/**
 * What is wrong, with the first and the last entry that are meant.
 * @typedef {{ code: string, index: number | null, last: number | null, message: string }} Problem
 */
/**
 * Where a record's files are: `read` answers the bytes at a path, or null where there are none. `list` answers every
 * path, if the place can tell.
 * @typedef {{ read(path: string, mostBytes: number): Promise<Uint8Array | null>, list?(): Promise<string[]> }} Source
 */
/**
 * Where full tiles and files of entries are kept between two checks, so that the second reads only what it lacks.
 * @typedef {{ get(path: string): Promise<Uint8Array | null>, put(path: string, bytes: Uint8Array): Promise<void> }} Held
 */
/**
 * Gets the entries of a record as they are read, a file at a time and a file again where it is read again, with the
 * index of the first. They are as they are signed only if the answer is that all is well.
 * @typedef {(first: number, entries: Uint8Array[]) => void} OnEntries
 */
/**
 * Who reads along what the entries mean, and says it in words and as facts once it is known whether the record is whole.
 * @typedef {{ onEntries: OnEntries, said(isWhole: boolean): { ok: boolean, text: string, facts: object } }} Reader
 */
/**
 * @typedef {object} Answer
 * @property {boolean} ok
 * @property {string | null} origin
 * @property {number | null} size
 * @property {string | null} root In base64, as a checkpoint states it.
 * @property {"given" | "record" | "none"} key Whose word it is that the key is the record's.
 * @property {number} compared Kept checkpoints and receipts that were compared with the record.
 * @property {Problem[]} problems
 */

/** Hashes in a full tile, entries in a full file of entries. */
const FULL = 256;
const HASH_BYTES = 32;
const MOST_NOTE_BYTES = 1_000_000;
const MOST_BUNDLE_BYTES = FULL * (2 + 65_535);
/** Problems after which a check ends: what is wrong so often is wrong as a whole. */
const MOST_PROBLEMS = 100;
const PARALLEL = 12;

// --- SHA-256 (FIPS 180-4). WebCrypto's answers come one promise a hash, which a tree of millions cannot wait for.

// biome-ignore format: a table
const ROUND = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
);
// biome-ignore format: a table
const START = Int32Array.of(
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
);
const words = new Int32Array(64);
const state = new Int32Array(8);

/**
 * A word of a table that has it.
 * @param {Int32Array} table
 * @param {number} i
 * @returns {number}
 */
const at = (table, i) => /** @type {number} */ (table[i]);

/**
 * One block of 64 bytes into the state.
 * @param {DataView} block
 * @param {number} offset
 */
function compress(block, offset) {
  for (let i = 0; i < 16; i++) words[i] = block.getInt32(offset + 4 * i);
  for (let i = 16; i < 64; i++) {
    const far = at(words, i - 15);
    const near = at(words, i - 2);
    const small = ((far >>> 7) | (far << 25)) ^ ((far >>> 18) | (far << 14)) ^ (far >>> 3);
    const large = ((near >>> 17) | (near << 15)) ^ ((near >>> 19) | (near << 13)) ^ (near >>> 10);
    words[i] = at(words, i - 16) + small + at(words, i - 7) + large;
  }
  let a = at(state, 0);
  let b = at(state, 1);
  let c = at(state, 2);
  let d = at(state, 3);
  let e = at(state, 4);
  let f = at(state, 5);
  let g = at(state, 6);
  let h = at(state, 7);
  for (let i = 0; i < 64; i++) {
    const one = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + one + ((e & f) ^ (~e & g)) + at(ROUND, i) + at(words, i)) | 0;
    const two = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (two + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] = at(state, 0) + a;
  state[1] = at(state, 1) + b;
  state[2] = at(state, 2) + c;
  state[3] = at(state, 3) + d;
  state[4] = at(state, 4) + e;
  state[5] = at(state, 5) + f;
  state[6] = at(state, 6) + g;
  state[7] = at(state, 7) + h;
}

/** A message with room for its padding: its bytes, and a view of them. @param {number} length */
function padded(length) {
  const bytes = new Uint8Array(Math.ceil((length + 9) / 64) * 64);
  const view = new DataView(bytes.buffer);
  bytes[length] = 0x80;
  view.setUint32(bytes.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(bytes.length - 4, (length * 8) >>> 0);
  return { bytes, view };
}

/**
 * @param {DataView} view A padded message.
 * @returns {Hash}
 */
function digest(view) {
  state.set(START);
  for (let offset = 0; offset < view.byteLength; offset += 64) compress(view, offset);
  const hash = new Uint8Array(HASH_BYTES);
  for (let i = 0; i < HASH_BYTES; i++) hash[i] = at(state, i >> 2) >>> (24 - 8 * (i & 3));
  return hash;
}

/**
 * @param {Uint8Array} message
 * @returns {Hash}
 */
export function sha256(message) {
  const { bytes, view } = padded(message.length);
  bytes.set(message);
  return digest(view);
}

// --- The tree (RFC 6962, section 2.1)

const EMPTY_ROOT = sha256(new Uint8Array(0));

/** SHA-256(0x00 ‖ entry). @param {Uint8Array} entry */
function leafHash(entry) {
  const { bytes, view } = padded(1 + entry.length);
  bytes.set(entry, 1);
  return digest(view);
}

const node = padded(1 + 2 * HASH_BYTES);
node.bytes[0] = 1;

/**
 * SHA-256(0x01 ‖ left ‖ right).
 * @param {Hash} left
 * @param {Hash} right
 */
function nodeHash(left, right) {
  node.bytes.set(left, 1);
  node.bytes.set(right, 1 + HASH_BYTES);
  return digest(node.view);
}

/**
 * The hash over hashes of subtrees of one size, of which the last may be smaller.
 * @param {Hash[]} hashes
 */
function rootOf(hashes) {
  let row = hashes;
  while (row.length > 1) {
    const above = [];
    for (let i = 0; i < row.length; i += 2) {
      const [left, right] = [/** @type {Hash} */ (row[i]), row[i + 1]];
      above.push(right ? nodeHash(left, right) : left);
    }
    row = above;
  }
  return row[0] ?? EMPTY_ROOT;
}

/**
 * @param {Uint8Array | null | undefined} one
 * @param {Uint8Array | null | undefined} other
 */
function isSame(one, other) {
  if (!one || !other || one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/**
 * The parts that a proof for entry `index` of `size` names, lowest first.
 * @param {number} index
 * @param {number} size
 */
function inclusionPath(index, size) {
  /** @type {Range[]} */
  const path = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    let power = 1;
    while (power * 2 < end - begin) power *= 2;
    const middle = begin + power;
    path.push(index < middle ? { begin: middle, end } : { begin, end: middle });
    if (index < middle) end = middle;
    else begin = middle;
  }
  return path.reverse();
}

/**
 * Whether a receipt's hashes lead from the entry's hash to the root.
 * @param {Pick<Receipt, "index" | "hashes">} receipt
 * @param {Hash} leaf
 * @param {Pick<Checkpoint, "size" | "root">} checkpoint
 */
export function isIncluded({ index, hashes }, leaf, { size, root }) {
  if (index >= size || [leaf, root, ...hashes].some(({ length }) => length !== HASH_BYTES)) return false;
  const path = inclusionPath(index, size);
  if (path.length !== hashes.length) return false;
  let top = leaf;
  for (const [i, { begin }] of path.entries()) {
    const sibling = /** @type {Hash} */ (hashes[i]);
    top = begin > index ? nodeHash(top, sibling) : nodeHash(sibling, top);
  }
  return isSame(top, root);
}

// --- Notes, checkpoints, receipts

/** What cannot be believed, in words. */
class Doubt extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** @param {string} text Standard base64, exactly as its bytes are written. */
function base64Bytes(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return base64(bytes) === text ? bytes : null;
}

/** @param {Uint8Array} bytes */
const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
/** @param {Uint8Array} bytes */
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
/** @param {string} digits */
const wholeNumber = (digits) =>
  /^(?:0|[1-9]\d{0,15})$/.test(digits) && Number.isSafeInteger(Number(digits)) ? Number(digits) : null;
const utf8 = new TextEncoder();

/** @param {Uint8Array} bytes */
function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Doubt("not-text", "A file that should be text is not UTF-8.");
  }
}

/** @param {string} name */
const isName = (name) => name !== "" && !/[\s\u0085+]/.test(name);

/**
 * Reads a key as people hand it on: NAME+ID+BASE64.
 * @param {string} text
 * @returns {Key}
 */
export function readKey(text) {
  const [, name = "", id = "", encoded = ""] = /^([^+]*)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = base64Bytes(encoded);
  if (!isName(name) || bytes?.length !== 33 || bytes[0] !== 1)
    throw new Doubt("not-a-key", "A key reads NAME+ID+KEY, as the record's page shows it.");
  const named = utf8.encode(`${name}\n`);
  const hashed = new Uint8Array(named.length + bytes.length);
  hashed.set(named);
  hashed.set(bytes, named.length);
  if (hex(sha256(hashed)).slice(0, 8) !== id)
    throw new Doubt("other-key-id", "The key does not fit its id: a character of it has changed.");
  return { name, id, publicKey: bytes.slice(1) };
}

/** The y of the eight points of small order, little end first, without the sign of x: keys that fit any message. */
const SMALL_ORDER = new Set([
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0100000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]);

/** @param {Uint8Array} point */
function isSoundPoint(point) {
  const y = Uint8Array.from(point);
  y[31] = (y[31] ?? 0) & 0x7f;
  const isReduced = y.subarray(1, 31).some((byte) => byte !== 0xff) || (y[31] ?? 0) < 0x7f || (y[0] ?? 0) < 0xed;
  return isReduced && !SMALL_ORDER.has(hex(y));
}

/**
 * Ed25519 (RFC 8032) by the strictest reading: no points of small order, none written in a second way.
 * @param {{ message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array }} of
 */
export async function isSigned({ message, signature, publicKey }) {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  if (!isSoundPoint(publicKey) || !isSoundPoint(signature.subarray(0, 32))) return false;
  const subtle = globalThis.crypto?.subtle;
  if (!subtle)
    throw new Error("Signatures cannot be checked here: open this page by https, or use Node 20.19 or later.");
  /** @type {CryptoKey} */
  let key;
  try {
    key = await subtle.importKey("raw", Uint8Array.from(publicKey), "Ed25519", false, ["verify"]);
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "NotSupportedError") return false;
    throw new Error("This browser cannot check Ed25519 signatures: use a newer one, or Node 20.19 or later.");
  }
  return subtle.verify("Ed25519", key, Uint8Array.from(signature), Uint8Array.from(message));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** @param {string} line */
function signatureIn(line) {
  const [, name = "", encoded = ""] = /^— ([^ ]*) (.*)$/.exec(line) ?? [];
  const bytes = base64Bytes(encoded);
  if (!isName(name) || !bytes || bytes.length < 5)
    throw new Doubt("not-a-note", "A line of its signatures cannot be read.");
  return { name, id: hex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
}

/**
 * The text of a note; signed by the key, where there is one.
 * @param {string} note
 * @param {Key | null} key
 */
export async function openNote(note, key) {
  const at = note.lastIndexOf("\n\n");
  const text = note.slice(0, at + 1);
  const lines = note.slice(at + 2).split("\n");
  if (at < 0 || CONTROL.test(text) || lines.pop() !== "" || lines.length === 0 || lines.length > 100)
    throw new Doubt("not-a-note", "It is not a signed note.");
  const signatures = lines.map(signatureIn);
  if (!key) return text;
  const own = signatures.filter(({ name, id }) => name === key.name && id === key.id);
  if (own.length === 0) throw new Doubt("not-signed", `The key ${key.name}+${key.id} has not signed it.`);
  for (const { bytes } of own)
    if (!(await isSigned({ message: utf8.encode(text), signature: bytes, publicKey: key.publicKey })))
      throw new Doubt("bad-signature", `The signature of ${key.name} does not fit its text.`);
  return text;
}

/**
 * Reads the text of a checkpoint.
 * @param {string} text
 * @returns {Checkpoint}
 */
export function readCheckpoint(text) {
  const lines = text.split("\n");
  const isEnded = lines.pop() === "";
  const [origin = "", digits = "", encoded = ""] = lines;
  const [size, root] = [wholeNumber(digits), base64Bytes(encoded)];
  if (!isEnded || lines.includes("") || origin === "" || size === null || root?.length !== HASH_BYTES)
    throw new Doubt("not-a-checkpoint", "It does not state a log, its size and the hash of its tree.");
  return { origin, size, root };
}

/**
 * @param {string} note
 * @param {Key | null} key
 */
async function openCheckpoint(note, key) {
  const checkpoint = readCheckpoint(await openNote(note, key));
  if (key && checkpoint.origin !== key.name)
    throw new Doubt("other-log", `It is of the log ${checkpoint.origin}, and the key is of ${key.name}.`);
  return checkpoint;
}

/**
 * Reads a receipt (tlog-proof). Palio's carry the entry itself as `extra`.
 * @param {string} text
 * @returns {Receipt}
 */
export function readReceipt(text) {
  const end = text.indexOf("\n\n");
  const [header, ...lines] = text.slice(0, Math.max(0, end)).split("\n");
  const extra = lines[0]?.startsWith("extra ") ? base64Bytes(lines.shift()?.slice(6) ?? "") : undefined;
  const [, digits = ""] = /^index (.*)$/.exec(lines.shift() ?? "") ?? [];
  const index = wholeNumber(digits);
  const hashes = lines.flatMap((line) => base64Bytes(line) ?? []);
  if (header !== "c2sp.org/tlog-proof@v1" || extra === null || index === null)
    throw new Doubt("not-a-receipt", "It is not a receipt (c2sp.org/tlog-proof@v1).");
  if (hashes.length !== lines.length || hashes.some(({ length }) => length !== HASH_BYTES))
    throw new Doubt("not-a-receipt", "One of the receipt's hashes is not 32 bytes.");
  return { index, hashes, checkpoint: text.slice(end + 2), extra: extra ?? null };
}

// --- Places

/** 1234067 as x001/x234/067. @param {number} index */
const numberPath = (index) =>
  String(index)
    .padStart(Math.ceil(String(index).length / 3) * 3, "0")
    .replace(/\d{3}(?=\d)/g, "x$&/");

/**
 * @param {string | number} level "entries", or a tile's level.
 * @param {number} index
 * @param {number} width
 */
const pathOf = (level, index, width) => `tile/${level}/${numberPath(index)}${width === FULL ? "" : `.p/${width}`}`;

const PATIENCE = { seconds: 30, tries: 4 };

/**
 * A record at an address, whose checkpoint is at ADDRESS/checkpoint.
 * @param {string} address
 * @returns {Source}
 */
export function addressSource(address) {
  const base = address.replace(/\/*$/, "/");
  return {
    async read(path, mostBytes) {
      for (let attempt = 1; ; attempt++) {
        /** @type {string} */
        let said;
        try {
          const cache = path === "checkpoint" ? "no-cache" : "default";
          const answer = await fetch(base + path, { cache, signal: AbortSignal.timeout(PATIENCE.seconds * 1000) });
          if (answer.ok) return await cappedBytes(answer, mostBytes, base + path);
          await answer.body?.cancel();
          if (answer.status === 404 || answer.status === 410) return null;
          said = `it answered ${answer.status}`;
        } catch (error) {
          if (error instanceof Doubt) throw error;
          said = "no answer came";
        }
        if (attempt === PATIENCE.tries) throw new Error(`${base + path} could not be read: ${said}.`);
        await new Promise((resolve) => setTimeout(resolve, 250 * 3 ** (attempt - 1)));
      }
    },
  };
}

/**
 * @param {Response} answer
 * @param {number} mostBytes
 * @param {string} address
 */
async function cappedBytes(answer, mostBytes, address) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  const reader = answer.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value);
    length += part.value.length;
    if (length > mostBytes) {
      await reader?.cancel();
      throw new Doubt("too-large", `${address} has more than ${mostBytes} bytes.`);
    }
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * A record in a folder; in Node only.
 * @param {string} folder
 * @returns {Promise<Source>}
 */
export async function folderSource(folder) {
  const { readFile, readdir } = await import("node:fs/promises");
  const { join, relative, sep } = await import("node:path");
  return {
    async read(path, mostBytes) {
      try {
        const bytes = await readFile(join(folder, path));
        if (bytes.length > mostBytes) throw new Doubt("too-large", `${path} has more than ${mostBytes} bytes.`);
        return new Uint8Array(bytes);
      } catch (error) {
        if (["ENOENT", "ENOTDIR"].includes(/** @type {{ code?: string }} */ (error).code ?? "")) return null;
        throw error instanceof Doubt ? error : new Error(`${join(folder, path)} cannot be read.`);
      }
    },
    async list() {
      const unreadable = () => Promise.reject(new Error(`${folder} cannot be read.`));
      const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(unreadable);
      const below = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name));
      return below.map((file) => relative(folder, file).split(sep).join("/"));
    },
  };
}

/** The files of a record at an address or in a folder. @param {string} place */
export const sourceAt = async (place) => (/^https?:\/\//i.test(place) ? addressSource(place) : folderSource(place));

/**
 * Tiles and files of entries kept in a folder between two checks; in Node only.
 * @param {string} folder
 * @returns {Promise<Held>}
 */
async function heldInFolder(folder) {
  const { mkdir, rename, writeFile } = await import("node:fs/promises");
  const { read } = await folderSource(folder);
  return {
    get: (path) => read(path, MOST_BUNDLE_BYTES),
    async put(path, bytes) {
      const file = `${folder}/${path}`;
      await mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
      // Half a file is never found: it gets its name when it is whole.
      await writeFile(`${file}.part`, bytes);
      await rename(`${file}.part`, file);
    },
  };
}

// --- The whole log

/**
 * A tile as it was read, beside what the files under it give. Where one of the two is missing, the other stands for it.
 * @typedef {object} Tile
 * @property {(Hash | undefined)[]} stored
 * @property {(Hash | undefined)[]} computed
 * @property {Hash | null} storedRoot
 * @property {Hash | null} computedRoot
 * @property {number[]} differs Positions at which both are there and differ.
 */

/**
 * @param {number} begin
 * @param {number} end Not included.
 */
const entriesText = (begin, end) => (end - begin === 1 ? `entry ${begin}` : `entries ${begin} to ${end - 1}`);

/**
 * Does work for each number below `count`, some at once, as long as it answers true.
 * @param {number} count
 * @param {(n: number) => Promise<boolean>} work
 */
async function each(count, work) {
  let next = 0;
  let goesOn = true;
  const hand = async () => {
    while (next < count && goesOn) goesOn = (await work(next++)) && goesOn;
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, count) }, hand));
  return goesOn;
}

/**
 * One log at one size, as its place gives it.
 * @typedef {object} Log
 * @property {Source} source
 * @property {number} size
 * @property {Problem[]} problems
 * @property {Held | null} held
 * @property {boolean} readsHeld
 * @property {number} heldUsed Files that came out of the held ones.
 * @property {Map<string, Uint8Array>} fresh Full files that came from the source, until they are held.
 * @property {Map<string, Hash[]>} tiles Tiles that were read for a comparison.
 * @property {OnEntries} [onEntries]
 */

/**
 * How many hashes the tiles of a level hold together.
 * @param {Log} log
 * @param {number} level
 */
const countAt = ({ size }, level) => Math.floor(size / FULL ** level);

/**
 * @param {Log} log
 * @param {number} level
 * @param {number} index
 */
const widthOf = (log, level, index) => Math.min(FULL, countAt(log, level) - index * FULL);

/**
 * The entries under a hash of a tile, or under `count` of them.
 * @param {number} level
 * @param {number} position
 * @returns {Range}
 */
const under = (level, position, count = 1) => ({
  begin: position * FULL ** level,
  end: (position + count) * FULL ** level,
});

/**
 * Tells a problem of a range of entries; the message gets "entry 5" and "is", or "entries 5 to 7" and "are".
 * @param {Log} log
 * @param {string} code
 * @param {Range} range
 * @param {(entries: string, are: string) => string} message
 */
function tell({ problems }, code, { begin, end }, message) {
  const text = message(entriesText(begin, end), end - begin === 1 ? "is" : "are");
  problems.push({ code, index: begin, last: end - 1, message: text.charAt(0).toUpperCase() + text.slice(1) });
}

/**
 * A file as wide as it is at this size, or the full one where the narrow one is gone; `length` says how many hashes or
 * entries it should have.
 * @param {Log} log
 * @param {{ level: string | number, index: number, width: number, mostBytes: number }} file
 */
async function fileOf(log, { level, index, width, mostBytes }) {
  const path = pathOf(level, index, width);
  const held = width === FULL && log.readsHeld ? await log.held?.get(path) : null;
  if (held) log.heldUsed += 1;
  const bytes = held ?? (await log.source.read(path, mostBytes));
  if (bytes && !held && width === FULL && log.held) log.fresh.set(path, bytes);
  if (bytes || width === FULL) return { path, bytes, length: width };
  return { path, bytes: await log.source.read(pathOf(level, index, FULL), mostBytes), length: FULL };
}

/**
 * The hashes of a tile's file, or null where it is missing or torn, which is told.
 * @param {Log} log
 * @param {number} level
 * @param {number} index
 * @returns {Promise<Hash[] | null>}
 */
async function storedHashes(log, level, index) {
  const width = widthOf(log, level, index);
  const { path, bytes, length } = await fileOf(log, { level, index, width, mostBytes: FULL * HASH_BYTES });
  if (bytes?.length === length * HASH_BYTES)
    return Array.from({ length: width }, (_, i) => bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
  const why = bytes ? `has ${bytes.length} bytes instead of ${length * HASH_BYTES}` : "is missing";
  const code = bytes ? "tile-torn" : "tile-missing";
  tell(log, code, under(level, index * FULL, width), (entries) => `${path}, over ${entries}, ${why}.`);
  return null;
}

/**
 * The first `count` entries of a file of them, as far as it can be read, and where they end.
 * @param {Uint8Array} bytes
 * @param {number} count
 */
function entriesIn(bytes, count) {
  const entries = [];
  let at = 0;
  while (entries.length < count && at + 2 <= bytes.length) {
    const end = at + 2 + (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    if (end > bytes.length) break;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return { entries, end: at };
}

/**
 * The hashes of the entries of a file, undefined from where it goes wrong, which is told.
 * @param {Log} log
 * @param {number} index
 * @param {Hash[] | null} stored
 * @returns {Promise<(Hash | undefined)[]>}
 */
async function entryHashes(log, index, stored) {
  const width = widthOf(log, 0, index);
  const file = { level: "entries", index, width, mostBytes: MOST_BUNDLE_BYTES };
  const { path, bytes, length } = await fileOf(log, file);
  const none = new Array(width).fill(undefined);
  if (!bytes) {
    tell(log, "entries-missing", under(0, index * FULL, width), (entries) => `${path}, with ${entries}, is missing.`);
    return none;
  }
  const { entries, end } = entriesIn(bytes, length);
  const hashes = entries.slice(0, width).map(leafHash);
  log.onEntries?.(index * FULL, entries.slice(0, width));
  if (entries.length === length && end === bytes.length) return hashes;
  const wrong = hashes.findIndex((hash, i) => stored && !isSame(hash, stored[i]));
  const from = Math.min(wrong < 0 ? hashes.length : wrong, width - 1);
  const range = under(0, index * FULL + from, width - from);
  tell(log, "entries-torn", range, (those, are) => `${path} cannot be cut into entries: ${those} ${are} lost.`);
  return none.map((_, i) => (i < from ? hashes[i] : undefined));
}

/** @param {(Hash | undefined)[]} hashes */
const rootIn = (hashes) => (hashes.includes(undefined) ? null : rootOf(/** @type {Hash[]} */ (hashes)));

/**
 * @param {Log} log
 * @param {{ level: number, index: number, below: (Hash | undefined)[] }} of
 * @returns {Promise<Tile>}
 */
async function readTile(log, { level, index, below }) {
  const width = widthOf(log, level, index);
  const hashes = await storedHashes(log, level, index);
  const found = level === 0 ? await entryHashes(log, index, hashes) : below.slice(index * FULL, index * FULL + width);
  const positions = Array.from({ length: width }, (_, i) => i);
  const differs = positions.filter((i) => hashes && found[i] && !isSame(hashes[i], found[i]));
  const stored = positions.map((i) => hashes?.[i] ?? found[i]);
  const computed = positions.map((i) => found[i] ?? hashes?.[i]);
  if (width < FULL) return { differs, stored, computed, storedRoot: null, computedRoot: null };
  await hold(log, { level, index, isSound: differs.length === 0 && !found.includes(undefined) });
  const roots = { storedRoot: rootIn(stored), computedRoot: differs.length === 0 ? rootIn(stored) : rootIn(computed) };
  // The hashes of single entries are not kept: those of a hundred million would not fit.
  return level === 0 ? { differs, stored: [], computed: [], ...roots } : { differs, stored, computed, ...roots };
}

/**
 * Holds a full tile, and the entries under it, once they agree.
 * @param {Log} log
 * @param {{ level: number, index: number, isSound: boolean }} tile
 */
async function hold(log, { level, index, isSound }) {
  for (const path of [pathOf(level, index, FULL), ...(level === 0 ? [pathOf("entries", index, FULL)] : [])]) {
    const bytes = log.fresh.get(path);
    log.fresh.delete(path);
    if (bytes && isSound) await log.held?.put(path, bytes);
  }
}

/**
 * Reads every file, lowest level first; fewer levels where too much is wrong.
 * @param {Log} log
 * @param {(read: number) => void} onProgress
 */
async function readLevels(log, onProgress) {
  /** @type {Tile[][]} */
  const levels = [];
  /** @type {(Hash | undefined)[]} */
  let below = [];
  for (let level = 0; countAt(log, level) > 0; level++) {
    /** @type {Tile[]} */
    const tiles = [];
    let read = 0;
    const isAll = await each(Math.ceil(countAt(log, level) / FULL), async (index) => {
      tiles[index] = await readTile(log, { level, index, below });
      if (level === 0) onProgress(Math.min(log.size, ++read * FULL));
      return log.problems.length < MOST_PROBLEMS;
    });
    if (!isAll) return null;
    levels.push(tiles);
    below = tiles.map(({ computedRoot }) => computedRoot ?? undefined);
  }
  return levels;
}

/**
 * The root over the unfinished tiles of all levels.
 * @param {Log} log
 * @param {Tile[][]} levels
 * @param {"stored" | "computed"} which
 * @returns {Hash | null}
 */
function edgeRoot(log, levels, which) {
  /** @type {Hash | null} */
  let root = null;
  for (const [level, tiles] of levels.entries()) {
    const isFull = countAt(log, level) % FULL === 0;
    const row = isFull ? [] : (tiles.at(-1)?.[which] ?? []);
    if (row.includes(undefined)) return null;
    const hashes = /** @type {Hash[]} */ (row);
    if (hashes.length > 0 || root) root = rootOf(root ? [...hashes, root] : hashes);
  }
  return root ?? EMPTY_ROOT;
}

/**
 * Runs of neighbours: [4, 5, 6, 9] as [4, 3] and [9, 1].
 * @param {number[]} numbers
 * @returns {[number, number][]}
 */
function runs(numbers) {
  /** @type {[number, number][]} */
  const found = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && last[0] + last[1] === number) last[1] += 1;
    else found.push([number, 1]);
  }
  return found;
}

/**
 * Says what of a log is not what its checkpoint signs. Where the entries give the signed root, they are right, and the
 * tiles that differ are wrong. Where the tiles do, a hash that a higher tile vouches for is right, and the entry wrong.
 * @param {Log} log
 * @param {Tile[][]} levels
 * @param {Hash} root
 */
function judge(log, levels, root) {
  const fromEntries = edgeRoot(log, levels, "computed");
  const edges = levels.map((tiles, level) => ({ level, index: tiles.length - 1 }));
  if (isSame(fromEntries, root)) {
    for (const [level, tiles] of levels.entries())
      for (const index of tiles.keys()) tellTile(log, levels, { level, index });
  } else if (isSame(edgeRoot(log, levels, "stored"), root)) {
    for (const { level, index } of edges)
      if (widthOf(log, level, index) < FULL) tellTrusted(log, levels, { level, index });
  } else {
    for (const [level, tiles] of levels.entries())
      for (const index of tiles.keys()) tellDisagreement(log, levels, { level, index });
    const found = fromEntries ? base64(fromEntries) : "none";
    const message = `The checkpoint signs the tree ${base64(root)}, and the ${log.size} entries give ${found}.`;
    log.problems.push({ code: "root-differs", index: null, last: null, message });
  }
}

/** @typedef {{ level: number, index: number }} At A tile's place. */
/**
 * @param {Log} log
 * @param {At} at
 */
const tilePath = (log, { level, index }) => pathOf(level, index, widthOf(log, level, index));

/**
 * What a tile has other than the entries, which are right.
 * @param {Log} log
 * @param {Tile[][]} levels
 * @param {At} at
 */
function tellTile(log, levels, { level, index }) {
  for (const [i, count] of runs(levels[level]?.[index]?.differs ?? []))
    tell(log, "tile-differs", under(level, index * FULL + i, count), (entries, are) => {
      return `${entries} ${are} as the checkpoint signs, and ${tilePath(log, { level, index })} has another hash.`;
    });
}

/**
 * The same of a tile and all under it.
 * @param {Log} log
 * @param {Tile[][]} levels
 * @param {At} at
 */
function tellBelow(log, levels, { level, index }) {
  tellTile(log, levels, { level, index });
  if (level > 0) for (let i = 0; i < FULL; i++) tellBelow(log, levels, { level: level - 1, index: index * FULL + i });
}

/**
 * What differs from a tile that the checkpoint vouches for.
 * @param {Log} log
 * @param {Tile[][]} levels
 * @param {At} at
 */
function tellTrusted(log, levels, { level, index }) {
  const tile = levels[level]?.[index];
  if (level === 0) {
    const path = pathOf("entries", index, widthOf(log, 0, index));
    for (const [i, count] of runs(tile?.differs ?? []))
      tell(log, "entry-differs", under(0, index * FULL + i, count), (entries, are) => {
        return `${entries} in ${path} ${are} not as the checkpoint signs: changed, or in another place.`;
      });
    return;
  }
  for (const [i, vouched] of (tile?.stored ?? []).entries()) {
    const child = { level: level - 1, index: index * FULL + i };
    if (isSame(tile?.computed[i], vouched)) tellBelow(log, levels, child);
    else if (isSame(levels[child.level]?.[child.index]?.storedRoot, vouched)) tellTrusted(log, levels, child);
    else
      tell(log, "entry-differs", under(level, child.index), (entries, are) => {
        return `${entries} ${are} not as the checkpoint signs, and neither is ${tilePath(log, child)}.`;
      });
  }
}

/**
 * What does not agree where nothing gives the signed root.
 * @param {Log} log
 * @param {Tile[][]} levels
 * @param {At} at
 */
function tellDisagreement(log, levels, { level, index }) {
  const tile = levels[level]?.[index];
  // Where the tile below is what this one says of it, the disagreement is further down.
  const own = tile?.differs.filter((i) => !isSame(levels[level - 1]?.[index * FULL + i]?.storedRoot, tile.stored[i]));
  for (const [i, count] of runs(own ?? []))
    tell(log, "disagreement", under(level, index * FULL + i, count), (entries) => {
      return `${entries} and ${tilePath(log, { level, index })} do not agree, and neither gives the signed tree.`;
    });
}

/**
 * Narrower tiles and files of entries, from when the log was smaller: each is the beginning of what is there.
 * @param {Log} log
 * @param {string[]} files
 */
async function checkNarrower(log, files) {
  for (const file of files) {
    const [, level = "", groups = "", digits = ""] =
      /^tile\/(\d+|entries)\/((?:x\d{3}\/)*\d{3})\.p\/(\d{1,3})$/.exec(file) ?? [];
    const [row, index, width] = [
      level === "entries" ? 0 : Number(level),
      Number(groups.replace(/[x/]/g, "")),
      Number(digits),
    ];
    const present = level === "" ? 0 : widthOf(log, row, index);
    if (width >= FULL || width < 1 || present < 1 || width === present) continue;
    const mostBytes = level === "entries" ? MOST_BUNDLE_BYTES : FULL * HASH_BYTES;
    const { bytes } = await fileOf(log, { level, index, width: present, mostBytes });
    const narrower = await log.source.read(file, mostBytes);
    const shared = Math.min(width, present);
    const parts = [narrower, bytes].map((part) => part && partsIn(part, level, shared));
    const wrong = Array.from({ length: shared }, (_, i) => i).find((i) => !isSame(parts[0]?.[i], parts[1]?.[i]));
    const isWhole = narrower && isExactly(narrower, level, width);
    if (wrong === undefined && isWhole) continue;
    const range = under(row, index * FULL + (wrong ?? shared - 1), shared - (wrong ?? shared - 1));
    tell(log, "narrower-differs", range, (entries, are) => {
      return `${entries} in ${file} ${are} not as in the present record.`;
    });
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {string} level
 * @param {number} count
 */
const partsIn = (bytes, level, count) =>
  level === "entries"
    ? entriesIn(bytes, count).entries
    : Array.from({ length: count }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));

/**
 * @param {Uint8Array} bytes
 * @param {string} level
 * @param {number} count
 */
const isExactly = (bytes, level, count) =>
  level === "entries"
    ? entriesIn(bytes, count).entries.length === count && entriesIn(bytes, count).end === bytes.length
    : bytes.length === count * HASH_BYTES;

// --- Kept checkpoints and receipts

/** @typedef {{ name: string, text: string }} KeptText A checkpoint or a receipt, and what it is called. */
/**
 * What a kept text vouches for: a checkpoint, and hashes of parts of its tree. `unproven` is the entry of a receipt that
 * does not carry it and does not fit the record's.
 * @typedef {{ name: string, checkpoint: Checkpoint, parts: (Range & { hash: Hash })[], unproven: number | null }} Kept
 */

/**
 * A tile of a log that was found whole.
 * @param {Log} log
 * @param {At} at
 */
async function comparedTile(log, { level, index }) {
  const path = tilePath(log, { level, index });
  const tile = log.tiles.get(path) ?? (await storedHashes(log, level, index));
  if (!tile) throw new Error(`${path} was there and is gone.`);
  log.tiles.set(path, tile);
  return tile;
}

/**
 * The hash of a part of the present log.
 * @param {Log} log
 * @param {Range} range
 * @returns {Promise<Hash>}
 */
async function rangeHash(log, { begin, end }) {
  /** @type {Hash[]} */
  const hashes = [];
  for (let at = begin; at < end; ) {
    let [level, width] = [0, 1];
    while (at % (width * 2) === 0 && at + width * 2 <= end) [level, width] = [level + 1, width * 2];
    const count = 2 ** (level % 8);
    const first = (at / width) * count;
    const tile = await comparedTile(log, { level: Math.floor(level / 8), index: Math.floor(first / FULL) });
    hashes.push(rootOf(tile.slice(first % FULL, (first % FULL) + count)));
    at += width;
  }
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
}

/**
 * @param {KeptText} kept
 * @param {Key | null} key
 * @returns {Promise<Kept>}
 */
async function keptCheckpoint({ name, text }, key) {
  return { name, checkpoint: await openCheckpoint(text, key), parts: [], unproven: null };
}

/**
 * What a receipt vouches for, if the entry is its own.
 * @param {KeptText} kept
 * @param {Key | null} key
 * @param {(index: number) => Promise<Hash | null>} leafAt
 * @returns {Promise<Kept>}
 */
async function keptReceipt({ name, text }, key, leafAt) {
  const receipt = readReceipt(text);
  const { index, hashes, extra } = receipt;
  const checkpoint = await openCheckpoint(receipt.checkpoint, key);
  const leaf = extra ? leafHash(extra) : await leafAt(index);
  const isProven = leaf !== null && isIncluded(receipt, leaf, checkpoint);
  if (!isProven && extra) throw new Doubt("receipt-unsound", `It does not prove that entry ${index} is in the record.`);
  const siblings = isProven ? inclusionPath(index, checkpoint.size) : [];
  const parts = siblings.map((range, i) => ({ ...range, hash: /** @type {Hash} */ (hashes[i]) }));
  const own = isProven ? [{ begin: index, end: index + 1, hash: leaf }] : [];
  return { name, checkpoint, parts: [...own, ...parts], unproven: isProven ? null : index };
}

/**
 * Whether a log is the one that somebody saw, and if not, where not.
 * @param {Log} log
 * @param {Kept[]} all
 */
async function compare(log, all) {
  let unchanged = 0;
  const bySize = [...all].sort((a, b) => a.checkpoint.size - b.checkpoint.size);
  for (const { name, checkpoint, parts, unproven } of bySize) {
    const { size, root } = checkpoint;
    const isGone = size > log.size;
    if (!isGone && isSame(await rangeHash(log, { begin: 0, end: size }), root)) {
      unchanged = size;
      if (unproven !== null)
        tell(log, "receipt-unsound", { begin: unproven, end: unproven + 1 }, (entry) => {
          return `${entry} is not what ${name} proves.`;
        });
      continue;
    }
    const told = log.problems.length;
    for (const { begin, end, hash } of parts)
      if (end <= log.size && !isSame(await rangeHash(log, { begin, end }), hash))
        tell(log, "history-rewritten", { begin, end }, (entries, are) => {
          return `${entries} ${are} not as when ${name} was given.`;
        });
    if (isGone)
      tell(log, "truncated", { begin: log.size, end: size }, (entries, are) => {
        return `${entries} ${are} gone: ${name} signs ${size} entries, and the record has ${log.size}.`;
      });
    else if (log.problems.length === told)
      tell(log, "history-rewritten", { begin: unchanged, end: size }, (entries, are) => {
        return `${entries} ${are} not as ${name} signs: at least one was changed, taken out or put in.`;
      });
  }
}

// --- The two checks

/** Whether nothing is wrong, but for a key that nobody gave. @param {Problem[]} problems */
const isSound = (problems) => problems.every(({ code }) => code === "no-key");

/**
 * Checks every file of a log against the root that is signed.
 * @param {Log} log
 * @param {Hash} root
 * @param {{ files: string[], onProgress?: (read: number, size: number) => void }} of
 */
async function checkLog(log, root, { files, onProgress }) {
  const levels = await readLevels(log, (read) => onProgress?.(read, log.size));
  if (levels) judge(log, levels, root);
  log.problems.sort((a, b) => (a.index ?? -1) - (b.index ?? -1));
  if (log.problems.length >= MOST_PROBLEMS)
    log.problems.splice(MOST_PROBLEMS, Infinity, {
      code: "too-many",
      index: null,
      last: null,
      message: "There is more that is wrong.",
    });
  if (isSound(log.problems)) await checkNarrower(log, files);
}

/**
 * Does work, and tells what cannot be believed.
 * @template Value
 * @param {Problem[]} problems
 * @param {string} name
 * @param {() => Promise<Value>} work
 * @returns {Promise<Value | null>}
 */
async function believed(problems, name, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Doubt)) throw error;
    problems.push({ code: error.code, index: null, last: null, message: `${name}: ${error.message}` });
    return null;
  }
}

/**
 * Checks a whole record: every entry and hash against its signed checkpoint, and that against what people kept.
 * @param {object} of
 * @param {Source} of.source
 * @param {string | null} [of.key] Without one, the key that lies beside the record is believed.
 * @param {KeptText[]} [of.checkpoints]
 * @param {KeptText[]} [of.receipts]
 * @param {Held | null} [of.held]
 * @param {OnEntries} [of.onEntries]
 * @param {(read: number, size: number) => void} [of.onProgress]
 * @returns {Promise<Answer>}
 */
export async function verifyRecord(of) {
  const answer = await verifyOnce(of, true);
  // What was held and is wrong was not right when it was read: all is read again.
  return !answer.ok && answer.heldUsed > 0 ? verifyOnce(of, false) : answer;
}

/**
 * @param {Parameters<typeof verifyRecord>[0]} of
 * @param {boolean} readsHeld
 * @returns {Promise<Answer & { heldUsed: number }>}
 */
async function verifyOnce(
  { source, key: keyText, checkpoints = [], receipts = [], held = null, onEntries, onProgress },
  readsHeld,
) {
  /** @type {Problem[]} */
  const problems = [];
  const own = keyText ? null : await source.read("key", 1_000);
  const key = keyText ? readKey(keyText) : own && (await believed(problems, "key", async () => readKey(textOf(own))));
  if (!keyText && !own)
    problems.push({
      code: "no-key",
      index: null,
      last: null,
      message: "No key is given, so that no signature is checked.",
    });
  const present = await believed(problems, "checkpoint", async () => {
    const bytes = await source.read("checkpoint", MOST_NOTE_BYTES);
    if (!bytes) throw new Doubt("no-checkpoint", "There is none, so that this is no record.");
    return openCheckpoint(textOf(bytes), key);
  });
  const size = present?.size ?? 0;
  const log = { source, size, problems, held, readsHeld, heldUsed: 0, fresh: new Map(), tiles: new Map(), onEntries };
  const files = (await source.list?.()) ?? [];
  if (present) await believed(problems, "record", () => checkLog(log, present.root, { files, onProgress }));
  const isWhole = present !== null && isSound(problems);
  /** @type {Kept[]} */
  const all = [];
  for (const name of files.filter((file) => /^checkpoint\.\d+$/.test(file))) {
    const found = await believed(problems, name, async () => {
      const bytes = await source.read(name, MOST_NOTE_BYTES);
      return keptCheckpoint({ name, text: textOf(bytes ?? new Uint8Array()) }, key);
    });
    if (found) all.push(found);
  }
  for (const kept of checkpoints) {
    const found = await believed(problems, kept.name, () => keptCheckpoint(kept, key));
    if (found) all.push(found);
  }
  for (const kept of receipts) {
    const leafAt = async (/** @type {number} */ index) =>
      isWhole && index < size ? rangeHash(log, { begin: index, end: index + 1 }) : null;
    const found = await believed(problems, kept.name, () => keptReceipt(kept, key, leafAt));
    if (found) all.push(found);
  }
  if (isWhole) await compare(log, all);
  const stated = {
    origin: present?.origin ?? null,
    size: present?.size ?? null,
    root: present ? base64(present.root) : null,
  };
  const compared = isWhole ? all.length : 0;
  const whose = keyText ? "given" : key ? "record" : "none";
  return { ok: problems.length === 0, ...stated, key: whose, compared, problems, heldUsed: log.heldUsed };
}

/**
 * Checks a receipt by itself: that the checkpoint in it is signed, and that its entry is in the tree it signs.
 * @param {{ receipt: KeptText, key: string, entry?: Uint8Array | null }} of
 * @returns {Promise<Answer & { index: number | null, entry: Uint8Array | null }>}
 */
export async function verifyReceipt({ receipt: { name, text }, key: keyText, entry = null }) {
  const key = readKey(keyText);
  /** @type {Problem[]} */
  const problems = [];
  const receipt = await believed(problems, name, async () => readReceipt(text));
  const checkpoint = receipt && (await believed(problems, name, () => openCheckpoint(receipt.checkpoint, key)));
  const own = entry ?? receipt?.extra ?? null;
  if (receipt && checkpoint && !own) {
    const message = `${name} does not carry its entry: give the entry, or check it against the record.`;
    problems.push({ code: "no-entry", index: receipt.index, last: receipt.index, message });
  } else if (receipt && checkpoint && own && !isIncluded(receipt, leafHash(own), checkpoint)) {
    const message = `${name} does not prove that entry ${receipt.index} is in the record.`;
    problems.push({ code: "receipt-unsound", index: receipt.index, last: receipt.index, message });
  }
  const { origin = null, size = null } = checkpoint ?? {};
  const stated = {
    origin,
    size,
    root: checkpoint ? base64(checkpoint.root) : null,
    key: /** @type {const} */ ("given"),
  };
  return { ok: problems.length === 0, ...stated, compared: 0, problems, index: receipt?.index ?? null, entry: own };
}

// --- The command

/** @param {Answer} answer */
function wordsOf({ ok, origin, size, root, key, compared, problems }) {
  if (!ok) return problems.map(({ message }) => message).join("\n");
  return [
    `${origin}: all ${size} entries are as the checkpoint signs them.`,
    `Root ${root}.`,
    key === "record" ? "The key is the record's own word: whoever changes the record can change it too." : "",
    compared > 0
      ? `It goes on from ${compared} kept ${compared === 1 ? "checkpoint or receipt" : "checkpoints and receipts"}.`
      : "Nothing that was kept was given: a record that was written anew and signed again would look the same.",
  ]
    .filter((line) => line !== "")
    .join("\n");
}

export const USAGE = "[FOLDER|URL] [--key KEY] [--checkpoint FILE]… [--receipt FILE]… [--keep FOLDER] [--json]";

/**
 * @param {Answer} answer
 * @param {object} [more]
 */
const jsonOf = ({ ok, size, root, problems, origin, key, compared }, more) =>
  JSON.stringify({ ok, size, root, problems, origin, key, compared, ...more });

/**
 * The proofs in receipts that were kept as a page, by their number where it has several; any other text as it is.
 * @param {KeptText} kept
 * @returns {KeptText[]}
 */
function proofsIn({ name, text }) {
  // After it comes the page's script, which is this file. A proof that breaks off is kept, and does not hold.
  const [page = ""] = text.split("</main>", 1);
  const proofs = page.split('<pre data-receipt="proof">').slice(1);
  if (proofs.length === 0) return [{ name, text }];
  return proofs.map((proof, i) => ({
    name: proofs.length === 1 ? name : `${name}, number ${i + 1}`,
    text: proof.split("<", 1)[0] ?? "",
  }));
}

/**
 * Checks receipts by themselves: what holds and what does not, each by its name.
 * @param {KeptText[]} receipts
 * @param {string} key
 */
async function verifyReceipts(receipts, key) {
  const answers = await Promise.all(receipts.map((receipt) => verifyReceipt({ receipt, key })));
  const [first] = /** @type {[Answer]} */ (/** @type {unknown} */ (answers));
  const differ = answers.some(({ origin, root }) => origin !== first.origin || root !== first.root);
  const stated = differ ? { ...first, origin: null, size: null, root: null } : first;
  const problems = answers.flatMap((answer) => answer.problems);
  const said = answers.map((answer, i) => {
    const { ok, origin, size, index } = answer;
    if (!ok) return wordsOf(answer);
    return `${receipts[i]?.name}: entry ${index} of ${origin} is in the record of ${size} entries that was signed.`;
  });
  return { answer: { ...stated, ok: problems.length === 0, problems }, text: said.join("\n") };
}

/**
 * The command `verify`, in Node only: what it prints, and whether all is well.
 * @param {string[]} args
 * @param {Reader | null} [reader]
 */
export async function verifyCommand(args, reader = null) {
  const { parseArgs } = await import("node:util");
  const { readFile } = await import("node:fs/promises");
  const options = /** @type {const} */ ({
    key: { type: "string" },
    checkpoint: { type: "string", multiple: true },
    receipt: { type: "string", multiple: true },
    keep: { type: "string" },
    json: { type: "boolean" },
  });
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const { key, checkpoint = [], receipt = [], keep, json: isJson = false } = values;
  const wrongly = (/** @type {string} */ why) => Object.assign(new Error(why), { code: "ERR_PARSE_ARGS" });
  const kept = (/** @type {string[]} */ names) =>
    Promise.all(
      names.map(async (name) => {
        const bytes = await readFile(name).catch(() => Promise.reject(new Error(`${name} cannot be read.`)));
        return { name, text: bytes.toString() };
      }),
    );
  const [place, ...others] = positionals;
  if (others.length > 0) throw wrongly("Name one folder or one address.");
  if (!place && (receipt.length === 0 || checkpoint.length > 0 || !key))
    throw wrongly("Name a folder or an address, or receipts and a key.");
  const [checkpoints, receipts] = [await kept(checkpoint), (await kept(receipt)).flatMap(proofsIn)];
  if (place) {
    const source = await sourceAt(place);
    const held = keep ? await heldInFolder(keep) : null;
    const isSeen = process.stderr.isTTY && !isJson;
    const onProgress = (/** @type {number} */ read, /** @type {number} */ size) => {
      if (isSeen) process.stderr.write(`\r${read} of ${size} entries${read === size ? "\n" : ""}`);
    };
    const onEntries = reader?.onEntries;
    const answer = await verifyRecord({ source, key, checkpoints, receipts, held, onEntries, onProgress });
    const said = reader?.said(answer.ok) ?? { ok: true, text: "", facts: {} };
    const ok = answer.ok && said.ok;
    return { ok, text: isJson ? jsonOf({ ...answer, ok }, said.facts) : `${wordsOf(answer)}\n${said.text}`.trimEnd() };
  }
  const { answer, text } = await verifyReceipts(receipts, key ?? "");
  return { ok: answer.ok, text: isJson ? jsonOf(answer) : text };
}

/** Whether this file is what Node was asked to run. */
async function isCommand() {
  const script = globalThis.process?.argv?.[1];
  if (!script) return false;
  const { pathToFileURL } = await import("node:url");
  return import.meta.url === pathToFileURL(script).href;
}

if (await isCommand()) {
  try {
    const { ok, text } = await verifyCommand(process.argv.slice(2));
    process.stdout.write(`${text}\n`);
    process.exitCode = ok ? 0 : 1;
  } catch (error) {
    const { message, code = "" } = /** @type {Error & { code?: string }} */ (error);
    const isWrongly = code.startsWith("ERR_PARSE_ARGS");
    process.stderr.write(`${message}\n${isWrongly ? `node verify-record.js ${USAGE}\n` : ""}`);
    process.exitCode = isWrongly ? 2 : 1;
  }
}
