import { hash } from "node:crypto";
import { signedCheckpoint } from "~/record/log/checkpoint";
import { type Edge, EMPTY_EDGE, edgeRoot, grown } from "~/record/log/grow";
import { type Hash, inclusionPath, isIncluded, leafHash, rangeHash } from "~/record/log/merkle";
import { newSignerKey, verifierKeyOf, verifierKeyText } from "~/record/log/note";
import { subtreesIn, tilePath, tilesUnder } from "~/record/log/tiles";
import { verifyRecord } from "../public/verify-record.js";
import { AT_ONCE, ENTRIES, type Measured } from "./record.ts";

const PROOFS = 10_000;
const id = (n: number): string => n.toString(16).padStart(64, "0");
/** As long as a hand-in's entry is. */
const entryAt = (n: number): Uint8Array =>
  Buffer.from(
    `{"archive":"${id(n)}","at":"2026-01-01T00:00:00.000Z","challenge":"${id(n).slice(0, 36)}","commit":"${id(n).slice(0, 40)}","type":"submission.sealed","v":1}`,
  );

const entries = Array.from({ length: ENTRIES }, (_, n) => entryAt(n));
const held = process.memoryUsage.rss();

/** What the work takes, and how much more the process holds after it than the bare entries. */
async function timed(step: string, count: number, work: () => unknown): Promise<void> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({
    ...{ step, count, seconds: (performance.now() - start) / 1000, working: (user + system) / 1e6 },
    megabytes: (process.memoryUsage.rss() - held) / 1e6,
  } satisfies Measured);
}

await timed("plain SHA-256 of the same bytes, one call each", ENTRIES, () => {
  for (const entry of entries) hash("sha256", entry, "buffer");
  // The inner nodes of the tree: as many again, of 65 bytes each.
  const node = new Uint8Array(65);
  for (let n = 1; n < ENTRIES; n++) hash("sha256", node, "buffer");
});

const files = new Map<string, Uint8Array>();
let edge: Edge = EMPTY_EDGE;
const before = () => entries.slice(edge.size, edge.size + AT_ONCE);
await timed("hashed and written as files, in memory", ENTRIES, () => {
  while (edge.size < ENTRIES) {
    const next = grown(edge, before());
    edge = next.edge;
    for (const { path, bytes } of next.files) files.set(path, bytes);
  }
});
const key = newSignerKey("palio.example.org/record");
const root = edgeRoot(edge);
files.set("checkpoint", Buffer.from(signedCheckpoint({ size: ENTRIES, root }, key)));

function proofOf(index: number): Hash[] {
  const path = inclusionPath({ index, size: ENTRIES });
  const tiles = new Map(tilesUnder(path, ENTRIES).map((tile) => [`${tile.level} ${tile.index}`, tilePath(tile)]));
  const subtree = subtreesIn((tile) => files.get(tiles.get(`${tile.level} ${tile.index}`) ?? "") as Uint8Array);
  return path.map((range) => rangeHash(range, subtree));
}
const asked = Array.from({ length: PROOFS }, (_, n) => (n * 7_919_993) % ENTRIES);
const proofs = new Map<number, Hash[]>();
await timed("10,000 proofs, out of the tiles", PROOFS, () => {
  for (const index of asked) proofs.set(index, proofOf(index));
});
await timed("the same proofs checked", PROOFS, () => {
  for (const index of asked) {
    const leaf = leafHash(entries[index] as Uint8Array);
    const proof = proofs.get(index) ?? [];
    if (!isIncluded({ index, size: ENTRIES, leaf, proof, root })) throw new Error(`entry ${index} is not proven`);
  }
});
await timed("the whole checked by public/verify-record.js", ENTRIES, async () => {
  const source = { read: async (path: string) => files.get(path) ?? null };
  const { ok, problems } = await verifyRecord({ source, key: verifierKeyText(verifierKeyOf(key)) });
  if (!ok) throw new Error(problems[0]?.message);
});
process.disconnect();
