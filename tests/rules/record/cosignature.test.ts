import { expect, test } from "vitest";
import { witnessesIn, witnessIn } from "~/platform/kept-where";
import { cosignatureIn, timedSignature } from "~/record/keeping/cosignature";
import { restAfter, whyNotKept } from "~/record/keeping/place";
import { base64Bytes } from "~/record/log/base64";
import { newSignerKey, signedNote } from "~/record/log/note";
import { cosignatureLine, witnessKey } from "../../support/fakes/witness";

const log = newSignerKey("palio.example.org/record", new Uint8Array(32).fill(1));
const note = signedNote("palio.example.org/record\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n", log);
const by = { name: "witness.example.org/w1", seed: new Uint8Array(32).fill(2) };
const witness = witnessIn(`${witnessKey(by)} https://witness.example.org`);
if (!witness) throw new Error("the witness is not read");
const line = cosignatureLine(by, note, 1_770_000_000);

// The key of a witness that runs, and a signature's time, as the tests of transparency-dev/formats have them.
const REMORA = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
const TIMED =
  "ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA==";
const UNTIMED = "eQjRQm6eSKzFoiYalgwCPXu2y3ijtg68is9M46JKxuZB+dRfTmeQeDBoXnvxZx2ugnkyV+MUMLXpWs1hPb/W/4xkNQY=";
// As tlog-cosignature shows one under a checkpoint, with the time that it signs.
const OF_THE_SPECIFICATION =
  "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==";

test("the key of a witness that others run is read, and one of another kind or with a changed letter is not", () => {
  expect(witnessIn(`${REMORA} https://witness.example.org/`)).toMatchObject({
    ...{ name: "remora.n621.de", id: "da77ade7", address: "https://witness.example.org" },
  });
  const plain = "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6";
  for (const key of [plain, REMORA.replace("BOvN", "BOvM"), REMORA.replace("da77", "da78"), "remora.n621.de"])
    expect(witnessIn(`${key} https://witness.example.org`), key).toBeNull();
  for (const address of [
    "",
    "witness.example.org",
    "https://me:secret@witness.example.org",
    "https://w.example.org?key=1",
  ])
    expect(witnessIn(`${REMORA} ${address}`), address).toBeNull();
  expect(witnessesIn([`${REMORA} https://one.example.org`, `${REMORA} https://two.example.org`])).toBeNull();
});

test("the time of foreign cosignatures is read, and a signature without one is none", () => {
  const timeOf = (text: string) => timedSignature((base64Bytes(text) ?? new Uint8Array()).subarray(4))?.time;
  expect([TIMED, OF_THE_SPECIFICATION].map(timeOf)).toEqual([1_727_964_367n, 1_679_315_147n]);
  expect(timeOf(UNTIMED)).toBeUndefined();
});

test("a witness's line is taken out of its answer, whatever others have signed beside it", () => {
  const others = cosignatureLine({ ...by, name: "witness.example.org/w2" }, note, 1);
  expect(cosignatureIn(`${others}\n${line}\n`, note, witness)).toEqual({ ok: true, value: line });
});

test("a signature of another checkpoint, of another time or of another key is refused, and so is none at all", () => {
  const later = signedNote("palio.example.org/record\n6\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n", log);
  const refusalOf = (answer: string, of = note) => {
    const read = cosignatureIn(answer, of, witness);
    return read.ok ? null : read.refusal.code;
  };
  expect(refusalOf(`${line}\n`, later)).toBe("bad-cosignature");
  const [head = "", encoded = ""] = line.split(/ (?=[^ ]*$)/);
  const bytes = Buffer.from(encoded, "base64");
  bytes.writeUInt8(bytes.readUInt8(11) ^ 1, 11);
  expect(refusalOf(`${head} ${bytes.toString("base64")}\n`)).toBe("bad-cosignature");
  expect(refusalOf(`${head} ${bytes.subarray(0, 40).toString("base64")}\n`)).toBe("bad-cosignature");
  expect(refusalOf(`${cosignatureLine({ ...by, seed: new Uint8Array(32).fill(3) }, note, 1)}\n`)).toBe("not-cosigned");
  for (const answer of ["", "\n", line, "welcome\n", "— witness.example.org/w1 ???\n"])
    expect(refusalOf(answer), answer).toBe("not-cosigned");
});

test("a place that fails rests a minute, then twice as long each time, an hour at most", () => {
  expect([1, 2, 3, 6, 7, 100].map((tries) => restAfter(tries) / 60_000)).toEqual([1, 2, 4, 32, 60, 60]);
});

test("a place that has failed for a day is not told of yet, and a moment later it is", () => {
  const failingSince = new Date("2026-03-02T09:00:00Z");
  const place = { kind: "mirror", name: "https://m.example.org", size: 4, keptAt: failingSince } as const;
  const why = (at: string) => whyNotKept([{ ...place, why: "The mirror answered 503.", failingSince }], new Date(at));
  expect(why("2026-03-03T09:00:00Z")).toBeNull();
  expect(why("2026-03-03T09:00:01Z")).toBe(
    "For longer than a day no checkpoint could be kept at https://m.example.org. The mirror answered 503.",
  );
  expect(whyNotKept([{ ...place, why: null, failingSince: null }], new Date("2027-03-03T09:00:00Z"))).toBeNull();
});
