/**
 * How many different values passed by, in 4 kB whatever their number: HyperLogLog (Flajolet, Fusy, Gandouet and
 * Meunier, 2007) with 4,096 registers, which is right within 1.6% two times in three.
 */
export type DistinctSketch = { registers: Uint8Array };

const BITS = 12;
const REGISTERS = 1 << BITS;

export const newSketch = (): DistinctSketch => ({ registers: new Uint8Array(REGISTERS) });

export function addToSketch({ registers }: DistinctSketch, value: string): void {
  const hash = hashOf(value);
  const register = hash >>> (32 - BITS);
  // The place of the first one in the bits that are left, counted from 1.
  const rank = Math.clz32((hash << BITS) | (1 << (BITS - 1))) + 1;
  if (rank > (registers[register] as number)) registers[register] = rank;
}

/** The estimate, with the correction that the paper gives for small numbers. */
export function sketchedCount({ registers }: DistinctSketch): number {
  let sum = 0;
  let empty = 0;
  for (const rank of registers) {
    sum += 2 ** -rank;
    if (rank === 0) empty += 1;
  }
  const alpha = 0.7213 / (1 + 1.079 / REGISTERS);
  const raw = (alpha * REGISTERS * REGISTERS) / sum;
  const small = raw <= 2.5 * REGISTERS && empty > 0 ? REGISTERS * Math.log(REGISTERS / empty) : raw;
  return Math.round(small);
}

/** MurmurHash3 (Appleby, 32 bits) over the UTF-16 units of a text. */
function hashOf(value: string): number {
  let hash = 0x9747b28c;
  for (let at = 0; at < value.length; at += 1) {
    let unit = Math.imul(value.charCodeAt(at), 0xcc9e2d51);
    unit = Math.imul((unit << 15) | (unit >>> 17), 0x1b873593);
    hash ^= unit;
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash ^= value.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
