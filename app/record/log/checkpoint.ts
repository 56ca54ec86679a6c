import { ok, type Result, refuse } from "~/kernel/result";
import { base64, base64Bytes, wholeNumber } from "./base64";
import { HASH_BYTES, type Hash } from "./merkle";
import { openNote, type SignerKey, signedNote, type VerifierKey } from "./note";

// C2SP tlog-checkpoint: the name of a log, its size and the hash of its whole tree, as a signed note.

export type Checkpoint = { origin: string; size: number; root: Hash };

const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`;

/** The checkpoint of the log that the key is named after, signed by it and by others of the same name. */
export const signedCheckpoint = (
  { size, root }: { size: number; root: Hash },
  key: SignerKey,
  ...others: SignerKey[]
): string => signedNote(checkpointText({ origin: key.name, size, root }), key, ...others);

const malformed = (why: string) => refuse("not-a-checkpoint", `This is not a checkpoint: ${why}.`);

/** Reads a checkpoint's text, without its signatures. Lines after the third are extensions, which nothing here reads. */
export function readCheckpoint(text: string): Result<Checkpoint> {
  const lines = text.split("\n");
  if (lines.pop() !== "") return malformed("its last line does not end");
  const [origin = "", digits = "", encoded = "", ...extensions] = lines;
  if (origin === "") return malformed("the name of its log is empty");
  const size = wholeNumber(digits);
  if (size === null) return malformed("its second line is not a number of entries");
  const root = base64Bytes(encoded);
  if (root?.length !== HASH_BYTES) return malformed("its third line is not a hash of 32 bytes in base64");
  if (extensions.includes("")) return malformed("one of its lines is empty");
  return ok({ origin, size, root });
}

/** The checkpoint in a note that the log's key has signed. */
export function openCheckpoint(note: string, key: VerifierKey): Result<Checkpoint> {
  const opened = openNote(note, [key]);
  if (!opened.ok) return opened;
  const read = readCheckpoint(opened.value);
  if (read.ok && read.value.origin !== key.name)
    return refuse("other-log", `The checkpoint is of ${read.value.origin}, the key is of ${key.name}.`);
  return read;
}
