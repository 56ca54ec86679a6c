import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commitmentTo, isNonce, randomnessOfNonces } from "~/record/draw/nonces";
import { seedOf } from "~/record/draw/seed";

const DRAW = "3b241101-e2bb-4255-8caf-4136c566a962";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const nonce = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex"));
const entry = fc.integer({ min: 1, max: 100_000 });
const reveals = fc.uniqueArray(fc.record({ entry, nonce }), { selector: (one) => one.entry, maxLength: 20 });

test("commitment, randomness and seed are the hashes that anyone computes with sha256sum", () => {
  const [city, team] = ["aa".repeat(32), "0b".repeat(32)];
  expect(commitmentTo({ draw: DRAW, party: "city", nonce: city })).toBe(
    sha256(`palio-draw:3b241101-e2bb-4255-8caf-4136c566a962:city:${city}`),
  );
  expect(commitmentTo({ draw: DRAW, party: 12, nonce: team })).toBe(
    sha256(`palio-draw:3b241101-e2bb-4255-8caf-4136c566a962:12:${team}`),
  );
  const revealed = [
    { entry: 12, nonce: team },
    { entry: 3, nonce: city },
  ];
  expect(randomnessOfNonces(city, revealed)).toBe(sha256(`city:${city}\n3:${city}\n12:${team}`));
  expect(randomnessOfNonces(city, [])).toBe(sha256(`city:${city}`));
  const both = createHash("sha256").update(Buffer.concat([Buffer.alloc(32, 0xaa), Buffer.alloc(32, 0x0b)]));
  expect(seedOf(city, team)).toBe(both.digest("hex"));
});

test("in whatever order nonces are revealed, the randomness is the same", () => {
  const shuffled = reveals.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(nonce, shuffled, (city, [all, other]) => {
      expect(randomnessOfNonces(city, other)).toBe(randomnessOfNonces(city, all));
    }),
  );
});

test("whoever holds back or changes a nonce gets another randomness", () => {
  fc.assert(
    fc.property(nonce, reveals, nonce, (city, all, other) => {
      fc.pre(all.length > 0 && all[0]?.nonce !== other);
      const randomness = randomnessOfNonces(city, all);
      expect(randomnessOfNonces(city, all.slice(1))).not.toBe(randomness);
      expect(randomnessOfNonces(city, [{ entry: all[0]?.entry ?? 0, nonce: other }, ...all.slice(1)])).not.toBe(
        randomness,
      );
    }),
  );
});

test("a commitment that was copied from another party, or from another draw, does not open", () => {
  fc.assert(
    fc.property(nonce, entry, entry, fc.uuid(), (secret, party, other, draw) => {
      fc.pre(party !== other && draw !== DRAW);
      const copied = commitmentTo({ draw: DRAW, party, nonce: secret });
      expect(commitmentTo({ draw: DRAW, party: other, nonce: secret })).not.toBe(copied);
      expect(commitmentTo({ draw: DRAW, party: "city", nonce: secret })).not.toBe(copied);
      expect(commitmentTo({ draw, party, nonce: secret })).not.toBe(copied);
    }),
  );
});

test("a nonce is 32 bytes in lower-case hex, and nothing else is one", () => {
  expect(isNonce("0f".repeat(32))).toBe(true);
  for (const text of [
    "",
    "0f".repeat(31),
    "0F".repeat(32),
    `${"0f".repeat(32)}\n`,
    "0g".repeat(32),
    ` ${"0f".repeat(32)}`,
  ])
    expect(isNonce(text), JSON.stringify(text)).toBe(false);
});
