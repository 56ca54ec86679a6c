import fc from "fast-check";
import { expect, test } from "vitest";
import { openCheckpoint, signedCheckpoint } from "~/record/log/checkpoint";
import { isSigned, publicKeyOf, signBytes } from "~/record/log/ed25519";
import {
  newSignerKey,
  openNote,
  readSignerKey,
  readVerifierKey,
  signedNote,
  signerKeyText,
  verifierKeyOf,
  verifierKeyText,
} from "~/record/log/note";
import { proofText, readProof, whyNotProven } from "~/record/log/proof";
import { aKey, aLog, aReceipt, keyText, someEntries } from "./a-log";

const key = aKey();
const verifier = verifierKeyOf(key);
const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? null : result.refusal.code;

test("a key is read back as it was written, and one with a changed character is not", () => {
  const fresh = newSignerKey("palio.example.org/record");
  expect(readSignerKey(signerKeyText(fresh))).toEqual({ ok: true, value: fresh });
  expect(readVerifierKey(keyText(key))).toEqual({ ok: true, value: verifier });
  const text = keyText(key);
  expect(codeOf(readVerifierKey(text.replace("palio", "pallo")))).toBe("other-key-id");
  expect(codeOf(readVerifierKey(text.slice(0, -1)))).toBe("not-a-key");
  expect(codeOf(readVerifierKey("nonsense"))).toBe("not-a-key");
  const [name, id, encoded = ""] = text.split("+");
  const kindTwo = Buffer.from(encoded, "base64").fill(2, 0, 1).toString("base64");
  expect(codeOf(readVerifierKey([name, id, kindTwo].join("+")))).toBe("not-a-key");
  expect(codeOf(readVerifierKey(text.replace("palio", "pa lio")))).toBe("not-a-key");
  expect(codeOf(readVerifierKey(`${name}+${id}+${encoded.slice(0, 40)}`))).toBe("not-a-key");
  expect(codeOf(readSignerKey(signerKeyText(key).replace("palio", "pa lio")))).toBe("not-a-key");
  expect(codeOf(readSignerKey("nonsense"))).toBe("not-a-key");
  expect(codeOf(readSignerKey(signerKeyText(key).replace("palio", "pallo")))).toBe("other-key-id");
  for (const name of ["", "a b", "a+b", "a\u00a0b"]) expect(() => newSignerKey(name), name).toThrow(RangeError);
});

test("a note opens for each key that signed it, and a bad signature of a known key spoils it", () => {
  const note = signedNote("One line.\n\nAnd another.\n", key);
  expect(openNote(note, [verifier])).toEqual({ ok: true, value: "One line.\n\nAnd another.\n" });
  const other = aKey("witness.example/w", 3);
  const [, line] = signedNote("One line.\n\nAnd another.\n", other).split(/\n(?=— )/);
  expect(openNote(note + line, [verifier, verifierKeyOf(other)]).ok).toBe(true);
  expect(openNote(note + line, [verifierKeyOf(other)]).ok).toBe(true);
  const [, wrong] = signedNote("Another text.\n", other).split(/\n(?=— )/);
  expect(codeOf(openNote(note + wrong, [verifier, verifierKeyOf(other)]))).toBe("bad-signature");
  expect(openNote(note + wrong, [verifier]).ok).toBe(true);
  expect(codeOf(openNote(note, []))).toBe("not-signed");
  expect(codeOf(openNote(note + line?.repeat(100), [verifier]))).toBe("not-a-note");
  expect(codeOf(openNote(`${"x".repeat(1_000_000)}\n${note}`, [verifier]))).toBe("not-a-note");
  for (const text of ["no newline", "a tab\t\n", "a return\r\n"])
    expect(() => signedNote(text, key)).toThrow(RangeError);
});

test("no bit of a note can be turned: the text, the name, the key's id and the signature are all held", () => {
  const note = Buffer.from(signedCheckpoint({ size: 3, root: new Uint8Array(32) }, key));
  for (let bit = 0; bit < note.length * 8; bit++) {
    const spoilt = Buffer.from(note);
    spoilt[bit >> 3] = (spoilt[bit >> 3] as number) ^ (1 << (bit & 7));
    if (openCheckpoint(spoilt.toString(), verifier).ok) throw new Error(`bit ${bit} of ${spoilt}`);
  }
});

test("a scalar that is written in a second way does not sign", () => {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const message = Buffer.from("a message");
  const publicKey = publicKeyOf(key.seed);
  const signature = signBytes(message, key.seed);
  expect(isSigned({ message, signature, publicKey })).toBe(true);
  const scalar = Buffer.from(signature.subarray(32)).reverse();
  const second = Buffer.from((BigInt(`0x${scalar.toString("hex")}`) + order).toString(16).padStart(64, "0"), "hex");
  const twice = Buffer.concat([signature.subarray(0, 32), second.reverse()]);
  expect(isSigned({ message, signature: twice, publicKey })).toBe(false);
  expect(isSigned({ message, signature: signature.subarray(1), publicKey })).toBe(false);
  expect(isSigned({ message, signature, publicKey: publicKey.subarray(1) })).toBe(false);
});

test("a receipt is read back as it was written, with the entry that it is for", () => {
  const entries = someEntries(300);
  const log = aLog(entries);
  fc.assert(
    fc.property(fc.nat(299), fc.nat(10_000), (index, at) => {
      const entry = entries[index] as Uint8Array;
      const text = aReceipt(log, index, entry);
      const read = readProof(text);
      if (!read.ok) throw new Error(read.refusal.message);
      expect(proofText(read.value)).toBe(text);
      expect(Buffer.from(read.value.extra ?? [])).toEqual(entry);
      expect(whyNotProven(read.value, entry, verifier)).toBeNull();
      const spoilt = Buffer.from(text);
      spoilt[at % spoilt.length] = (spoilt[at % spoilt.length] as number) ^ 1;
      const again = readProof(spoilt.toString());
      // Its own entry or nothing: whatever byte was changed.
      if (again.ok) expect(whyNotProven(again.value, again.value.extra ?? new Uint8Array(0), verifier)).not.toBeNull();
    }),
  );
  const read = readProof(aReceipt(log, 5));
  if (!read.ok) throw new Error(read.refusal.message);
  expect(whyNotProven(read.value, entries[6] as Uint8Array, verifier)?.code).toBe("not-included");
  expect(whyNotProven(read.value, entries[5] as Uint8Array, verifierKeyOf(aKey("other.example/x")))?.code).toBe(
    "not-signed",
  );
});

test("a proof with sixty hashes, with a short one, or without a checkpoint is none", () => {
  const hash = Buffer.alloc(32).toString("base64");
  const proof = (...lines: string[]) => ["c2sp.org/tlog-proof@v1", ...lines, "", "checkpoint", ""].join("\n");
  expect(readProof(proof("index 4", hash)).ok).toBe(true);
  expect(codeOf(readProof(proof("index 4", ...Array<string>(60).fill(hash))))).toBe("not-a-proof");
  expect(codeOf(readProof(proof("index 4", Buffer.alloc(31).toString("base64"))))).toBe("not-a-proof");
  expect(codeOf(readProof("c2sp.org/tlog-proof@v1\nindex 4\n"))).toBe("not-a-proof");
  expect(verifierKeyText(verifier)).toBe(keyText(key));
});
