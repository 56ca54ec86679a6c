import { expect, test } from "vitest";
import { z } from "zod";
import { seeded } from "~/kernel/random";
import { type Answer, verifyRecord } from "../../../public/verify-record.js";
import { type ALog, aKey, aLog, aReceipt, keyText, placeOf, someEntries } from "./a-log";
import { isAbsent, label, vectorFolder, vectors } from "./trust-vectors";

const random = seeded("the verifier catches");
const below = (count: number) => Math.floor(random() * count);

/** The files with one bit turned, and which it was. */
function withOneBitTurned(files: Map<string, Uint8Array>) {
  const bytesIn = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  let at = below(bytesIn);
  for (const [path, bytes] of files) {
    if (at < bytes.length) {
      const spoilt = Uint8Array.from(bytes);
      const bit = below(8);
      spoilt[at] = (spoilt[at] as number) ^ (1 << bit);
      return { files: new Map(files).set(path, spoilt), path, at, bit };
    }
    at -= bytes.length;
  }
  throw new Error("no bytes");
}

/** The entries that a hash at a byte of a tile stands for. */
function entriesAt(path: string, at: number): { first: number; last: number } {
  const [, level = 0, index = 0] = path.match(/^tile\/(\d+)\/(\d+)/)?.map(Number) ?? [];
  const first = (index * 256 + Math.floor(at / 32)) * 256 ** level;
  return { first, last: first + 256 ** level - 1 };
}

test("1,000 of 1,000 turned bits are caught, and the entry or the hash that is wrong is named", async () => {
  const entries = someEntries(300);
  const { files } = aLog(entries, { step: 300 });
  const key = keyText(aKey());
  expect((await verifyRecord({ source: placeOf(files), key })).problems).toEqual([]);
  const caught = { whole: 0, tile: 0, entry: 0, checkpoint: 0 };
  for (let i = 0; i < 1000; i++) {
    const turned = withOneBitTurned(files);
    const { ok, problems } = await verifyRecord({ source: placeOf(turned.files), key });
    const where = `${turned.path}, byte ${turned.at}, bit ${turned.bit}`;
    expect(ok, where).toBe(false);
    caught.whole += 1;
    if (turned.path === "checkpoint") {
      expect(problems, where).toHaveLength(1);
      caught.checkpoint += 1;
    } else if (turned.path.startsWith("tile/entries/")) {
      // A turned bit in an entry's length moves where the entries after it begin.
      expect(
        problems.map(({ code }) => code).every((code) => /^(?:entry-differs|entries-torn)$/.test(code)),
        where,
      ).toBe(true);
      const bundle = Number(turned.path.match(/\d+/)?.[0]) * 256;
      const lengths = entries.slice(bundle, bundle + 256).map(({ length }) => 2 + length);
      const ends = lengths.map((_, n) => lengths.slice(0, n + 1).reduce((sum, length) => sum + length));
      expect(problems[0]?.index, where).toBe(bundle + ends.findIndex((end) => turned.at < end));
      caught.entry += 1;
    } else {
      const { first } = entriesAt(turned.path, turned.at);
      expect(problems, where).toHaveLength(1);
      expect(problems[0], where).toMatchObject({ code: "tile-differs", index: first });
      caught.tile += 1;
    }
  }
  expect(caught.whole).toBe(1000);
  expect(Math.min(caught.tile, caught.entry, caught.checkpoint)).toBeGreaterThan(0);
});

test.skipIf(isAbsent)(
  label("a bit that is turned in any file of the published log is caught, older files included"),
  async () => {
    const files: Map<string, Uint8Array> = vectorFolder("tessera-log/log");
    const { verifier_key: key } = vectors("tessera-log/keys.json", z.object({ verifier_key: z.string() }));
    const placeOfAll = (all: typeof files) => ({ ...placeOf(all), list: async () => [...all.keys()] });
    expect(await verifyRecord({ source: placeOfAll(files), key })).toMatchObject({ ok: true, size: 15, compared: 16 });
    for (let i = 0; i < 200; i++) {
      const { files: spoilt, path, at, bit } = withOneBitTurned(files);
      expect((await verifyRecord({ source: placeOfAll(spoilt), key })).ok, `${path}, byte ${at}, bit ${bit}`).toBe(
        false,
      );
    }
  },
);

const FORGED = Buffer.from('{"act":"another"}');
type Forgery = { what: string; entries: Uint8Array[]; index: number };

/** What an operator could do to the first `kept` entries of a record, and where the record is another from then on. */
function forgery(entries: Uint8Array[], kept: number): Forgery {
  const index = below(kept);
  const [before, after] = [entries.slice(0, index), entries.slice(index + 1)];
  const other = index === 0 ? 1 : index - 1;
  const swapped = entries.map((entry, i) => (i === index ? entries[other] : i === other ? entries[index] : entry));
  const forgeries: Forgery[] = [
    { what: "rewrites", entries: [...before, FORGED, ...after], index },
    { what: "deletes", entries: [...before, ...after], index },
    { what: "truncates", entries: before, index },
    { what: "inserts", entries: [...before, FORGED, entries[index] as Uint8Array, ...after], index },
    { what: "swaps", entries: swapped as Uint8Array[], index: Math.min(index, other) },
  ];
  return forgeries[below(forgeries.length)] as Forgery;
}

/** Whether the problems of an answer cover an entry. */
const names = ({ problems }: Answer, entry: number): boolean =>
  problems.some(({ index, last }) => index !== null && last !== null && index <= entry && entry <= last);

test("200 of 200 records that their operator wrote anew and signed again are caught by one thing that somebody kept", async () => {
  const entries = someEntries(300);
  const key = keyText(aKey());
  const seen = new Map<string, number>();
  let caught = 0;
  for (let i = 0; i < 200; i++) {
    const size = 2 + below(entries.length - 2);
    const kept: ALog = aLog(entries.slice(0, size), { step: 300 });
    const { what, entries: forged, index } = forgery(entries, size);
    const source = placeOf(aLog(forged, { step: 300 }).files);
    const by = i % 2 === 0 ? "checkpoint" : "receipt";
    seen.set(`${what}, ${by}`, (seen.get(`${what}, ${by}`) ?? 0) + 1);
    // To whoever kept nothing it is whole.
    expect((await verifyRecord({ source, key })).ok, what).toBe(true);
    const own = below(size);
    const answer = await verifyRecord({
      ...{ source, key },
      ...(by === "checkpoint"
        ? { checkpoints: [{ name: "kept", text: kept.checkpoint }] }
        : { receipts: [{ name: "kept", text: aReceipt(kept, own, entries[own]) }] }),
    });
    expect(answer.ok, `${what} ${index} of ${size}, by a ${by}`).toBe(false);
    expect(names(answer, index), `${what} ${index} of ${size}: ${JSON.stringify(answer.problems)}`).toBe(true);
    caught += 1;
  }
  expect(caught).toBe(200);
  expect(seen.size).toBe(10);
});

test("a record that is signed again by another key is not what was kept, and not the given key's", async () => {
  const entries = someEntries(50);
  const kept = aLog(entries);
  const other = aKey("palio.example.org/record", 8);
  const again = aLog(entries, { key: other });
  expect((await verifyRecord({ source: placeOf(again.files), key: keyText(aKey()) })).problems).toMatchObject([
    { code: "not-signed" },
  ]);
  again.files.set("key", Buffer.from(`${keyText(other)}\n`));
  const own = await verifyRecord({ source: placeOf(again.files) });
  expect(own).toMatchObject({ ok: true, key: "record" });
  const checkpoints = [{ name: "kept.txt", text: kept.checkpoint }];
  const answer = await verifyRecord({ source: placeOf(again.files), checkpoints });
  expect(answer.problems).toMatchObject([{ code: "not-signed", message: expect.stringContaining("kept.txt") }]);
});

test("two kept checkpoints bracket where a record was written anew; a receipt names its own entry", async () => {
  const entries = someEntries(300);
  const key = keyText(aKey());
  const forged = placeOf(aLog(entries.map((entry, i) => (i === 123 ? FORGED : entry))).files);
  const at = (size: number) => ({ name: `kept at ${size}`, text: aLog(entries.slice(0, size)).checkpoint });
  const bracketed = await verifyRecord({ source: forged, key, checkpoints: [at(290), at(150), at(100), at(120)] });
  expect(bracketed.problems.map(({ index, last }) => [index, last])).toEqual([
    [120, 149],
    [120, 289],
  ]);
  const text = aReceipt(aLog(entries.slice(0, 200)), 123, entries[123]);
  const named = await verifyRecord({ source: forged, key, receipts: [{ name: "receipt", text }] });
  expect(named.problems).toEqual([
    { code: "history-rewritten", index: 123, last: 123, message: "Entry 123 is not as when receipt was given." },
  ]);
});
