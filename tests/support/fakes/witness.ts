import { hash, randomBytes } from "node:crypto";
import { base64, base64Bytes, wholeNumber } from "~/record/log/base64";
import { openCheckpoint } from "~/record/log/checkpoint";
import { publicKeyOf, signBytes } from "~/record/log/ed25519";
import { type Hash, isConsistent, isSame } from "~/record/log/merkle";
import { noteText, type VerifierKey } from "~/record/log/note";
import { type Asked, startPlace } from "./place";

type Answer = { status: number; type?: string; body?: string };

export type FakeWitness = {
  /** As the setting of a log names it. */
  setting: string;
  name: string;
  /** The log that it witnesses; null knows none. */
  log: VerifierKey | null;
  /** The tree that it cosigned last. */
  seen: { size: number; root: Hash } | null;
  /** What it says instead of its answer. */
  instead: ((answer: Answer) => Answer) | null;
  asked: Asked[];
  close(): void;
};

/** A line by which a witness of this name and seed cosigns a note at a time (C2SP tlog-cosignature). */
export function cosignatureLine(by: { name: string; seed: Uint8Array }, note: string, time: number): string {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(time));
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${noteText(note)}`);
  return `— ${by.name} ${base64(Buffer.concat([Buffer.from(idOf(by), "hex"), stamp, signBytes(message, by.seed)]))}`;
}

const keyOf = (seed: Uint8Array) => Buffer.concat([Buffer.of(4), publicKeyOf(seed)]);
const idOf = ({ name, seed }: { name: string; seed: Uint8Array }): string =>
  hash("sha256", Buffer.concat([Buffer.from(`${name}\n`), keyOf(seed)]), "hex").slice(0, 8);

/** The key of a witness as people hand it on. */
export const witnessKey = (of: { name: string; seed: Uint8Array }): string =>
  `${of.name}+${idOf(of)}+${base64(keyOf(of.seed))}`;

/** A witness on loopback that keeps to C2SP tlog-witness: it cosigns what goes on from what it cosigned last. */
export async function startWitness(name: string): Promise<FakeWitness> {
  const seed = randomBytes(32);
  const place = await startPlace((ask) => {
    const answer = answerOf(witness, ask, (note) =>
      cosignatureLine({ name, seed }, note, Math.floor(Date.now() / 1000)),
    );
    return witness.instead?.(answer) ?? answer;
  });
  const witness: FakeWitness = {
    ...{ setting: `${witnessKey({ name, seed })} ${place.at("/witness")}`, name, log: null, seen: null, instead: null },
    ...{ asked: place.asked, close: place.close },
  };
  return witness;
}

function answerOf(witness: FakeWitness, { method, path, body }: Asked, cosign: (note: string) => string): Answer {
  if (method !== "POST" || path !== "/witness/add-checkpoint") return { status: 405 };
  const end = body.indexOf("\n\n");
  const [old = "", ...lines] = body.slice(0, end).split("\n");
  const note = body.slice(end + 2);
  const from = wholeNumber(old.replace(/^old /, ""));
  const proof = lines.map(base64Bytes);
  if (end < 0 || !old.startsWith("old ") || from === null || proof.length > 63 || proof.includes(null))
    return { status: 400 };
  if (witness.log === null || !note.startsWith(`${witness.log.name}\n`)) return { status: 404 };
  const opened = openCheckpoint(note, witness.log);
  if (!opened.ok) return { status: 403 };
  const { size, root } = opened.value;
  if (from > size) return { status: 400 };
  const known = witness.seen?.size ?? 0;
  const conflict = { status: 409, type: "text/x.tlog.size", body: `${known}\n` };
  if (from !== known) return conflict;
  if (witness.seen && from === size && !isSame(witness.seen.root, root)) return { status: 409 };
  const fromRoot = witness.seen?.root;
  const isGrown = fromRoot
    ? isConsistent({ from, to: size, fromRoot, toRoot: root, proof: proof as Hash[] })
    : proof.length === 0;
  if (!isGrown) return { status: 422 };
  witness.seen = { size, root };
  return { status: 200, body: `${cosign(note)}\n` };
}
