import { type Hash, type Range, rangeHash } from "../log/merkle";
import { subtreesIn, tilePath, tilesUnder } from "../log/tiles";
import { tileFile } from "./record-files.server";

/** The hashes of ranges of the record's first `size` entries, out of its tiles; null where one of them is not there. */
export async function rangeHashes(ranges: readonly Range[], size: number): Promise<Hash[] | null> {
  const tiles = new Map<string, Uint8Array>();
  for (const tile of tilesUnder(ranges, size)) {
    const bytes = await tileFile(tilePath(tile));
    if (!bytes) return null;
    tiles.set(`${tile.level} ${tile.index}`, bytes);
  }
  const subtree = subtreesIn((tile) => tiles.get(`${tile.level} ${tile.index}`) ?? new Uint8Array(0));
  return ranges.map((range) => rangeHash(range, subtree));
}
