import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { base64, base64Bytes, wholeNumber } from "./base64";
import { openCheckpoint } from "./checkpoint";
import { HASH_BYTES, type Hash, isIncluded, leafHash } from "./merkle";
import type { VerifierKey } from "./note";

// C2SP tlog-proof: that an entry stands in a log, as one file that is checked without the log.

const HEADER = "c2sp.org/tlog-proof@v1";
/** No tree of a size that a checkpoint here can name is higher. */
const MOST_HASHES = 53;

export type Proof = {
  index: number;
  hashes: Hash[];
  /** The checkpoint's signed note. */
  checkpoint: string;
  /** What the file also carries: in Palio's receipts the entry itself. */
  extra?: Uint8Array;
};

export const proofText = ({ index, hashes, checkpoint, extra }: Proof): string =>
  [HEADER, ...(extra ? [`extra ${base64(extra)}`] : []), `index ${index}`, ...hashes.map(base64), "", checkpoint].join(
    "\n",
  );

const malformed = (why: string) => refuse("not-a-proof", `This is not a proof of a log: ${why}.`);

/** Reads a proof's file; its checkpoint is taken as it stands. */
export function readProof(text: string): Result<Proof> {
  const end = text.indexOf("\n\n");
  if (end < 0) return malformed("no empty line stands before the checkpoint");
  const [header, ...lines] = text.slice(0, end).split("\n");
  if (header !== HEADER) return malformed(`its first line is not ${HEADER}`);
  const extra = lines[0]?.startsWith("extra ") ? base64Bytes((lines.shift() as string).slice(6)) : undefined;
  if (extra === null) return malformed("what it carries besides is not base64");
  const [, digits = ""] = /^index (.*)$/.exec(lines.shift() ?? "") ?? [];
  const index = wholeNumber(digits);
  if (index === null) return malformed("it does not say which entry it is about");
  const hashes = lines.map(base64Bytes);
  if (hashes.length > MOST_HASHES) return malformed("it has more hashes than any tree is high");
  if (hashes.some((hash) => hash?.length !== HASH_BYTES)) return malformed("one of its hashes is not 32 bytes");
  return ok({ index, hashes: hashes as Hash[], checkpoint: text.slice(end + 2), ...(extra ? { extra } : {}) });
}

/** Why a proof does not show that the entry stands in the log that the key signs for. */
export function whyNotProven(proof: Proof, entry: Uint8Array, key: VerifierKey): Refusal | null {
  const opened = openCheckpoint(proof.checkpoint, key);
  if (!opened.ok) return opened.refusal;
  const { size, root } = opened.value;
  if (isIncluded({ index: proof.index, size, leaf: leafHash(entry), proof: proof.hashes, root })) return null;
  return { code: "not-included", message: `The entry is not number ${proof.index} of the log that was signed.` };
}
