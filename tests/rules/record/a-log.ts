import { signedCheckpoint } from "~/record/log/checkpoint";
import { type Edge, EMPTY_EDGE, edgeRoot, grown } from "~/record/log/grow";
import { inclusionPath, rangeHash } from "~/record/log/merkle";
import { newSignerKey, type SignerKey, verifierKeyOf, verifierKeyText } from "~/record/log/note";
import { proofText } from "~/record/log/proof";
import { subtreesIn, tilePath, tilesUnder } from "~/record/log/tiles";
import type { Source } from "../../../public/verify-record.js";

/** A key of the tests, the same each time. */
export const aKey = (name = "palio.example.org/record", byte = 7): SignerKey =>
  newSignerKey(name, new Uint8Array(32).fill(byte));
export const keyText = (key: SignerKey): string => verifierKeyText(verifierKeyOf(key));

/** Entries of a record as acts look, each of another length. */
export const someEntries = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, n) => Buffer.from(`{"act":${n},"type":"correction","v":1${" ".repeat(n % 23)}}`));

export type ALog = { edge: Edge; files: Map<string, Uint8Array>; checkpoint: string };

/** A log with these entries, written in steps as an integrator would. */
export function aLog(entries: Uint8Array[], { key = aKey(), step = 100 } = {}): ALog {
  const files = new Map<string, Uint8Array>();
  let edge = EMPTY_EDGE;
  for (let at = 0; at < entries.length; at += step) {
    const next = grown(edge, entries.slice(at, at + step));
    edge = next.edge;
    for (const { path, bytes } of next.files) files.set(path, bytes);
  }
  const checkpoint = signedCheckpoint({ size: edge.size, root: edgeRoot(edge) }, key);
  files.set("checkpoint", Buffer.from(checkpoint));
  return { edge, files, checkpoint };
}

/** The receipt for an entry, out of the log's own tiles. */
export function aReceipt({ files, checkpoint, edge: { size } }: ALog, index: number, extra?: Uint8Array): string {
  const path = inclusionPath({ index, size });
  const tiles = new Map(tilesUnder(path, size).map((tile) => [`${tile.level} ${tile.index}`, tilePath(tile)]));
  const subtree = subtreesIn((tile) => files.get(tiles.get(`${tile.level} ${tile.index}`) ?? "") ?? new Uint8Array(0));
  const hashes = path.map((range) => rangeHash(range, subtree));
  return proofText({ index, hashes, checkpoint, extra });
}

/** The place where a log's files are, in memory; without telling which there are. */
export const placeOf = (files: Map<string, Uint8Array>): Source => ({
  read: async (path) => files.get(path) ?? null,
});
