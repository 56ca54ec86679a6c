import fc from "fast-check";
import { expect, test } from "vitest";
import { EMPTY_EDGE, grown } from "~/record/log/grow";
import {
  consistencyPath,
  EMPTY_ROOT,
  type Hash,
  inclusionPath,
  isConsistent,
  isIncluded,
  leafHash,
  nodeHash,
  rangeHash,
  rootOf,
  type Subtree,
} from "~/record/log/merkle";
import { subtreesIn, tilePath, tilesUnder } from "~/record/log/tiles";
import { someEntries } from "./a-log";

const MOST = 130;
const leaves = someEntries(MOST).map(leafHash);
const hashes = new Map<string, Hash>();
const subtree: Subtree = (level, index) => {
  const name = `${level} ${index}`;
  const known = hashes.get(name);
  if (known) return known;
  const hash = rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level));
  hashes.set(name, hash);
  return hash;
};
const roots = Array.from({ length: MOST + 1 }, (_, size) => rootOf(leaves.slice(0, size)));
const root = (size: number) => roots[size] as Hash;

/** RFC 6962, section 2.1, as it is written there. */
const half = (count: number) => 2 ** Math.floor(Math.log2(count - 1));
const mth = (row: Hash[]): Hash =>
  row.length < 2
    ? (row[0] ?? EMPTY_ROOT)
    : nodeHash(mth(row.slice(0, half(row.length))), mth(row.slice(half(row.length))));
function path(m: number, row: Hash[]): Hash[] {
  const k = row.length > 1 ? half(row.length) : 0;
  if (k === 0) return [];
  return m < k
    ? [...path(m, row.slice(0, k)), mth(row.slice(k))]
    : [...path(m - k, row.slice(k)), mth(row.slice(0, k))];
}
function subproof(m: number, row: Hash[], isWhole: boolean): Hash[] {
  if (m === row.length) return isWhole ? [] : [mth(row)];
  const k = half(row.length);
  return m <= k
    ? [...subproof(m, row.slice(0, k), isWhole), mth(row.slice(k))]
    : [...subproof(m - k, row.slice(k), false), mth(row.slice(0, k))];
}

const inclusion = (index: number, size: number) =>
  inclusionPath({ index, size }).map((range) => rangeHash(range, subtree));
const consistency = (from: number, to: number) =>
  consistencyPath({ from, to }).map((range) => rangeHash(range, subtree));

test("every entry of every tree of up to 130 has a proof, and it fits no other entry and no other size", () => {
  for (let size = 1; size <= MOST; size++) {
    expect(rangeHash({ begin: 0, end: size }, subtree)).toEqual(root(size));
    for (let index = 0; index < size; index++) {
      const of = { index, size, leaf: leaves[index] as Hash, proof: inclusion(index, size), root: root(size) };
      const wrong = { ...of, index: (index + 1) % size };
      if (!isIncluded(of) || (size > 1 && isIncluded(wrong))) throw new Error(`entry ${index} of ${size}`);
      // With its own root, an entry that stands at the same place of another size has another proof.
      if (isIncluded({ ...of, root: root(size - 1) })) throw new Error(`entry ${index} of ${size} in ${size - 1}`);
    }
  }
});

test("between any two sizes of up to 130 there is a proof that the one begins the other", () => {
  for (let to = 1; to <= MOST; to++)
    for (let from = 1; from <= to; from++) {
      const of = { from, to, fromRoot: root(from), toRoot: root(to), proof: consistency(from, to) };
      if (!isConsistent(of)) throw new Error(`${from} to ${to}`);
      if (from < to && isConsistent({ ...of, fromRoot: root(from - 1) })) throw new Error(`${from - 1} as ${from}`);
    }
});

test("proofs are those that RFC 6962 spells out", () => {
  for (const size of [1, 2, 3, 6, 7, 8, 33, 64, 65, 100]) {
    const row = leaves.slice(0, size);
    expect(root(size)).toEqual(mth(row));
    for (let index = 0; index < size; index++) expect(inclusion(index, size)).toEqual(path(index, row));
    for (let from = 1; from <= size; from++) expect(consistency(from, size)).toEqual(subproof(from, row, true));
  }
});

const flipped = (hash: Hash, bit: number): Hash => {
  const bytes = Uint8Array.from(hash);
  bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
  return bytes;
};
const twoSizes = fc.tuple(fc.integer({ min: 1, max: MOST }), fc.integer({ min: 1, max: MOST })).map((both) => {
  const [from = 1, to = 1] = both.sort((a, b) => a - b);
  return { from, to };
});

test("a proof with one bit turned proves nothing, and neither does one that is longer, shorter or out of order", () => {
  const one = fc.record({
    sizes: twoSizes,
    bit: fc.nat(255),
    at: fc.nat(20),
    share: fc.double({ min: 0, max: 0.999, noNaN: true }),
  });
  fc.assert(
    fc.property(one, ({ sizes: { from, to }, bit, at, share }) => {
      const index = Math.floor(share * to);
      const whole = { index, size: to, leaf: leaves[index] as Hash, proof: inclusion(index, to), root: root(to) };
      const grows = { from, to, fromRoot: root(from), toRoot: root(to), proof: consistency(from, to) };
      const spoilt = (proof: Hash[]): Hash[][] => [
        ...(proof.length > 0 ? [proof.map((hash, i) => (i === at % proof.length ? flipped(hash, bit) : hash))] : []),
        ...(proof.length > 0 ? [proof.slice(1), proof.slice(0, -1)] : []),
        ...(proof.length > 1 ? [[...proof].reverse()] : []),
        [...proof, root(to)],
        [root(from), ...proof],
        [...proof, new Uint8Array(0)],
      ];
      for (const proof of spoilt(whole.proof)) expect(isIncluded({ ...whole, proof })).toBe(false);
      for (const proof of spoilt(grows.proof)) expect(isConsistent({ ...grows, proof })).toBe(false);
      expect(isIncluded({ ...whole, leaf: flipped(whole.leaf, bit) })).toBe(false);
      expect(isIncluded({ ...whole, root: flipped(whole.root, bit) })).toBe(false);
      expect(isConsistent({ ...grows, fromRoot: flipped(grows.fromRoot, bit) })).toBe(false);
      expect(isConsistent({ ...grows, toRoot: flipped(grows.toRoot, bit) })).toBe(false);
    }),
  );
});

test("hashes of another length, and places that are no whole numbers, prove nothing", () => {
  const whole = { index: 3, size: 7, leaf: leaves[3] as Hash, proof: inclusion(3, 7), root: root(7) };
  const grows = { from: 3, to: 7, fromRoot: root(3), toRoot: root(7), proof: consistency(3, 7) };
  for (const length of [0, 31, 33, 64]) {
    const hash = new Uint8Array(length);
    for (const wrong of [{ leaf: hash }, { root: hash }, { proof: [hash, ...whole.proof.slice(1)] }])
      expect(isIncluded({ ...whole, ...wrong }), String(length)).toBe(false);
    for (const wrong of [{ fromRoot: hash }, { toRoot: hash }, { proof: [hash, ...grows.proof.slice(1)] }])
      expect(isConsistent({ ...grows, ...wrong }), String(length)).toBe(false);
  }
  for (const place of [-1, 2.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect([isIncluded({ ...whole, index: place }), isIncluded({ ...whole, size: place })]).toEqual([false, false]);
    expect([isConsistent({ ...grows, from: place }), isConsistent({ ...grows, to: place })]).toEqual([false, false]);
  }
});

test("the two tiles of each level that an entry needs are enough for its proofs, in a tree of three levels", () => {
  const size = 66_000;
  const entries = someEntries(size);
  const { files } = grown(EMPTY_EDGE, entries);
  const bytesAt = new Map(files.map(({ path, bytes }) => [path, bytes]));
  const whole = new Map<string, Hash>();
  for (const index of [0, 255, 256, 30_000, 65_535, 65_536, 65_999]) {
    const ranges = [{ begin: 0, end: size }, ...inclusionPath({ index, size })];
    const needed = new Map(tilesUnder(ranges, size).map((tile) => [`${tile.level} ${tile.index}`, tilePath(tile)]));
    expect(needed.size).toBeLessThanOrEqual(6);
    const subtree = subtreesIn(({ level, index }) => bytesAt.get(needed.get(`${level} ${index}`) ?? "") as Uint8Array);
    const root = rangeHash({ begin: 0, end: size }, subtree);
    whole.set("root", whole.get("root") ?? root);
    expect(root).toEqual(whole.get("root"));
    const proof = inclusionPath({ index, size }).map((range) => rangeHash(range, subtree));
    const leaf = leafHash(entries[index] as Uint8Array);
    expect(isIncluded({ index, size, leaf, proof, root }), String(index)).toBe(true);
  }
});

test("a proof of nothing is a programmer's mistake", () => {
  expect(() => inclusionPath({ index: 5, size: 5 })).toThrow(RangeError);
  expect(() => inclusionPath({ index: 2 ** 53, size: 2 ** 54 })).toThrow(RangeError);
  expect(() => consistencyPath({ from: 0, to: 5 })).toThrow(RangeError);
  expect(() => consistencyPath({ from: 6, to: 5 })).toThrow(RangeError);
});
