import { expect, test } from "vitest";
import { signedCheckpoint } from "~/record/log/checkpoint";
import { EMPTY_ROOT, leafHash } from "~/record/log/merkle";
import { bundleOf, entriesIn } from "~/record/log/tiles";
import { verifyRecord } from "../../../public/verify-record.js";
import { type ALog, aKey, aLog, keyText, placeOf, someEntries } from "./a-log";

const key = keyText(aKey());

/** What the verifier tells of a log with some files changed: code, first and last entry. */
async function toldOf({ files }: ALog, changes: Record<string, (bytes: Uint8Array) => Uint8Array>) {
  const changed = new Map(files);
  for (const [path, change] of Object.entries(changes)) {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`no ${path}`);
    changed.set(path, change(Uint8Array.from(bytes)));
  }
  const { problems } = await verifyRecord({ source: placeOf(changed), key });
  return problems.map(({ code, index, last }) => [code, index, last]);
}

const otherHash = (position: number) => (bytes: Uint8Array) => bytes.fill(7, position * 32, position * 32 + 32);
const FORGED = Buffer.from('{"act":"another"}');
const otherEntry = (position: number) => (bundle: Uint8Array) => {
  const read = entriesIn(bundle);
  if (!read.ok) throw new Error(read.refusal.message);
  return bundleOf(read.value.map((entry, i) => (i === position ? FORGED : entry)));
};
const forgedHash = (position: number) => (bytes: Uint8Array) => {
  bytes.set(leafHash(FORGED), position * 32);
  return bytes;
};

test("entry and tile changed together are found out by the tile above, or by the root", async () => {
  const log = aLog(someEntries(300), { step: 300 });
  expect(await toldOf(log, {})).toEqual([]);
  const together = { "tile/entries/000": otherEntry(9), "tile/0/000": forgedHash(9) };
  // The tile above vouches for the hash of 256 entries, and for none of them alone.
  expect(await toldOf(log, together)).toEqual([["entry-differs", 0, 255]]);
  const atTheEnd = { "tile/entries/001.p/44": otherEntry(9), "tile/0/001.p/44": forgedHash(9) };
  expect(await toldOf(log, atTheEnd)).toEqual([["root-differs", null, null]]);
});

test("a file of entries with a byte too many is torn at its last entry", async () => {
  const log = aLog(someEntries(300), { step: 300 });
  const longer = { "tile/entries/001.p/44": (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.alloc(1)]) };
  expect(await toldOf(log, longer)).toEqual([["entries-torn", 299, 299]]);
});

test("a record that is wrong in itself is not compared with what was kept, so that one fault is told once", async () => {
  const { files, checkpoint: text } = aLog(someEntries(300), { step: 300 });
  const tile = otherHash(4)(Uint8Array.from(files.get("tile/0/000") ?? []));
  const source = placeOf(new Map(files).set("tile/0/000", tile));
  const checkpoints = [{ name: "kept", text }];
  expect(await verifyRecord({ source, key, checkpoints })).toMatchObject({
    ...{ ok: false, compared: 0 },
    problems: [{ code: "tile-differs", index: 4 }],
  });
  const nothing = await verifyRecord({ source: placeOf(new Map()), key, checkpoints });
  expect(nothing).toMatchObject({ ok: false, compared: 0, size: null, problems: [{ code: "no-checkpoint" }] });
});

test("a wrong tile and a wrong entry elsewhere are both named", async () => {
  const log = aLog(someEntries(700), { step: 700 });
  const both = { "tile/entries/000": otherEntry(9), "tile/0/001": otherHash(4) };
  expect(await toldOf(log, both)).toEqual([
    ["entry-differs", 9, 9],
    ["tile-differs", 260, 260],
  ]);
  const inTheLast = { "tile/entries/000": otherEntry(9), "tile/0/002.p/188": otherHash(3) };
  expect(await toldOf(log, inTheLast)).toEqual([
    ["root-differs", null, null],
    ["disagreement", 9, 9],
    ["disagreement", 515, 515],
  ]);
  const neighbours = { "tile/0/000": (bytes: Uint8Array) => bytes.fill(7, 320, 416) };
  expect(await toldOf(log, neighbours)).toEqual([["tile-differs", 10, 12]]);
});

test("in a tree of three levels the wrong hash is named at its own level", async () => {
  const log = aLog(someEntries(66_000), { step: 66_000 });
  expect(await toldOf(log, { "tile/2/000.p/1": otherHash(0) })).toEqual([["tile-differs", 0, 65_535]]);
  expect(await toldOf(log, { "tile/1/000": otherHash(3), "tile/0/200": otherHash(5) })).toEqual([
    ["tile-differs", 3 * 256, 4 * 256 - 1],
    ["tile-differs", 200 * 256 + 5, 200 * 256 + 5],
  ]);
  expect(await toldOf(log, { "tile/entries/200": otherEntry(5), "tile/0/100": otherHash(5) })).toEqual([
    ["tile-differs", 100 * 256 + 5, 100 * 256 + 5],
    ["entry-differs", 200 * 256 + 5, 200 * 256 + 5],
  ]);
}, 60_000);

test("a signed checkpoint of more entries than there are ends the check soon", async () => {
  const files = new Map(aLog(someEntries(10)).files);
  const claim = signedCheckpoint({ size: Number.MAX_SAFE_INTEGER, root: EMPTY_ROOT }, aKey());
  const answer = await verifyRecord({ source: placeOf(files.set("checkpoint", Buffer.from(claim))), key });
  expect(answer.ok).toBe(false);
  expect(answer.problems.length).toBeLessThanOrEqual(101);
  expect(answer.problems.at(-1)?.code).toBe("too-many");
});

test("a log without entries is whole, and its checkpoint signs the empty tree", async () => {
  const { files } = aLog([]);
  expect(await verifyRecord({ source: placeOf(files), key })).toMatchObject({ ok: true, size: 0, problems: [] });
  const other = signedCheckpoint({ size: 0, root: new Uint8Array(32) }, aKey());
  files.set("checkpoint", Buffer.from(other));
  expect((await verifyRecord({ source: placeOf(files), key })).problems).toMatchObject([{ code: "root-differs" }]);
});
