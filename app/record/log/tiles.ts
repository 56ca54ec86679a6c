import { ok, type Result, refuse } from "~/kernel/result";
import { HASH_BYTES, type Hash, type Range, rootOf, type Subtree, subtreesOf } from "./merkle";

// C2SP tlog-tiles: the tree is cut into tiles of eight levels, each file the lowest row of hashes of its tile.

/** Hashes in a full tile, entries in a full bundle. */
export const FULL = 256;
/** Largest entry in bytes: its length is written in 16 bits. */
const MOST_BYTES = 65_535;

/** A tile of level 0 holds entries' hashes, one of level n + 1 the hashes of whole tiles of level n. */
export type Tile = { level: number; index: number; width: number };

/** 1234067 as x001/x234/067. */
const numberPath = (index: number): string =>
  String(index)
    .padStart(Math.ceil(String(index).length / 3) * 3, "0")
    .replace(/\d{3}(?=\d)/g, "x$&/");

const partial = (width: number): string => (width === FULL ? "" : `.p/${width}`);

/** Where a tile lies below the log's address. */
export const tilePath = ({ level, index, width }: Tile): string =>
  `tile/${level}/${numberPath(index)}${partial(width)}`;

/** Where the entries under a tile of level 0 lie. */
export const bundlePath = ({ index, width }: Omit<Tile, "level">): string =>
  `tile/entries/${numberPath(index)}${partial(width)}`;

/** Entries as one file: each after its length in two bytes, high byte first. */
export function bundleOf(entries: readonly Uint8Array[]): Uint8Array {
  const parts = entries.flatMap((entry) => {
    if (entry.length > MOST_BYTES) throw new RangeError("an entry is at most 65,535 bytes");
    return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry];
  });
  return Buffer.concat(parts);
}

/** The entries of a file of entries. */
export function entriesIn(bundle: Uint8Array): Result<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + (bundle[at] as number) * 256 + (bundle[at + 1] ?? 0);
    if (at + 2 > bundle.length || end > bundle.length)
      return refuse("torn-bundle", `The file of entries ends within entry ${entries.length}.`);
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return ok(entries);
}

/** The hash at a position of a tile's file. */
export const hashIn = (tile: Uint8Array, position: number): Hash =>
  tile.subarray(position * HASH_BYTES, (position + 1) * HASH_BYTES);

/** Every hash of a tile's file, in order. */
export const hashesIn = (tile: Uint8Array): Hash[] =>
  Array.from({ length: tile.length / HASH_BYTES }, (_, position) => hashIn(tile, position));

/** Subtrees of the tree, read from its tiles: `bytesOf` answers the bytes of the widest tile there is. */
export const subtreesIn =
  (bytesOf: (tile: { level: number; index: number }) => Uint8Array): Subtree =>
  (level, index) => {
    const count = 2 ** (level % 8);
    const first = index * count;
    const bytes = bytesOf({ level: Math.floor(level / 8), index: Math.floor(first / FULL) });
    const hashes = Array.from({ length: count }, (_, i) => hashIn(bytes, (first % FULL) + i));
    if (hashes.some(({ length }) => length !== HASH_BYTES)) throw new RangeError("the tile does not reach that far");
    return rootOf(hashes);
  };

/** How many hashes the tiles of a level hold together, in a log of `size` entries. */
const countAt = (level: number, size: number): number => Math.floor(size / FULL ** level);

/** The tile at `index` of its level, as wide as it is in a log of `size` entries. */
const tileAt = (level: number, index: number, size: number): Tile => ({
  ...{ level, index },
  width: Math.min(FULL, countAt(level, size) - index * FULL),
});

/** The tiles that a log gains or widens as it grows from `from` to `to` entries, lowest level first. */
export function tilesBetween(from: number, to: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; countAt(level, to) > 0; level++) {
    const [before, after] = [countAt(level, from), countAt(level, to)];
    if (after === before) continue;
    for (let index = Math.floor(before / FULL); index * FULL < after; index++) tiles.push(tileAt(level, index, to));
  }
  return tiles;
}

/** The tiles that the hashes of ranges are made from, as wide as they are in a log of `size` entries. */
export function tilesUnder(ranges: readonly Range[], size: number): Tile[] {
  const tiles = new Map<string, Tile>();
  for (const { level, index } of ranges.flatMap(subtreesOf)) {
    const tile = tileAt(Math.floor(level / 8), Math.floor((index * 2 ** (level % 8)) / FULL), size);
    tiles.set(tilePath(tile), tile);
  }
  return [...tiles.values()];
}
