import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { lotsOf } from "~/record/draw/lots";

const seedOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const numbers = (many: number): number[] => Array.from({ length: many }, (_, i) => i + 1);

/** As the doc comment says it, in the plainest way: every word of 32 bits by its place in the stream. */
function byTheBook(things: number[], seed: string): number[] {
  let next = 0;
  const word = (): bigint => {
    const [block, at] = [Math.floor(next / 8), next % 8];
    next += 1;
    const hash = createHash("sha256")
      .update(Buffer.from(`${seed}${block.toString(16).padStart(8, "0")}`, "hex"))
      .digest("hex");
    return BigInt(`0x${hash.slice(8 * at, 8 * at + 8)}`);
  };
  const out = [...things];
  for (let i = BigInt(out.length) - 1n; i > 0n; i--) {
    const limit = i + 1n;
    let drawn = word();
    while (drawn >= (2n ** 32n / limit) * limit) drawn = word();
    const [a, b] = [Number(i), Number(drawn % limit)];
    [out[a], out[b]] = [out[b] as number, out[a] as number];
  }
  return out;
}

test("lots are what their description says, and hold every thing once", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(200), (text, many) => {
      const lots = lotsOf(numbers(many), seedOf(text));
      expect(lots).toEqual(byTheBook(numbers(many), seedOf(text)));
      expect([...lots].sort((a, b) => a - b)).toEqual(numbers(many));
    }),
    { numRuns: 60 },
  );
  // Computed once by another program, in another language.
  expect(lotsOf(numbers(5), "0".repeat(64))).toEqual([1, 2, 4, 3, 5]);
});

test("every order of three things comes as often as the next", () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = lotsOf(numbers(3), seedOf(String(i))).join();
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // Chi-squared with five degrees of freedom: beyond 20.5 once in a thousand.
  const chi = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  expect(chi).toBeLessThan(20.5);
});
