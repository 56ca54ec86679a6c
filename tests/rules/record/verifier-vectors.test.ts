import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
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
import { isAbsent, label, vectors } from "./trust-vectors";

const base64 = z.string().transform((text) => Buffer.from(text, "base64"));
const hex = z.string().transform((text) => Buffer.from(text, "hex"));

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
    const Note = z.object({ name: z.string(), note: z.string(), ok: z.boolean() });
    const { vkey, cases } = vectors("c2sp/signed-note.json", z.object({ vkey: z.string(), cases: z.array(Note) }));
    const key = readKey(vkey);
    for (const { name, note, ok } of cases) expect(await goes(() => openNote(note, key)), name).toBe(ok);
    const Checkpoint = z.object({ body: z.string(), ok: z.boolean().default(false) });
    for (const { body, ok } of vectors("c2sp/checkpoint-parse.json", z.object({ cases: z.array(Checkpoint) })).cases)
      expect(await goes(() => readCheckpoint(body)), body).toBe(ok);
    const Proof = z.object({ proof: z.string(), ok: z.boolean() });
    for (const { proof, ok } of vectors("c2sp/tlog-proof-parse.json", z.object({ cases: z.array(Proof) })).cases)
      expect(await goes(() => readReceipt(proof)), proof).toBe(ok);
  },
);

test.skipIf(isAbsent)(label("of 914 odd Ed25519 signatures, the verifier passes the same as the record"), async () => {
  const Vector = z.object({ key: hex, sig: hex, msg: z.string(), flags: z.array(z.string()).nullable() });
  const refused = ["low_order_A", "low_order_R", "low_order_residue", "non_canonical_A", "non_canonical_R"];
  for (const { key: publicKey, sig: signature, msg, flags } of vectors(
    "ed25519/cctv-ed25519vectors.json",
    z.array(Vector),
  ))
    expect(await isSigned({ message: Buffer.from(msg), signature, publicKey }), String(flags)).toBe(
      !flags?.some((flag) => refused.includes(flag)),
    );
});

test.skipIf(isAbsent)(label("the verifier's receipts prove what the 98 published proofs of inclusion prove"), () => {
  const Case = z.object({
    case: z.string(),
    leafIdx: z.number(),
    treeSize: z.number(),
    root: base64,
    leafHash: base64,
  });
  const Proofs = z.array(Case.extend({ proof: z.nullable(z.array(base64)), wantErr: z.boolean() }));
  for (const { leafIdx: index, treeSize: size, root, leafHash: leaf, proof, ...one } of vectors(
    "merkle-rfc6962/inclusion.json",
    Proofs,
  ))
    expect(isIncluded({ index, hashes: proof ?? [] }, leaf, { size, root }), one.case).toBe(!one.wantErr);
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
