import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isIncluded,
  isSigned,
  openNote,
  readCheckpoint,
  readKey,
  readReceipt,
  sha256,
  verifyReceipt,
} from "../../../public/verify-record.js";
import {
  checkpointTexts,
  inclusionProofs,
  isAbsent,
  label,
  oddSignatures,
  proofTexts,
  signedNotes,
} from "./trust-vectors";

/** Whether reading went through. */
async function goes(read: () => unknown): Promise<boolean> {
  try {
    await read();
    return true;
  } catch {
    return false;
  }
}

test("the verifier's SHA-256 is everybody's, for messages of every length around a block's end", () => {
  for (let length = 0; length <= 200; length++) {
    const message = new Uint8Array(length).map((_, i) => (i * 7 + length) & 255);
    expect(Buffer.from(sha256(message)).toString("hex")).toBe(createHash("sha256").update(message).digest("hex"));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (message) => {
      expect(Buffer.from(sha256(message)).toString("hex")).toBe(createHash("sha256").update(message).digest("hex"));
    }),
  );
});

test.skipIf(isAbsent)(
  label("the verifier opens or refuses the published notes, checkpoints and proofs as it should"),
  async () => {
    const { vkey, cases } = signedNotes();
    const key = readKey(vkey);
    for (const { name, note, ok } of cases) expect(await goes(() => openNote(note, key)), name).toBe(ok);
    for (const { body, ok } of checkpointTexts()) expect(await goes(() => readCheckpoint(body)), body).toBe(ok);
    for (const { proof, ok } of proofTexts()) expect(await goes(() => readReceipt(proof)), proof).toBe(ok);
  },
);

test.skipIf(isAbsent)(label("of 914 odd Ed25519 signatures, the verifier passes the same as the record"), async () => {
  for (const { signed, isCareful, name } of oddSignatures()) expect(await isSigned(signed), name).toBe(isCareful);
});

test.skipIf(isAbsent)(label("the verifier's receipts prove what the 98 published proofs of inclusion prove"), () => {
  for (const { leafIdx: index, treeSize: size, root, leafHash: leaf, proof, ...one } of inclusionProofs())
    expect(isIncluded({ index, hashes: proof }, leaf, { size, root }), one.case).toBe(!one.wantErr);
});

test("the verifier reads a checkpoint of a name, a size and a hash of 32 bytes, and none that lacks one of them", async () => {
  const root = Buffer.alloc(32, 5).toString("base64");
  expect(readCheckpoint(`log\n7\n${root}\n`)).toMatchObject({ origin: "log", size: 7 });
  expect(readCheckpoint(`log\n7\n${root}\nmore\n`).size).toBe(7);
  for (const text of [
    `log\n7\n${root}`,
    `\n7\n${root}\n`,
    `log\n07\n${root}\n`,
    `log\n9007199254740992\n${root}\n`,
    `log\n7\n${root}\n\n`,
    `log\n7\n${Buffer.alloc(31).toString("base64")}\n`,
    `log\n7\n${Buffer.alloc(33).toString("base64")}\n`,
    `log\n7\n${root.slice(0, -1)}\n`,
    "log\n7\n",
  ])
    expect(await goes(() => readCheckpoint(text)), text).toBe(false);
});

test("what is no key, receipt or text is said so in one sentence", async () => {
  expect(() => readKey("nonsense")).toThrow("A key reads NAME+ID+KEY");
  const answer = await verifyReceipt({
    receipt: { name: "receipt.txt", text: "nonsense" },
    key: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
  });
  expect(answer).toMatchObject({ ok: false, problems: [{ code: "not-a-receipt", index: null }] });
});
