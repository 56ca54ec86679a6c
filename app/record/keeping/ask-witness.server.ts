import { ok, type Result, refuse } from "~/kernel/result";
import { type Said, sendTo } from "~/platform/fetch.server";
import type { Witness } from "~/platform/kept-where";
import { rangeHashes } from "../integrator/range-hashes.server";
import { base64, wholeNumber } from "../log/base64";
import { consistencyPath } from "../log/merkle";
import { cosignatureIn } from "./cosignature";
import { CONTRADICTS, whyOlder } from "./place";

// C2SP tlog-witness, the side of the log.

export type Handed = {
  size: number;
  /** The checkpoint's signed note. */
  note: string;
  /** The size of the checkpoint that the place took last; 0 before the first. */
  from: number;
};

/**
 * Asks a witness to cosign a checkpoint: its line, checked. Where it remembers another size than we do, it is asked once
 * more from there.
 */
export async function askWitness(witness: Witness, handed: Handed): Promise<Result<string>> {
  const first = await addCheckpoint(witness, handed);
  if (!first.ok) return first;
  if (first.value.status !== 409) return lineIn(first.value, handed.note, witness);
  const theirs = sizeIn(first.value);
  const why = whyNotFrom(theirs, handed);
  if (why) return refuse(CONTRADICTS, why);
  if (theirs === null) return refuse("witness-refused", NO_SIZE);
  const again = { ...handed, from: theirs };
  const second = await addCheckpoint(witness, again);
  if (!second.ok) return second;
  const contradicts = second.value.status === 409 ? whyNotFrom(sizeIn(second.value), again) : null;
  return contradicts ? refuse(CONTRADICTS, contradicts) : lineIn(second.value, handed.note, witness);
}

/**
 * Why a witness's memory contradicts a checkpoint; null where it does not. It is handed what was published already, as the
 * one that it cosigned last, which it takes where that is so, and else tells the size that it has.
 */
export async function contradictionOf(
  witness: Witness,
  { size, note }: Omit<Handed, "from">,
): Promise<Result<string | null>> {
  const handed = { size, note, from: size };
  const said = await addCheckpoint(witness, handed);
  if (!said.ok) return said;
  if (said.value.status === 409) return ok(whyNotFrom(sizeIn(said.value), handed));
  return said.value.status === 200 ? ok(null) : refused(said.value);
}

async function addCheckpoint({ address }: Witness, { size, note, from }: Handed): Promise<Result<Said>> {
  const ranges = from === 0 || from >= size ? [] : consistencyPath({ from, to: size });
  const proof = await rangeHashes(ranges, size);
  if (!proof)
    return refuse("no-tiles", "The record’s files, from which the witness’s proof is made, are not all there.");
  const text = `old ${from}\n${proof.map((hash) => `${base64(hash)}\n`).join("")}\n${note}`;
  return sendTo(`${address}/add-checkpoint`, { method: "POST", text });
}

const NO_SIZE = "The witness has cosigned another size than was thought (409), and does not say which.";

/** The size that a witness has cosigned last, as its conflict tells it. */
const sizeIn = ({ type, text }: Said): number | null =>
  type === "text/x.tlog.size" && text.endsWith("\n") ? wholeNumber(text.slice(0, -1)) : null;

/** A conflict names the witness's size where that is another; none is named where the sizes agree and the trees do not. */
function whyNotFrom(theirs: number | null, { size, from }: Handed): string | null {
  if (theirs === null) return from === size ? otherTree(size) : null;
  if (theirs > size) return whyOlder("The witness has cosigned", theirs, size);
  if (theirs === from)
    return theirs === size ? otherTree(size) : "The witness contradicts itself about the size that it has cosigned.";
  return null;
}

const otherTree = (size: number): string => `The witness has cosigned another history of ${size} entries.`;

const REFUSALS: Record<number, string> = {
  400: "The witness could not read the checkpoint (400).",
  403: "The witness does not trust the key that signs this record (403).",
  404: "The witness does not know this record (404).",
  409: "The witness has cosigned another checkpoint meanwhile, or another history (409).",
  422: "The witness does not find that this record goes on from what it has cosigned (422).",
};

const refused = ({ status }: Said): Result<never> =>
  refuse("witness-refused", REFUSALS[status] ?? `The witness answered ${status}.`);

const lineIn = (said: Said, note: string, witness: Witness): Result<string> =>
  said.status === 200 ? cosignatureIn(said.text, note, witness) : refused(said);
