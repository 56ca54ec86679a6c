import { ok, type Result, refuse } from "~/kernel/result";
import { EMPTY_ROOT, HASH_BYTES, type Hash, isSame, leafHash, rootOf } from "./merkle";
import { bundleOf, bundlePath, entriesIn, FULL, hashesIn, type Tile, tilePath, tilesBetween } from "./tiles";

/** A file of a log, by its path below the log's address. */
export type LogFile = { path: string; bytes: Uint8Array };

/** All that a log must know to grow: what its unfinished files hold. */
export type Edge = {
  size: number;
  /** For each level, the hashes of its unfinished tile. */
  hashes: readonly (readonly Hash[])[];
  /** The entries of the unfinished bundle. */
  entries: readonly Uint8Array[];
};

/** A log without entries. */
export const EMPTY_EDGE: Edge = { size: 0, hashes: [], entries: [] };

/**
 * A log with more entries: its edge, and the files to write before its checkpoint, every one of them as it stays for
 * ever. A tile or bundle that is not full goes by its width and leaves the narrower ones where they are.
 */
export function grown(edge: Edge, entries: readonly Uint8Array[]): { edge: Edge; files: LogFile[] } {
  const size = edge.size + entries.length;
  const files = bundles(edge, entries);
  const levels: Hash[][] = [];
  let added = entries.map(leafHash);
  for (let level = 0; added.length > 0; level++) {
    const hashes = [...(edge.hashes[level] ?? []), ...added];
    const finished = hashes.length - (hashes.length % FULL);
    added = [];
    for (let at = 0; at < finished; at += FULL) added.push(rootOf(hashes.slice(at, at + FULL)));
    levels[level] = hashes;
  }
  for (const tile of tilesBetween(edge.size, size)) files.push(tileFile(tile, levels[tile.level] ?? [], edge.size));
  const widened = levels.map(unfinished);
  return {
    edge: {
      size,
      hashes: [...widened, ...edge.hashes.slice(widened.length)],
      entries: unfinished([...edge.entries, ...entries]),
    },
    files,
  };
}

/** What a list that begins with a tile or bundle holds after its last full one. */
const unfinished = <Item>(list: readonly Item[]): Item[] => list.slice(list.length - (list.length % FULL));

/** The file of a tile, out of its level's hashes from where the unfinished tile of the log of `from` entries begins. */
function tileFile(tile: Tile, hashes: Hash[], from: number): LogFile {
  const first = (tile.index - Math.floor(from / FULL ** (tile.level + 1))) * FULL;
  return { path: tilePath(tile), bytes: Buffer.concat(hashes.slice(first, first + tile.width)) };
}

function bundles(edge: Edge, added: readonly Uint8Array[]): LogFile[] {
  const entries = [...edge.entries, ...added];
  const first = Math.floor(edge.size / FULL);
  const files: LogFile[] = [];
  for (let at = 0; at < entries.length && added.length > 0; at += FULL) {
    const own = entries.slice(at, at + FULL);
    files.push({ path: bundlePath({ index: first + at / FULL, width: own.length }), bytes: bundleOf(own) });
  }
  return files;
}

/** The files at a log's edge: those that are not full. With the full ones before them they are the whole log. */
export function edgeFiles({ size, hashes, entries }: Edge): LogFile[] {
  const tiles = hashes.flatMap((own, level) => {
    const index = Math.floor(size / FULL ** (level + 1));
    const path = tilePath({ level, index, width: own.length });
    return own.length > 0 ? [{ path, bytes: Buffer.concat(own) }] : [];
  });
  const bundle = { index: Math.floor(size / FULL), width: entries.length };
  return entries.length > 0 ? [...tiles, { path: bundlePath(bundle), bytes: bundleOf(entries) }] : tiles;
}

/** Hash of the whole tree: what its checkpoint signs. */
export function edgeRoot({ hashes }: Edge): Hash {
  let root: Hash | null = null;
  for (const level of hashes) if (level.length > 0 || root) root = rootOf(root ? [...level, root] : level);
  return root ?? EMPTY_ROOT;
}

/**
 * The edge of a log of `size` entries, out of its files: `read` answers the bytes at a path. Refused where a file is
 * torn, or the entries are not those that were hashed.
 */
export function edgeIn(size: number, read: (path: string) => Uint8Array): Result<Edge> {
  const hashes: Hash[][] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / FULL)) {
    const tile = { level, index: Math.floor(count / FULL), width: count % FULL };
    const bytes = tile.width === 0 ? new Uint8Array(0) : read(tilePath(tile));
    if (bytes.length !== tile.width * HASH_BYTES)
      return refuse("torn-tile", `${tilePath(tile)} has ${bytes.length} bytes instead of ${tile.width * HASH_BYTES}.`);
    hashes.push(hashesIn(bytes));
  }
  const bundle = { index: Math.floor(size / FULL), width: size % FULL };
  const entries = bundle.width === 0 ? ok([]) : entriesIn(read(bundlePath(bundle)));
  if (!entries.ok) return entries;
  const row = hashes[0] ?? [];
  if (entries.value.length !== row.length || entries.value.some((entry, i) => !isSame(leafHash(entry), row[i] as Hash)))
    return refuse("other-entries", `${bundlePath(bundle)} does not hold the entries that the tile beside it hashes.`);
  return ok({ size, hashes, entries: entries.value });
}
