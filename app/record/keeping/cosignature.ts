import { ok, type Result, refuse } from "~/kernel/result";
import { isSigned, SIGNATURE_BYTES } from "../log/ed25519";
import { noteText, readSignature } from "../log/note";

// C2SP tlog-cosignature, cosignature/v1: Ed25519 over the checkpoint's text and the time at which a witness saw it.

const TIME_BYTES = 8;
const LAST_TIME = 2n ** 63n - 1n;

type Cosigner = { name: string; id: string; publicKey: Uint8Array };

/** What a witness's signature consists of: the seconds since 1970 and the 64 bytes; null where it is no such signature. */
export function timedSignature(bytes: Uint8Array): { time: bigint; signature: Uint8Array } | null {
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return null;
  const time = Buffer.from(bytes).readBigUInt64BE();
  return time > LAST_TIME ? null : { time, signature: bytes.subarray(TIME_BYTES) };
}

/** What a witness signs. */
export const cosignedText = (note: string, time: bigint): string => `cosignature/v1\ntime ${time}\n${noteText(note)}`;

/**
 * The witness's line out of its answer, checked against the checkpoint's note. Lines of other keys are passed over; a bad
 * one of its own spoils the answer.
 */
export function cosignatureIn(answer: string, note: string, by: Cosigner): Result<string> {
  const lines = answer.split("\n");
  if (lines.pop() !== "") return refuse("not-cosigned", "The witness’s answer does not end in a line.");
  const own: string[] = [];
  for (const line of lines) {
    const read = readSignature(line);
    if (!read) return refuse("not-cosigned", "The witness answered with something other than signatures.");
    if (read.name !== by.name || read.id !== by.id) continue;
    const timed = timedSignature(read.bytes);
    const isGood =
      timed !== null &&
      isSigned({ message: Buffer.from(cosignedText(note, timed.time)), publicKey: by.publicKey, ...timed });
    if (!isGood) return refuse("bad-cosignature", "The witness’s signature does not fit the checkpoint.");
    own.push(line);
  }
  const [first] = own;
  return first ? ok(first) : refuse("not-cosigned", "The witness answered without a signature by its key.");
}
