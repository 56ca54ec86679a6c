import { hash } from "node:crypto";

/** SHA-256: 32 bytes. */
export type Hash = Uint8Array;
export const HASH_BYTES = 32;

/** Entries `begin` up to, but not including, `end`. */
export type Range = { begin: number; end: number };

/** The hash of the complete subtree of 2^level entries that begins at entry index × 2^level. */
export type Subtree = (level: number, index: number) => Hash;

const sha256 = (bytes: Uint8Array): Hash => hash("sha256", bytes, "buffer");

/** Hash of the tree without entries (RFC 6962, section 2.1). */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array(0));

/** Hash of an entry: SHA-256(0x00 ‖ entry) (RFC 6962, section 2.1). */
export function leafHash(entry: Uint8Array): Hash {
  const bytes = new Uint8Array(1 + entry.length);
  bytes.set(entry, 1);
  return sha256(bytes);
}

// One buffer for all nodes: a tree of a million entries hashes a million of them.
const node = new Uint8Array(1 + 2 * HASH_BYTES);
node[0] = 1;

/** Hash of two neighbours: SHA-256(0x01 ‖ left ‖ right) (RFC 6962, section 2.1). */
export function nodeHash(left: Hash, right: Hash): Hash {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
}

/**
 * Merkle tree hash of hashes in their order (RFC 6962, section 2.1). They are the entries' hashes, or the hashes of
 * complete subtrees of one size, of which the last may be smaller.
 */
export function rootOf(hashes: readonly Hash[]): Hash {
  let row = hashes;
  while (row.length > 1) {
    const above: Hash[] = [];
    for (let i = 0; i < row.length; i += 2) {
      const [left, right] = [row[i] as Hash, row[i + 1]];
      above.push(right ? nodeHash(left, right) : left);
    }
    row = above;
  }
  return row[0] ?? EMPTY_ROOT;
}

/** The largest power of two below `count`, which is 2 or more. */
function split(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0;

/** What the proof that entry `index` is in the tree of `size` consists of, lowest first (RFC 6962, section 2.1.1). */
export function inclusionPath({ index, size }: { index: number; size: number }): Range[] {
  if (!isSize(index) || !isSize(size) || index >= size) throw new RangeError(`no entry ${index} in a tree of ${size}`);
  const path: Range[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + split(end - begin);
    if (index < middle) {
      path.push({ begin: middle, end });
      end = middle;
    } else {
      path.push({ begin, end: middle });
      begin = middle;
    }
  }
  return path.reverse();
}

/** What the proof that the tree of `from` begins the tree of `to` consists of, lowest first (RFC 6962, section 2.1.2). */
export function consistencyPath({ from, to }: { from: number; to: number }): Range[] {
  if (!isSize(from) || !isSize(to) || from < 1 || from > to) throw new RangeError(`no proof from ${from} to ${to}`);
  const path: Range[] = [];
  let [begin, end] = [0, to];
  while (from < end) {
    const middle = begin + split(end - begin);
    if (from <= middle) {
      path.push({ begin: middle, end });
      end = middle;
    } else {
      path.push({ begin, end: middle });
      begin = middle;
    }
  }
  // Whoever checks holds the hash of the whole smaller tree, and of no other part of it.
  if (begin > 0) path.push({ begin, end });
  return path.reverse();
}

/** The complete subtrees that a range of a tree consists of, left to right: level (of 2^level entries) and index. */
export function subtreesOf({ begin, end }: Range): { level: number; index: number }[] {
  const parts: { level: number; index: number }[] = [];
  for (let at = begin; at < end; ) {
    let [level, width] = [0, 1];
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      level += 1;
      width *= 2;
    }
    parts.push({ level, index: at / width });
    at += width;
  }
  return parts;
}

/** The hash of a range that a path names, or of the tree of `size` as the range from 0 up to it. */
export function rangeHash(range: Range, subtree: Subtree): Hash {
  const hashes = subtreesOf(range).map(({ level, index }) => subtree(level, index));
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
}

const half = (number: number): number => Math.floor(number / 2);
const isOdd = (number: number): boolean => number % 2 === 1;

/** Whether two hashes are the same. */
export const isSame = (one: Hash, other: Hash): boolean => Buffer.compare(one, other) === 0;

/**
 * Whether a proof shows that an entry's hash stands at `index` of the tree of `size` with that root (RFC 9162,
 * section 2.1.3.2). A hash that has not 32 bytes shows nothing.
 */
export function isIncluded(of: { index: number; size: number; leaf: Hash; proof: readonly Hash[]; root: Hash }) {
  const { index, size, leaf, proof, root } = of;
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if ([leaf, root, ...proof].some(({ length }) => length !== HASH_BYTES)) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSame(hash, root);
}

/**
 * Whether a proof shows that the tree of `from` entries with `fromRoot` begins the tree of `to` with `toRoot`
 * (RFC 9162, section 2.1.4.2). The empty tree begins every tree, which no proof can show: from 0 it is always false.
 */
export function isConsistent(of: { from: number; to: number; fromRoot: Hash; toRoot: Hash; proof: readonly Hash[] }) {
  const { from, to, fromRoot, toRoot, proof } = of;
  if (!isSize(from) || !isSize(to) || from < 1 || from > to) return false;
  if (from === to) return proof.length === 0 && isSame(fromRoot, toRoot);
  if ([fromRoot, toRoot, ...proof].some(({ length }) => length !== HASH_BYTES)) return false;
  let [node, last] = [from - 1, to - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  const [start, ...rest] = node === 0 ? [fromRoot, ...proof] : proof;
  if (!start || proof.length === 0) return false;
  let [smaller, larger] = [start, start];
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      smaller = nodeHash(hash, smaller);
      larger = nodeHash(hash, larger);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      larger = nodeHash(larger, hash);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSame(smaller, fromRoot) && isSame(larger, toRoot);
}
