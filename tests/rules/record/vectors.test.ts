import { expect, test } from "vitest";
import { z } from "zod";
import { canonicalJson } from "~/kernel/canonical";
import { openCheckpoint, readCheckpoint, signedCheckpoint } from "~/record/log/checkpoint";
import { isSigned } from "~/record/log/ed25519";
import { EMPTY_EDGE, edgeRoot, grown } from "~/record/log/grow";
import { isConsistent, isIncluded, leafHash, nodeHash, rootOf } from "~/record/log/merkle";
import {
  openNote,
  readSignerKey,
  readVerifierKey,
  signerKeyText,
  verifierKeyOf,
  verifierKeyText,
} from "~/record/log/note";
import { readProof } from "~/record/log/proof";
import {
  base64,
  checkpointTexts,
  hashes,
  hex,
  inclusionProofs,
  isAbsent,
  label,
  oddSignatures,
  proofTexts,
  signedNotes,
  vectorFile,
  vectorFolder,
  vectors,
} from "./trust-vectors";

const valid = <Value>(result: { ok: true; value: Value } | { ok: false; refusal: { message: string } }): Value => {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
};

test.skipIf(isAbsent)(
  label("the 98 published proofs of inclusion come out as they should, 92 of them as false"),
  () => {
    const cases = inclusionProofs();
    for (const { leafIdx: index, treeSize: size, root, leafHash: leaf, proof, ...one } of cases)
      expect(isIncluded({ index, size, root, leaf, proof }), one.case).toBe(!one.wantErr);
    expect([cases.length, cases.filter(({ wantErr }) => wantErr).length]).toEqual([98, 92]);
  },
);

test.skipIf(isAbsent)(
  label("the 98 published proofs of consistency come out as they should, 92 of them as false"),
  () => {
    const Case = z.object({ case: z.string(), size1: z.number(), size2: z.number(), root1: base64, root2: base64 });
    const cases = vectors(
      "merkle-rfc6962/consistency.json",
      z.array(Case.extend({ proof: hashes, wantErr: z.boolean() })),
    );
    for (const { size1: from, size2: to, root1: fromRoot, root2: toRoot, proof, ...one } of cases)
      expect(isConsistent({ from, to, fromRoot, toRoot, proof }), one.case).toBe(!one.wantErr);
    expect([cases.length, cases.filter(({ wantErr }) => wantErr).length]).toEqual([98, 92]);
  },
);

test.skipIf(isAbsent)(label("the trees of the classic eight leaves have the published hashes"), () => {
  const Trees = z.object({ leaves: z.array(hex), roots: z.array(z.string()), nodeHashes: z.array(z.string()) });
  const { leaves, roots, nodeHashes } = vectors("merkle-rfc6962/tree-roots.json", Trees);
  const row = leaves.map(leafHash);
  const inHex = (hash: Uint8Array | undefined) => Buffer.from(hash ?? []).toString("hex");
  expect(roots.map((_, size) => inHex(rootOf(row.slice(0, size))))).toEqual(roots);
  const pairs = [0, 2, 4, 6].map((at) => nodeHash(row[at] as Uint8Array, row[at + 1] as Uint8Array));
  const fours = [0, 2].map((at) => nodeHash(pairs[at] as Uint8Array, pairs[at + 1] as Uint8Array));
  expect([...row, ...pairs, ...fours, rootOf(row)].map(inHex)).toEqual(nodeHashes);
});

test.skipIf(isAbsent)(label("fifteen entries and the published test key give the published log, byte for byte"), () => {
  const Keys = z.object({
    origin: z.string(),
    signer_key: z.string(),
    verifier_key: z.string(),
    entries_in_order: z.array(z.string()),
  });
  const keys = vectors("tessera-log/keys.json", Keys);
  const signer = valid(readSignerKey(keys.signer_key));
  expect(signerKeyText(signer)).toBe(keys.signer_key);
  expect(verifierKeyText(verifierKeyOf(signer))).toBe(keys.verifier_key);

  let edge = EMPTY_EDGE;
  const files = new Map<string, Uint8Array>();
  const publish = (name: string) =>
    files.set(name, Buffer.from(signedCheckpoint({ size: edge.size, root: edgeRoot(edge) }, signer)));
  publish("checkpoint.0");
  for (const entry of keys.entries_in_order) {
    const step = grown(edge, [Buffer.from(entry)]);
    edge = step.edge;
    for (const { path, bytes } of step.files) files.set(path, bytes);
    publish(`checkpoint.${edge.size}`);
    publish("checkpoint");
  }
  const published = vectorFolder("tessera-log/log");
  expect([...files.keys()].sort()).toEqual([...published.keys()].sort());
  for (const [path, bytes] of published) expect(Buffer.from(files.get(path) ?? []).equals(bytes), path).toBe(true);
  const verifier = valid(readVerifierKey(keys.verifier_key));
  const { origin, size } = valid(openCheckpoint(Buffer.from(published.get("checkpoint") ?? []).toString(), verifier));
  expect({ origin, size }).toEqual({ origin: keys.origin, size: 15 });
});

test.skipIf(isAbsent)(label("the twelve published notes are opened or refused as they should be"), () => {
  const { vkey, cases } = signedNotes();
  const key = valid(readVerifierKey(vkey));
  for (const one of cases) expect(openNote(one.note, [key]).ok, one.name).toBe(one.ok);
  expect(cases).toHaveLength(12);
});

test.skipIf(isAbsent)(label("the published checkpoints and proofs are read or refused as they should be"), () => {
  const [checkpoints, proofs] = [checkpointTexts(), proofTexts()];
  for (const { body, ok, why } of checkpoints) expect(readCheckpoint(body).ok, why ?? body).toBe(ok);
  for (const { proof, ok } of proofs) expect(readProof(proof).ok, proof).toBe(ok);
  expect([checkpoints.length, proofs.length]).toEqual([10, 8]);
});

test.skipIf(isAbsent)(label("of 914 odd Ed25519 signatures, those pass that every careful library passes"), () => {
  const cases = oddSignatures();
  const passed = cases.filter(({ signed, isCareful, name }) => {
    const passes = isSigned(signed);
    expect(passes, name).toBe(isCareful);
    return passes;
  });
  expect([cases.length, passed.length]).toEqual([914, 43]);
});

test.skipIf(isAbsent)(label("canonical JSON is the published text, to the byte"), () => {
  const inputs = [...vectorFolder("jcs/input")];
  for (const [name, input] of inputs) {
    const canonical = Buffer.from(canonicalJson(JSON.parse(input.toString())));
    expect(canonical.equals(vectorFile(`jcs/output/${name}`)), name).toBe(true);
    const published = vectorFile(`jcs/outhex/${name.replace("json", "txt")}`)
      .toString()
      .replace(/\s/g, "");
    expect(canonical.toString("hex"), name).toBe(published);
  }
  expect(inputs).toHaveLength(6);
});
