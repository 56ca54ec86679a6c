import { ok, type Result, refuse } from "~/kernel/result";
import { type Said, sendTo } from "~/platform/fetch.server";
import type { Witness } from "~/platform/kept-where";
import { rangeHashes } from "../integrator/range-hashes.server";
import { base64, wholeNumber } from "../log/base64";
import { consistencyPath } from "../log/merkle";
import { cosignatureIn } from "./cosignature";
import { whyOlder } from "./place";

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
  const why = theirs === null ? NO_SIZE : whyNotFrom(theirs, handed);
  if (theirs === null || why) return refuse("witness-refused", why ?? NO_SIZE);
  const second = await addCheckpoint(witness, { ...handed, from: theirs });
  return second.ok ? lineIn(second.value, handed.note, witness) : second;
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
  const theirs = said.value.status === 409 ? sizeIn(said.value) : null;
  return ok(theirs === null ? null : whyNotFrom(theirs, handed));
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

function whyNotFrom(theirs: number, { size, from }: Handed): string | null {
  if (theirs > size) return whyOlder("The witness has cosigned", theirs, size);
  if (theirs === from)
    return theirs === size
      ? `The witness has cosigned another history of ${size} entries.`
      : "The witness contradicts itself about the size that it has cosigned.";
  return null;
}

const REFUSALS: Record<number, string> = {
  400: "The witness could not read the checkpoint (400).",
  403: "The witness does not trust the key that signs this record (403).",
  404: "The witness does not know this record (404).",
  409: "The witness has cosigned another checkpoint meanwhile, or another history (409).",
  422: "The witness does not find that this record goes on from what it has cosigned (422).",
};

function lineIn({ status, text }: Said, note: string, witness: Witness): Result<string> {
  if (status !== 200) return refuse("witness-refused", REFUSALS[status] ?? `The witness answered ${status}.`);
  return cosignatureIn(text, note, witness);
}
