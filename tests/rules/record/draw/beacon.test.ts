import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { beaconAfter, isBeacon, QUICKNET, randomnessOf, timeOfBeacon } from "~/record/draw/beacon";
import { chainOf } from "~/record/draw/chain-info";
import { testChain } from "../../../support/drand-chain";
import { isAbsent, label, vectors } from "../trust-vectors";

// Beacon 1000 of quicknet, as every relay of the network gives it.
const BEACON_1000 = {
  round: 1000,
  randomness: "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
  signature: "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
};
const QUICKNET_INFO = {
  ...{ public_key: QUICKNET.publicKey, period: 3, genesis_time: 1_692_803_367, hash: QUICKNET.hash },
  groupHash: "f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e",
  ...{ schemeID: "bls-unchained-g1-rfc9380", metadata: { beaconID: "quicknet" } },
};

test("a beacon that the League of Entropy signed is its own, and no other beacon’s", () => {
  expect(isBeacon(QUICKNET, 1000, BEACON_1000.signature)).toBe(true);
  expect(randomnessOf(BEACON_1000.signature)).toBe(BEACON_1000.randomness);
  expect(isBeacon(QUICKNET, 1001, BEACON_1000.signature)).toBe(false);
  expect(isBeacon(testChain("another network").chain, 1000, BEACON_1000.signature)).toBe(false);
});

const Network = z.object({ public_key: z.string(), period: z.number(), genesis_time: z.number(), hash: z.string() });
const Recorded = z.object({
  quicknet: Network,
  g1_rfc9380_test_chain: Network.extend({
    valid_beacon: z.object({ round: z.number(), randomness: z.string(), signature: z.string() }),
    must_reject: z.array(z.object({ why: z.string(), round: z.number().optional() })),
  }),
});

test.skipIf(isAbsent)(label("the recorded beacon of drand’s own tests verifies, and what they reject does not"), () => {
  const { g1_rfc9380_test_chain: recorded } = vectors("drand/beacons.json", Recorded);
  const { valid_beacon: beacon, must_reject } = recorded;
  const chain = { ...QUICKNET, hash: recorded.hash, publicKey: recorded.public_key };
  const isWhole = ({ round, randomness, signature }: typeof beacon) =>
    isBeacon(chain, round, signature) && randomnessOf(signature) === randomness;
  expect(isWhole(beacon)).toBe(true);
  const other = (hex: string) => (hex.startsWith("b") ? "9" : "b") + hex.slice(1);
  const spoilt = {
    "round changed": { ...beacon, round: must_reject[0]?.round ?? 0 },
    "randomness byte changed": { ...beacon, randomness: other(beacon.randomness) },
    "signature byte changed": { ...beacon, signature: other(beacon.signature) },
  };
  expect(must_reject.map(({ why }) => why)).toEqual(Object.keys(spoilt));
  for (const [why, wrong] of Object.entries(spoilt)) expect(isWhole(wrong), why).toBe(false);
});

test.skipIf(isAbsent)(label("what is pinned of quicknet is what drand’s client pins"), () => {
  const {
    public_key: publicKey,
    period,
    genesis_time: genesis,
    hash,
  } = vectors("drand/beacons.json", Recorded).quicknet;
  expect(QUICKNET).toEqual({ hash, publicKey, period, genesis });
});

test("any turned bit of a signature, and any other number, is refused", () => {
  const { chain, sign } = testChain("turned bits");
  const signature = sign(38);
  expect(isBeacon(chain, 38, signature)).toBe(true);
  const bits = fc.nat(48 * 8 - 1);
  const others = fc.integer({ min: 1, max: 2 ** 40 }).filter((round) => round !== 38);
  fc.assert(
    fc.property(bits, others, (bit, another) => {
      const bytes = Buffer.from(signature, "hex");
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(isBeacon(chain, 38, bytes.toString("hex"))).toBe(false);
      expect(isBeacon(chain, another, signature)).toBe(false);
    }),
    { numRuns: 10, seed: 41 },
  );
});

test("what is no point of the group is refused without a throw", () => {
  const { chain, sign } = testChain("odd points");
  const signature = sign(7);
  // No y fits y² = x³ + 4 at x = 1; at x = 0 one does, outside the subgroup of prime order.
  const offTheCurve = `80${"00".repeat(46)}01`;
  const outsideTheGroup = `80${"00".repeat(47)}`;
  const odd = {
    ...{ infinity: `c0${"00".repeat(47)}`, "x is not reduced": "9f".padEnd(96, "f"), offTheCurve, outsideTheGroup },
    ...{ uncompressed: `00${signature.slice(2)}`, "no digits": "", "a digit less": signature.slice(1) },
    ...{ "capital letters": signature.toUpperCase(), "other letters": signature.replace(/.$/, "g") },
  };
  for (const [why, text] of Object.entries(odd)) expect(isBeacon(chain, 7, text), why).toBe(false);
  for (const round of [0, -7, 7.5, Number.NaN, 2 ** 60])
    expect(isBeacon(chain, round, signature), `${round}`).toBe(false);
  expect(isBeacon({ ...chain, publicKey: `c0${"00".repeat(95)}` }, 7, signature)).toBe(false);
  expect(isBeacon({ ...chain, publicKey: "83" }, 7, signature)).toBe(false);
});

test("a signature whose x is written with the prime of the field added is refused", () => {
  const { chain, sign } = testChain("a second way to write");
  const prime = 0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn;
  const mostBits = 2n ** 381n;
  const seconds = Array.from({ length: 12 }, (_, i) => i + 1).flatMap((round) => {
    const [flags, x] = [BigInt(`0x${sign(round)}`) / mostBits, BigInt(`0x${sign(round)}`) % mostBits];
    return x + prime < mostBits ? [{ round, text: (flags * mostBits + x + prime).toString(16) }] : [];
  });
  expect(seconds.length).toBeGreaterThan(0);
  for (const { round, text } of seconds) expect(isBeacon(chain, round, text)).toBe(false);
});

test("beacon 1 is due when the network begins, and one that is due at an instant is not before it", () => {
  const begin = QUICKNET.genesis * 1000;
  expect(timeOfBeacon(QUICKNET, 1).getTime()).toBe(begin);
  expect(
    [begin - 9_999, begin, begin + 1, begin + 3000, begin + 3001].map((at) => beaconAfter(QUICKNET, new Date(at))),
  ).toEqual([1, 1, 2, 2, 3]);
  fc.assert(
    fc.property(fc.integer({ min: begin + 1, max: begin + 2 ** 42 }), (at) => {
      const round = beaconAfter(QUICKNET, new Date(at));
      expect(timeOfBeacon(QUICKNET, round).getTime()).toBeGreaterThanOrEqual(at);
      expect(timeOfBeacon(QUICKNET, round - 1).getTime()).toBeLessThan(at);
    }),
  );
});

test("a network is read as a relay tells of it, and its hash is held against what it stands for", () => {
  expect(chainOf(JSON.stringify(QUICKNET_INFO))).toEqual(QUICKNET);
  const own = testChain("a network of our own");
  expect(chainOf(JSON.stringify(own.info))).toEqual(own.chain);
  const { groupHash: _, ...withoutGroup } = own.info;
  expect(chainOf(JSON.stringify(withoutGroup))).toEqual(own.chain);
  const spoilt = [
    { ...QUICKNET_INFO, public_key: own.chain.publicKey },
    { ...QUICKNET_INFO, period: 4 },
    { ...QUICKNET_INFO, genesis_time: 1_692_803_366 },
    { ...QUICKNET_INFO, metadata: { beaconID: "default" } },
    { ...QUICKNET_INFO, schemeID: "pedersen-bls-chained" },
  ];
  for (const info of spoilt) expect(() => chainOf(JSON.stringify(info))).toThrow();
  expect(() => chainOf("not JSON")).toThrow();
});
