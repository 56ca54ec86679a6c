import fc from "fast-check";
import { expect, test } from "vitest";
import { openCheckpoint, readCheckpoint, signedCheckpoint } from "~/record/log/checkpoint";
import { EMPTY_EDGE, edgeIn, edgeRoot, grown } from "~/record/log/grow";
import { EMPTY_ROOT, leafHash, rootOf } from "~/record/log/merkle";
import { verifierKeyOf } from "~/record/log/note";
import { bundleOf, bundlePath, entriesIn, subtreesIn, tilePath, tilesBetween } from "~/record/log/tiles";
import { aKey, aLog, someEntries } from "./a-log";

test("a tile's path has its number in groups of three digits, and its width where it is not full", () => {
  expect(tilePath({ level: 0, index: 0, width: 256 })).toBe("tile/0/000");
  expect(tilePath({ level: 0, index: 1234, width: 5 })).toBe("tile/0/x001/234.p/5");
  expect(tilePath({ level: 3, index: 1_234_067, width: 256 })).toBe("tile/3/x001/x234/067");
  expect(tilePath({ level: 1, index: 1000, width: 256 })).toBe("tile/1/x001/000");
  expect(bundlePath({ index: 999, width: 255 })).toBe("tile/entries/999.p/255");
});

const asText = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

test("however the entries come, the files that stay are the same, and no file is written twice with other bytes", () => {
  const entries = someEntries(600);
  const leaves = entries.map(leafHash);
  const whole = aLog(entries, { step: 600 });
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 6 }), (steps) => {
      let edge = EMPTY_EDGE;
      const written = new Map<string, string>();
      for (const step of [...steps, 600]) {
        const next = grown(edge, entries.slice(edge.size, edge.size + step));
        for (const { path, bytes } of next.files) {
          expect(written.get(path) ?? asText(bytes), path).toBe(asText(bytes));
          written.set(path, asText(bytes));
        }
        edge = next.edge;
        expect(asText(edgeRoot(edge))).toBe(asText(rootOf(leaves.slice(0, edge.size))));
      }
      expect(edge.size).toBe(600);
      for (const [path, bytes] of whole.files)
        if (path !== "checkpoint") expect(written.get(path), path).toBe(asText(bytes));
    }),
    { numRuns: 50 },
  );
});

test("a log that gains nothing writes nothing", () => {
  expect(grown(aLog(someEntries(5)).edge, []).files).toEqual([]);
  expect(edgeRoot(EMPTY_EDGE)).toEqual(EMPTY_ROOT);
  expect(tilesBetween(256, 256)).toEqual([]);
});

test("a log goes on from its files as from memory, at every size around a full tile", () => {
  for (const size of [0, 1, 255, 256, 257, 511, 512, 600]) {
    const { edge, files } = aLog(someEntries(size));
    const restored = edgeIn(size, (path) => files.get(path) ?? new Uint8Array(0));
    expect(restored).toEqual({ ok: true, value: edge });
  }
});

test("a log does not go on from a file that is torn, or whose entries are not those that were hashed", () => {
  const { files } = aLog(someEntries(300));
  const codeWith = (path: string, change: (bytes: Buffer) => Uint8Array) => {
    const spoilt = new Map(files).set(path, change(Buffer.from(files.get(path) ?? [])));
    const restored = edgeIn(300, (at) => spoilt.get(at) ?? new Uint8Array(0));
    return restored.ok ? null : restored.refusal.code;
  };
  expect(codeWith("tile/0/001.p/44", (bytes) => bytes.subarray(0, -1))).toBe("torn-tile");
  expect(codeWith("tile/1/000.p/1", () => Buffer.alloc(0))).toBe("torn-tile");
  expect(codeWith("tile/entries/001.p/44", (bytes) => bytes.subarray(0, -1))).toBe("torn-bundle");
  expect(codeWith("tile/entries/001.p/44", (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]))).toBe("torn-bundle");
  expect(codeWith("tile/entries/001.p/44", (bytes) => bytes.fill(0x21, 40, 41))).toBe("other-entries");
  expect(codeWith("tile/entries/001.p/44", () => bundleOf(someEntries(3)))).toBe("other-entries");
});

test("a file of entries gives them back, and an entry of 65,536 bytes does not fit in", () => {
  const entries = [new Uint8Array(0), Buffer.from("a"), new Uint8Array(65_535).fill(9)];
  const read = entriesIn(bundleOf(entries));
  expect(read.ok && read.value.map((entry) => Buffer.from(entry).toString("hex"))).toEqual(
    entries.map((entry) => Buffer.from(entry).toString("hex")),
  );
  expect(() => bundleOf([new Uint8Array(65_536)])).toThrow(RangeError);
});

test("a tile that is not wide enough gives no hash", () => {
  const subtree = subtreesIn(() => new Uint8Array(32 * 5));
  expect(subtree(2, 0)).toHaveLength(32);
  expect(() => subtree(2, 1)).toThrow(RangeError);
});

test("a checkpoint is read back as it was signed, and only as its own log's", () => {
  const { edge, checkpoint } = aLog(someEntries(40));
  const opened = openCheckpoint(checkpoint, verifierKeyOf(aKey()));
  expect(opened).toEqual({ ok: true, value: { origin: "palio.example.org/record", size: 40, root: edgeRoot(edge) } });
  const [name, ...rest] = checkpoint.split("\n");
  const codeOf = (text: string, key = verifierKeyOf(aKey())) => {
    const result = openCheckpoint(text, key);
    return result.ok ? null : result.refusal.code;
  };
  expect(codeOf([name, ...rest].join("\n").replace("\n40\n", "\n41\n"))).toBe("bad-signature");
  expect(codeOf(checkpoint, verifierKeyOf(aKey("other.example/record")))).toBe("not-signed");
  expect(codeOf(checkpoint, verifierKeyOf(aKey(undefined, 8)))).toBe("not-signed");
});

test("lines after the third of a checkpoint are passed over, but none is empty", () => {
  const text = Buffer.from(signedCheckpoint({ size: 0, root: EMPTY_ROOT }, aKey()))
    .toString()
    .split("\n\n")[0];
  expect(readCheckpoint(`${text}\nmore\n`).ok).toBe(true);
  expect(readCheckpoint(`${text}\n\n`).ok).toBe(false);
  expect(readCheckpoint(`${text}\n`.replace("\n0\n", "\n9007199254740992\n")).ok).toBe(false);
  expect(readCheckpoint(`${text}\n`.replace(/^[^\n]+/, "")).ok).toBe(false);
  expect(readCheckpoint(`${text}\n`).ok).toBe(true);
});
