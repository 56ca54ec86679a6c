import { createHash } from "node:crypto";

/**
 * Things in the order in which lots put them: Fisher–Yates from the end, its numbers from SHA-256 over the 32 bytes of the
 * seed and a counter of four bytes, both big end first, each block read as eight numbers of 32 bits. A number that would
 * make some places likelier is passed over. `seed` is 64 hexadecimal digits; the same seed and order in give the same out.
 */
export function lotsOf<T>(things: readonly T[], seed: string): T[] {
  const below = numbersFrom(seed);
  const out = [...things];
  for (let i = out.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

const WORDS = 2 ** 32;

/** Numbers from 0 up to, but not, a limit, each as likely as the next. */
function numbersFrom(seed: string): (limit: number) => number {
  let [counter, block, at]: [number, Buffer, number] = [0, Buffer.alloc(0), 0];
  const word = (): number => {
    if (at === block.length) {
      const count = Buffer.alloc(4);
      count.writeUInt32BE(counter++);
      block = createHash("sha256").update(Buffer.from(seed, "hex")).update(count).digest();
      at = 0;
    }
    const read = block.readUInt32BE(at);
    at += 4;
    return read;
  };
  return (limit) => {
    const fair = WORDS - (WORDS % limit);
    let drawn = word();
    while (drawn >= fair) drawn = word();
    return drawn % limit;
  };
}
